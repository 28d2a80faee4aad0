import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createConnection, createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { foldings, outline } from '../../../src/language/lsp/outline';
import { legend, semanticTokens } from '../../../src/language/lsp/semantic-tokens';
import { serveLanguage } from '../../../src/language/lsp/server';
import { checkKernel } from '../../../src/language/check';
import { head, kernelText, kernelUri, open, scenarioUri } from './marked';

test('the outline has the declarations', () => {
  const found = outline(`${head}process p[2] { }\nexpect v4.17, v4.18 violates a\noverride int f() { }\n`);
  expect(found.map(({ name, detail }) => `${detail} ${name}`.trim())).toEqual([
    'scenario x', 'kernel v4.18', 'device pmem0', 'mount mnt', 'file victim', 'process[2] p', 'a v4.17, v4.18', 'override f',
  ]);
  const block = outline(kernelText).find(({ name }) => name === 'block')!;
  expect(block.children!.map(({ name }) => name)).toEqual(['bdev', 'nr', 'state', 'owner', 'neighbours']);
});

test('blocks and comments fold', () => {
  expect(foldings('/**\n * x\n */\nprocess p {\n  if (x) {\n    y();\n  }\n}\n// a\n// b\n')).toEqual([
    { startLine: 4, endLine: 5 }, { startLine: 3, endLine: 6 },
    { startLine: 0, endLine: 2, kind: 'comment' }, { startLine: 8, endLine: 9, kind: 'comment' },
  ]);
});

test('semantic tokens say what a name stands for', () => {
  const { workspace, uri, text } = open(`${head}process p { n = ftruncate(victim, 0); }<|>`);
  const { data } = semanticTokens(workspace.check(uri)!.symbols.uses);
  const found: string[] = [];
  for (let [index, line, column] = [0, 0, 0]; index < data.length; index += 5) {
    line += data[index]!;
    column = data[index] ? data[index + 1]! : column + data[index + 1]!;
    found.push(`${text.split('\n')[line]!.slice(column, column + data[index + 2]!)}: ${legend.tokenTypes[data[index + 3]!]}`);
  }
  expect(found.slice(-4)).toEqual(['p: function', 'n: variable', 'ftruncate: function', 'victim: variable']);
});

describe('over a connection', () => {
  test('an editor gets diagnostics and answers', async () => {
    const [up, down] = [new PassThrough(), new PassThrough()];
    const sources = [{ source: 'fs/small.daxk', text: kernelText }];
    const { tree } = checkKernel(sources);
    serveLanguage(createConnection(new StreamMessageReader(up), new StreamMessageWriter(down)), {
      tree: () => tree, sources: () => sources, uri: (source) => `daxk:/${source}`,
    });
    const client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    const published: { uri: string; diagnostics: { message: string }[] }[] = [];
    let heard: () => void = () => undefined;
    client.onNotification('textDocument/publishDiagnostics', (params: typeof published[number]) => {
      published.push(params);
      heard();
    });
    client.listen();
    const nextDiagnostics = () => new Promise<void>((resolve) => { heard = resolve; });

    await client.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
    let arrived = nextDiagnostics();
    const text = `${head}process p { ftruncat(victim, 0); }`;
    await client.sendNotification('textDocument/didOpen', { textDocument: { uri: scenarioUri, languageId: 'daxscn', version: 1, text } });
    await arrived;
    expect(published[0]!.diagnostics.map(({ message }) => message)).toEqual([
      '`ftruncat` is not a system call; nearest: ftruncate(inode file, int blocks)',
    ]);

    arrived = nextDiagnostics();
    await client.sendNotification('textDocument/didChange', {
      textDocument: { uri: scenarioUri, version: 2 }, contentChanges: [{ text: text.replace('ftruncat(', 'ftruncate(') }],
    });
    await arrived;
    expect(published[1]!.diagnostics).toEqual([]);
    const location = await client.sendRequest('textDocument/definition', { textDocument: { uri: scenarioUri }, position: { line: 5, character: 14 } });
    expect(location).toMatchObject({ uri: kernelUri });
    expect(await client.sendRequest('textDocument/hover', { textDocument: { uri: scenarioUri }, position: { line: 0, character: 0 } })).toBeNull();
    client.dispose();
  });
});
