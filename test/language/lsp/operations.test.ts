// What editors know of tables of operations and of types of functions.
import { expect, test } from 'vitest';
import { complete } from '../../../src/language/lsp/completion/complete';
import { definition, hover, references } from '../../../src/language/lsp/navigation';
import { signatureHelp } from '../../../src/language/lsp/signature-help';
import { kernelText, kernelUri, open, rich, wordsAt } from './marked';

const code = `
/// How a task waits.
typedef void block_callback(block b);

operations block_operations {
    /// Gives it back.
    int release(block b, int count);
    void wait_for(block b, block_callback callback);
}
operations driver_type { block_operations b_op; }
object driver { const driver_type type = plain; }

int drop(block _b, int count) { return count; }
void sleep(block b) { await (b.state == FREE); }
void wait(block b, block_callback callback) { callback(b); }
const block_operations plain_operations = { .release = drop, .wait_for = wait };
const driver_type plain = { .b_op = plain_operations };

void use(driver d, block b)
{
    d.type.b_op.release(b, 1);
    d.type.b_op.wait_for(b, sleep);
}
`;

/** The code with the cursor at a place that is marked in one of its lines. */
function at(line: string, marked: string): ReturnType<typeof open> {
  expect(code.split(line)).toHaveLength(2);
  return open(kernelText + code.replace(line, marked), kernelUri);
}

test.each([
  ['a member that is called', 'd.type.b_op.release(b, 1)', 'd.type.b_op.rel<|>ease(b, 1)', 'release', 'int release(block b, int count);'],
  ['a table of a table', 'd.type.b_op.release(b, 1)', 'd.type.b_<|>op.release(b, 1)', 'b_op', 'operations driver_type'],
  ['a member that a table gives', '.wait_for = wait }', '.wait<|>_for = wait }', 'wait_for', 'void wait_for'],
  ['a function in a table', '.release = drop', '.release = dr<|>op', 'drop', 'int drop'],
  ['a function that is handed on', 'wait_for(b, sleep)', 'wait_for(b, sle<|>ep)', 'sleep', 'void sleep'],
  ['a table', '.b_op = plain_operations', '.b_op = plain_<|>operations', 'plain_operations', 'const block_operations plain_operations'],
  ['a type of tables', 'const driver_type plain', 'const driver<|>_type plain', 'driver_type', 'operations driver_type'],
  ['a type of functions', 'void wait(block b, block_callback', 'void wait(block b, block_<|>callback', 'block_callback', 'typedef void'],
  ['a parameter that is called', '{ callback(b); }', '{ call<|>back(b); }', 'callback', 'void wait(block b'],
])('go to the definition of %s', (_, line, marked, word, target) => {
  const { workspace, uri, text, position } = at(line, marked);
  expect(wordsAt(text, definition(workspace, uri, position)!.range))
    .toBe(`${word} in line ${text.split('\n').findIndex((each) => each.includes(target)) + 1}`);
});

test('references of a member are its calls and the tables that give it', () => {
  const { workspace, uri, text, position } = at('int release(block b', 'int rel<|>ease(block b');
  const lines = references(workspace, uri, position).map(({ range }) => text.split('\n')[range.start.line]!.trim());
  expect(lines).toEqual([
    'int release(block b, int count);', 'const block_operations plain_operations = { .release = drop, .wait_for = wait };', 'd.type.b_op.release(b, 1);',
  ]);
});

test.each([
  ['d.type.b_op.release(b, 1)', 'd.type.b_op.rel<|>ease(b, 1)', ['int release(block b, int count)', 'block_operations', 'Gives it back.']],
  ['void wait(block b, block_callback', 'void wait(block b, block_<|>callback', ['typedef void block_callback(block b)', 'How a task waits.']],
  ['.b_op = plain_operations', '.b_op = plain_<|>operations', ['const block_operations plain_operations']],
])('hover on %s', (line, marked, parts) => {
  const { workspace, uri, position } = at(line, marked);
  const shown = (hover(workspace, rich, uri, position)!.contents as { value: string }).value;
  for (const part of parts) expect(shown).toContain(part);
});

test.each([
  ['behind a table', 'd.type.b_op.release(b, 1);', 'd.type.b_op.<|>', ['release', 'wait_for']],
  ['behind a field that holds one', 'd.type.b_op.release(b, 1);', 'd.type.<|>', ['b_op']],
  ['in a table', '{ .release = drop, .wait_for = wait }', '{ .release = drop, .<|>', ['release', 'wait_for']],
])('completes the members %s', (_, line, marked, labels) => {
  const { workspace, uri, position } = at(line, marked);
  expect(complete(workspace, rich, uri, position).map(({ label }) => label)).toEqual(labels);
});

test('shows the parameters of a member that is called', () => {
  const { workspace, uri, position } = at('d.type.b_op.release(b, 1)', 'd.type.b_op.release(b, <|>1)');
  expect(signatureHelp(workspace, rich, uri, position)).toMatchObject({
    signatures: [{ label: 'int release(block b, int count)', parameters: [{ label: 'block b' }, { label: 'int count' }], documentation: { value: 'Gives it back.' } }],
    activeParameter: 1,
  });
});
