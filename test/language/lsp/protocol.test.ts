// What the protocol says that a server does, over a real connection.
import type { CompletionItem, DocumentSymbol, Hover, Location, SignatureHelp, SymbolInformation } from 'vscode-languageserver';
import { ErrorCodes } from 'vscode-languageserver';
import { afterEach, describe, expect, test } from 'vitest';
import { Editor } from './editor';
import type { KernelAccess } from '../../../src/language/lsp/kernel-access';
import { head, kernel, kernelUri, richCapabilities, scenarioUri } from './marked';

const textDocument = { uri: scenarioUri };
const zero = { line: 0, character: 0 };

const editors: Editor[] = [];
afterEach(() => { for (const editor of editors.splice(0)) editor.dispose(); });

function anEditor(access?: KernelAccess): Editor {
  const editor = new Editor(access);
  editors.push(editor);
  return editor;
}

async function initialized(capabilities?: object): Promise<Editor> {
  const editor = anEditor();
  await editor.initialize(capabilities);
  return editor;
}

test('an editor gets diagnostics and answers', async () => {
  const editor = await initialized();
  const text = `${head}process p { ftruncat(victim, 0); }`;
  expect((await editor.open(scenarioUri, text)).diagnostics.map(({ message }) => message)).toEqual([
    '`ftruncat` is not a system call; nearest: ftruncate(inode file, int blocks)',
  ]);
  const fixed = await editor.change(scenarioUri, 2, [{ text: text.replace('ftruncat(', 'ftruncate(') }]);
  expect(fixed).toEqual({ uri: scenarioUri, diagnostics: [] });
  expect(await editor.request<Location>('textDocument/definition', { textDocument, position: { line: 5, character: 14 } })).toMatchObject({ uri: kernelUri });
  expect(await editor.request('textDocument/hover', { textDocument, position: zero })).toBeNull();
});

describe('edits come as ranges', () => {
  test.each([
    ['a letter', [{ range: [5, 20, 5, 20], text: 'e' }], []],
    ['one after the other', [{ range: [0, 0, 0, 0], text: '\n' }, { range: [6, 20, 6, 20], text: 'e' }], []],
    ['the whole text, then a letter', [{ text: `${head}process p { fsyn(victim); }` }, { range: [5, 16, 5, 16], text: 'c' }], []],
    ['after the end of a line and of the text', [{ range: [5, 20, 5, 20], text: 'e' }, { range: [5, 999, 99, 0], text: '\n' }], []],
    ['from before to after', [{ range: [5, 12, 5, 21], text: 'fsync(' }], ['`fsync` takes 1 argument, 2 given: syscall void fsync(inode file)']],
  ])('%s', async (_, changes, messages) => {
    const editor = await initialized();
    await editor.open(scenarioUri, `${head}process p { ftruncat(victim, 0); }`);
    const contentChanges = (changes as { range?: number[]; text: string }[]).map(({ range, text }) => ({
      text,
      ...(range ? { range: { start: { line: range[0], character: range[1] }, end: { line: range[2], character: range[3] } } } : {}),
    }));
    const { diagnostics } = await editor.change(scenarioUri, 2, contentChanges);
    expect(diagnostics.map(({ message }) => message)).toEqual(messages);
  });
});

test('diagnostics wait for a pause, and carry the version they are of', async () => {
  const editor = await initialized(richCapabilities);
  await editor.open(scenarioUri, head);
  for (let version = 2; version < 200; version++) {
    void editor.notify('textDocument/didChange', { textDocument: { ...textDocument, version }, contentChanges: [{ range: { start: zero, end: zero }, text: ' ' }] });
  }
  const versions = [];
  do versions.push((await editor.diagnostics()).version!); while (versions.at(-1) !== 199);
  // The letters come faster than they could be checked one by one.
  expect(versions.length).toBeLessThan(100);
});

describe('lines end as they like', () => {
  test.each([['CR', '\r'], ['CRLF', '\r\n'], ['LF', '\n']])('%s', async (_, end) => {
    const editor = await initialized();
    const text = `// a comment\n/// Of p.\n${head}process p {\n  // another\n  ftruncat(victim, 0);\n}\nassert a: victim.\n`;
    const { diagnostics } = await editor.open(scenarioUri, text.replaceAll('\n', end));
    expect(diagnostics.map(({ range: { start } }) => start)).toMatchObject([{ line: 9, character: 2 }, { line: 11, character: 16 }]);
    const completion = await editor.request<CompletionItem[]>('textDocument/completion', { textDocument, position: { line: 11, character: 17 } });
    expect(completion.map(({ label }) => label)).toEqual(['sb', 'size']);
    expect(await editor.request('textDocument/foldingRange', { textDocument })).toEqual([{ startLine: 7, endLine: 9 }, { startLine: 0, endLine: 1, kind: 'comment' }]);
    const used = await editor.request<Location[]>('textDocument/references', { textDocument, position: { line: 6, character: 6 } });
    expect(used.map(({ range }) => range.start.line).toSorted((a, b) => a - b)).toEqual([6, 9, 11]);
  });
});

