// Any text as an expression, a condition, a log message, a line of the console or what is completed: it has a value or is refused in words.
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { fixtureHost, fixturePath } from '../debugger/support/kernel';
import { Client, inline } from '../debugger/support/wire';
import { expectWords, fuzz, mutated, PATIENCE, textOf } from './fuzz';

let client: Client;
let frameId = 0;
beforeAll(async () => {
  client = new Client(inline(new DaxscnDebugAdapter(fixtureHost())));
  await client.request('initialize', {});
  await client.request('launch', { program: fixturePath('truncate.daxscn'), schedule: 'a2b2', position: 4 });
  await client.request('configurationDone');
  await client.waitFor('stopped');
  frameId = (await client.request<{ stackFrames: { id: number }[] }>('stackTrace', { threadId: 2 })).stackFrames[0]!.id;
});

const pieces = [
  'page 0', 'page 1', 'page 9', 'victim', 'reader', 'truncator', 'nobody', 'i_rwsem of victim', '.refcount', '.mapping', '.i_pages', '.pinned_by', '.writer', '.nothing', '.', '[', ']', '[0]', '[ 1 ]', '(', ')', '{', '}', '!', '-', '+', '*', '/', '%', '<', '<=', '==', '=', '!=', '&&', '||', '?', ':', ' in ',
  ',', '0', '1', '2147483648', '-1', 'null', 'true', 'false', 'current', 'value', 'position()', 'retries(', 'page(victim, 1)', 'when(', ' changed)', 'changed(', 'count(', 'owner(', 'who ', 'why ', 'help', 'blocks', '"', '/*', '//', '\n', '\t', '\0', 'é', '_0',
];
const good = ['page 0.refcount > 1 && page 0.mapping == victim', 'when(page 0.refcount changed) == 2', 'reader in page 0.pinned_by ? 1 : -1', 'page(victim, 1).refcount', 'count(page 1.pinned_by) == 1', 'who page 0.refcount', '{page 0} has {page 0.refcount} of {current}'];

const places: readonly ((text: string) => readonly [string, object])[] = [
  (expression) => ['evaluate', { expression, frameId }],
  (expression) => ['evaluate', { expression, context: 'hover' }],
  (expression) => ['evaluate', { expression, context: 'clipboard', frameId }],
  (expression) => ['evaluate', { expression: `who ${expression}`, context: 'repl' }],
  (condition) => ['setFunctionBreakpoints', { breakpoints: [{ name: 'get_page', condition }] }],
  (logMessage) => ['setBreakpoints', { source: { path: fixturePath('fs/dax.daxk') }, breakpoints: [{ line: 20, logMessage }] }],
  (name) => ['dataBreakpointInfo', { name, frameId }],
  (text) => ['completions', { text, column: text.length + 1, frameId }],
];

test('any text', { timeout: PATIENCE }, async () => {
  await fuzz(fc.tuple(fc.constantFrom(...places), fc.oneof(textOf(pieces), mutated(good, pieces))), async ([place, text]) => {
    const { success, message, body } = await client.ask(...place(text));
    if (!success) expectWords(message);
    const told = (body?.breakpoints as { message?: string }[] | undefined)?.[0]?.message;
    if (told !== undefined) expectWords(told);
  });
});
