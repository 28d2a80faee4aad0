import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { codeActions, SHOW_SYSTEM_CALLS } from '../../../src/language/lsp/code-actions';
import { toRange } from '../../../src/language/lsp/positions';
import { Workspace } from '../../../src/language/lsp/workspace';
import { Editor } from './editor';
import { head, kernel, open, richCapabilities, scenarioUri } from './marked';

const folder = join(import.meta.dirname, '..', 'cases');

/** The text with what an action changes. */
function after(text: string, uri: string, { edit }: CodeAction): string {
  return TextDocument.applyEdits(TextDocument.create(uri, '', 0, text), [...edit!.changes![uri]!]);
}

const proposals = readdirSync(folder).flatMap((name) => {
  // Overlays under an address of their own: under another one they would be files of the kernel.
  const uri = name.endsWith('.daxk') ? `file:///w/cases-${name}` : scenarioUri;
  const text = readFileSync(join(folder, name), 'utf8');
  const workspace = new Workspace(kernel);
  workspace.open(uri, text);
  return workspace.check(uri)!.diagnostics.filter(({ source, message }) => source === uri && /did you mean|; nearest: /.test(message))
    .map((diagnostic) => ({ name: `${name}:${diagnostic.span[0] + 1}: ${diagnostic.message}`, uri, text, workspace, diagnostic }));
});

test('there are many messages that propose something', () => expect(proposals.length).toBeGreaterThan(50));

test.each(proposals)('$name', ({ uri, text, workspace, diagnostic }) => {
  const range = toRange(diagnostic.span);
  const reported = { range, message: diagnostic.message };
  const actions = codeActions(workspace, uri, range, [reported]).filter(({ diagnostics }) => diagnostics?.includes(reported));
  const corrected = actions.find(({ edit }) => edit);
  expect(corrected, 'there is no correction').toBeDefined();
  const mended = new Workspace(kernel);
  mended.open(uri, after(text, uri, corrected!));
  expect(mended.check(uri)!.diagnostics.filter(({ span }) => span[0] === diagnostic.span[0]).map(({ message }) => message)).not.toContain(diagnostic.message);
});

test('what is listed is offered, each by itself', () => {
  const { workspace, uri, text } = open(`${head}process p { ftruncate(victim, 0); }\nexpect v6.15 violates bxyz<|>`);
  const diagnostic = workspace.check(uri)!.diagnostics.find(({ message }) => message.includes('bxyz'))!;
  const actions = codeActions(workspace, uri, toRange(diagnostic.span));
  expect(actions.map(({ title }) => title)).toEqual(['no_block_is_lost', 'counts_are_sane', 'ftruncate'].map((name) => `Change \`bxyz\` to \`${name}\``));
  expect(after(text, uri, actions[0]!)).toContain('violates no_block_is_lost');
});

describe('an unknown system call', () => {
  let editor: Editor;
  afterEach(() => editor.dispose());
  const text = `${head}process p { ftrunkate(victim, 0); }`;
  const range = { start: { line: 5, character: 14 }, end: { line: 5, character: 14 } };
  const reference = 'file:///w/system-calls.md';

  test('leads to the nearest one in the reference, and to all', async () => {
    editor = new Editor({ ...kernel, reference, readFile: (uri) => (uri === reference ? '# Calls\n\n## fsync\n\n## ftruncate\n' : undefined) });
    await editor.initialize({ ...richCapabilities, window: { showDocument: { support: true } } });
    const { diagnostics: [diagnostic] } = await editor.open(scenarioUri, text);
    expect(diagnostic).toMatchObject({ code: 'unknown-call', codeDescription: { href: `${reference}#L5` } });
    const actions = await editor.request<CodeAction[]>('textDocument/codeAction', { textDocument: { uri: scenarioUri }, range, context: { diagnostics: [diagnostic] } });
    expect(actions.map(({ title }) => title)).toEqual(['Change `ftrunkate` to `ftruncate`', 'Show All System Calls']);
    const shown = editor.shown();
    expect(await editor.request('workspace/executeCommand', { command: actions[1]!.command!.command })).toBeNull();
    expect(await shown).toBe(reference);
  });

  test('lists all names in an editor that cannot show documents', async () => {
    editor = new Editor({ ...kernel, reference });
    await editor.initialize();
    await editor.open(scenarioUri, text);
    await editor.request('workspace/executeCommand', { command: SHOW_SYSTEM_CALLS });
    expect(editor.messages).toEqual(['System calls: fsync, ftruncate, mmap, munmap, rdma_register, read_direct']);
  });

  test('there is no other command', async () => {
    editor = new Editor();
    await editor.initialize();
    expect(await editor.refusal('workspace/executeCommand', { command: 'rm' })).toMatchObject({ message: `there is no command \`rm\`; there is only \`${SHOW_SYSTEM_CALLS}\`` });
  });
});