describe('what an editor does not declare it does not get', () => {
  const text = `${head}process p { ftruncate(victim, 0); fsync(victim); }`;
  const position = { line: 5, character: 14 };

  test('snippets', async () => {
    const item = async (capabilities: object) => {
      const editor = await initialized(capabilities);
      await editor.open(scenarioUri, `${head}process p { }`);
      return (await editor.request<CompletionItem[]>('textDocument/completion', { textDocument, position: { line: 5, character: 12 } }))
        .find(({ label }) => label === 'ftruncate')!;
    };
    expect(await item(richCapabilities)).toMatchObject({ insertText: 'ftruncate(${1:victim}, ${2|0,1,2,3|});', insertTextFormat: 2 });
    for (const completion of [{}, { completionItem: {} }, { completionItem: { snippetSupport: false } }]) {
      const plain = await item({ textDocument: { completion } });
      expect(plain.insertTextFormat).toBeUndefined();
      expect(plain.insertText ?? plain.label).toBe('ftruncate');
    }
  });

  test('Markdown', async () => {
    const contents = async (capabilities: object) => {
      const editor = await initialized(capabilities);
      await editor.open(scenarioUri, text);
      const { contents: hover } = await editor.request<Hover>('textDocument/hover', { textDocument, position });
      const help = await editor.request<SignatureHelp>('textDocument/signatureHelp', { textDocument, position: { line: 5, character: 22 } });
      const [item] = await editor.request<CompletionItem[]>('textDocument/completion', { textDocument, position: { line: 5, character: 12 } });
      return [hover, help.signatures[0]!.documentation, item!.documentation];
    };
    for (const each of await contents(richCapabilities)) expect(each).toMatchObject({ kind: 'markdown' });
    const plain = await contents({ textDocument: { hover: { contentFormat: ['plaintext'] } } });
    expect(plain[0]).toEqual({ kind: 'plaintext', value: 'syscall int ftruncate(inode file, int blocks)\n\nCuts a file.\n\nfs/small.daxk · in all versions' });
    for (const each of plain) expect(each).toMatchObject({ kind: 'plaintext', value: expect.not.stringContaining('```') as string });
  });

  test('an outline with levels', async () => {
    const outline = async (capabilities: object) => {
      const editor = await initialized(capabilities);
      await editor.open(kernelUri, 'object block { int nr; }\n');
      return editor.request<(DocumentSymbol | SymbolInformation)[]>('textDocument/documentSymbol', { textDocument: { uri: kernelUri } });
    };
    expect(await outline(richCapabilities)).toMatchObject([{ name: 'block', children: [{ name: 'nr' }] }]);
    expect(await outline({})).toMatchObject([
      { name: 'block', location: { uri: kernelUri } }, { name: 'nr', containerName: 'block', location: { uri: kernelUri } },
    ]);
  });
});

test('a document that is closed has no diagnostics any more', async () => {
  const editor = await initialized();
  await editor.open(scenarioUri, 'scenario');
  void editor.notify('textDocument/didClose', { textDocument });
  expect(await editor.diagnostics()).toEqual({ uri: scenarioUri, diagnostics: [] });
});

test('an edit of one file of the kernel is told in the others where it breaks them', async () => {
  const files = { a: 'pure int twice(int(0..9) value) { return value + value; }\n', b: 'const int FOUR = 4;\npure int eight() { return twice(FOUR); }\n' };
  const sources = Object.entries(files).map(([name, text]) => ({ source: `${name}.daxk`, text }));
  const editor = anEditor({ ...kernel, sources: () => sources });
  await editor.initialize();
  for (const { source, text } of sources) expect((await editor.open(`daxk:/${source}`, text)).diagnostics).toEqual([]);
  const changes = [{ range: { start: { line: 0, character: 9 }, end: { line: 0, character: 14 } }, text: 'double' }];
  const told = [await editor.change('daxk:/a.daxk', 2, changes), await editor.diagnostics()];
  expect(told.map(({ uri, diagnostics }) => [uri, diagnostics.map(({ message }) => message)])).toEqual([
    ['daxk:/a.daxk', []], ['daxk:/b.daxk', ['unknown function `twice`']],
  ]);
  // Completion looks at the other file as it is in the editor.
  const uses = await editor.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri: 'daxk:/b.daxk' }, position: { line: 1, character: 27 } });
  expect(uses.map(({ label }) => label)).toContain('double');
});

test('an address that is not escaped well is an address', async () => {
  const editor = await initialized();
  expect((await editor.open('file:///100%.daxk', 'const int A = 1;')).diagnostics).toEqual([]);
});

describe('the order of a session', () => {
  const hover = ['textDocument/hover', { textDocument, position: zero }] as const;

  test('nothing is answered before `initialize`', async () => {
    expect(await anEditor().refusal(...hover)).toEqual({ code: ErrorCodes.ServerNotInitialized, message: '`initialize` comes first' });
  });

  test('`initialize` is sent once', async () => {
    const editor = await initialized();
    expect(await editor.refusal('initialize', { capabilities: {} })).toEqual({ code: ErrorCodes.InvalidRequest, message: '`initialize` was sent before; it is sent once' });
  });

  test.each([hover, ['shutdown', undefined], ['initialize', { capabilities: {} }], ['no/such', {}]] as const)('%s is refused after `shutdown`', async (method, params) => {
    const editor = await initialized();
    await editor.request('shutdown');
    expect(await editor.refusal(method, params)).toEqual({ code: ErrorCodes.InvalidRequest, message: 'the server is shut down; only `exit` can follow' });
  });
});

test('a request that is not known is not found', async () => {
  const editor = await initialized();
  for (const method of ['textDocument/linkedEditingRange', 'daxscn/refused', 'constructor']) {
    expect(await editor.refusal(method, {})).toEqual({ code: ErrorCodes.MethodNotFound, message: `this server does not answer \`${method}\`` });
  }
});

describe('what is missing in a request is said', () => {
  const positions = ['hover', 'completion', 'definition', 'documentHighlight', 'references', 'signatureHelp', 'onTypeFormatting', 'prepareRename', 'rename', 'prepareCallHierarchy'];
  const documents = ['documentSymbol', 'foldingRange', 'semanticTokens/full', 'formatting', 'documentLink'];
  const anywhere: [unknown, string][] = [
    [undefined, 'the parameters are missing'],
    [[], 'the parameters must be an object'],
    [{}, '`textDocument` is missing'],
    [{ textDocument: null, position: zero }, '`textDocument` must be an object'],
    [{ textDocument: {}, position: zero }, '`textDocument.uri` is missing'],
    [{ textDocument: { uri: 7 }, position: zero }, '`textDocument.uri` must be a text'],
  ];
  const inText: [unknown, string][] = [
    [{ textDocument }, '`position` is missing'],
    [{ textDocument, position: 'here' }, '`position` must be an object'],
    [{ textDocument, position: { line: 0 } }, '`position.character` is missing'],
    [{ textDocument, position: { line: -1, character: 0 } }, '`position.line` must be a whole number from 0 on'],
    [{ textDocument, position: { line: 0.5, character: 0 } }, '`position.line` must be a whole number from 0 on'],
  ];

  test.each([...positions, ...documents])('%s', async (name) => {
    const editor = await initialized();
    for (const [params, problem] of [...anywhere, ...(positions.includes(name) ? inText : [])]) {
      const method = `textDocument/${name}`;
      expect(await editor.refusal(method, params)).toEqual({ code: ErrorCodes.InvalidParams, message: `${method}: ${problem}` });
    }
  });

  test.each([[undefined, 'the parameters are missing'], [null, 'the parameters must be an object'], [{}, '`capabilities` is missing']])('initialize %j', async (params, problem) => {
    expect(await anEditor().refusal('initialize', params)).toEqual({ code: ErrorCodes.InvalidParams, message: `initialize: ${problem}` });
  });

  test.each([
    ['textDocument/didOpen', { textDocument }, '`textDocument.text` is missing'],
    ['textDocument/didChange', { textDocument, contentChanges: {} }, '`contentChanges` must be a list'],
    ['textDocument/didChange', { textDocument, contentChanges: [{ text: '' }, {}] }, '`contentChanges[1].text` is missing'],
    ['textDocument/didChange', { textDocument, contentChanges: [{ text: '', range: { start: zero } }] }, '`contentChanges[0].range.end` is missing'],
    ['textDocument/didClose', null, 'the parameters must be an object'],
    ['$/setTrace', null, 'the parameters must be an object'],
  ])('the notification %s %j', async (method, params, problem) => {
    const editor = await initialized();
    await editor.notify(method, params);
    await editor.request('textDocument/hover', { textDocument, position: zero });
    expect(editor.log).toEqual([`${method}: ${problem}`]);
  });
});
