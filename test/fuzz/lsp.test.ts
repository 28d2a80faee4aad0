// Any requests in any order with any parameters, and any edits: each request is answered, in words for whoever wrote the client,
// and what edits have led to is what a document has that is opened so.
import fc from 'fast-check';
import { ErrorCodes, type Diagnostic, type TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { expect, test } from 'vitest';
import { Editor } from '../language/lsp/editor';
import { head, kernelText, kernelUri, richCapabilities, scenarioUri } from '../language/lsp/marked';
import { expectWords, fuzz, PATIENCE, RUNS } from './fuzz';

/** An input is a message. */
const A_SESSION = 40;

const texts: Readonly<Record<string, string>> = { [scenarioUri]: `${head}process p { b = mmap(victim, 0, 1); ftruncate(victim, 0); }\nexpect v4.18 holds\n`, [kernelUri]: kernelText, 'file:///w/own.daxk': kernelText.slice(0, 700) };
const uris = Object.keys(texts);

const atPosition = ['hover', 'completion', 'definition', 'documentHighlight', 'references', 'signatureHelp', 'onTypeFormatting', 'prepareRename', 'rename', 'prepareCallHierarchy', 'inlayHint', 'codeAction', 'rangeFormatting', 'selectionRange'].map((name) => `textDocument/${name}`);
const ofDocument = ['documentSymbol', 'foldingRange', 'semanticTokens/full', 'formatting', 'documentLink'].map((name) => `textDocument/${name}`);
const ofWorkspace = ['workspace/symbol', 'callHierarchy/incomingCalls', 'callHierarchy/outgoingCalls', 'workspace/executeCommand'];
const notifications = ['textDocument/didOpen', 'textDocument/didChange', 'textDocument/didClose', 'initialized', '$/setTrace', '$/cancelRequest', 'workspace/didChangeConfiguration'];
const others = ['initialize', 'shutdown', 'no/such', 'constructor', '__proto__', 'daxscn/refused', 'textDocument/linkedEditingRange'];
const words = [...new Set(kernelText.match(/\w+|\S/g))];

type Json = fc.JsonValue | object | undefined;
type Message =
  | { kind: 'request'; method: string; params: Json }
  | { kind: 'notification'; method: string; params: Json }
  | { kind: 'edit'; uri: string; changes: { range?: { start: object; end: object }; text: string }[] }
  | { kind: 'open' | 'close'; uri: string };

const uri = fc.constantFrom(...uris);
const number = fc.oneof({ weight: 6, arbitrary: fc.nat(30) }, fc.constantFrom(0, 100, 2 ** 31 - 1));
const position = fc.record({ line: number, character: number });
const typed = fc.array(fc.constantFrom(...words, ' ', '\n', '\r', '\r\n', '  ', '\ud800', '\0', '/*', '"'), { maxLength: 6 }).map((parts) => parts.join(''));
const change = fc.record({ range: fc.record({ start: position, end: position }), text: typed }, { requiredKeys: ['text'] });

const range = fc.record({ start: position, end: position });
/** What requests ask for besides. */
const besides = { newName: typed, query: typed, range, positions: fc.array(position, { maxLength: 3 }), item: fc.record({ uri, selectionRange: range }) };

/** Parameters as they should be, but for one part of them. */
const spoilt = fc.record({ ...besides, textDocument: fc.record({ uri, text: typed }), position, capabilities: fc.constant({}), contentChanges: fc.array(change, { maxLength: 2 }) })
  .chain((params) => fc.record({ key: fc.constantFrom(...Object.keys(params)), value: fc.oneof(fc.constant(undefined), fc.jsonValue()) })
    .map(({ key, value }): Json => ({ ...params, [key]: value })));
const anyParams = fc.oneof(spoilt, fc.jsonValue(), fc.constant(undefined));

const message: fc.Arbitrary<Message> = fc.oneof(
  { weight: 40, arbitrary: fc.record({ kind: fc.constant('edit' as const), uri, changes: fc.array(change, { minLength: 1, maxLength: 3 }) }) },
  { weight: 10, arbitrary: fc.record({ kind: fc.constantFrom('open' as const, 'open' as const, 'close' as const), uri }) },
  {
    weight: 40,
    arbitrary: fc.record({
      kind: fc.constant('request' as const), method: fc.constantFrom(...atPosition, ...ofDocument, ...ofWorkspace),
      params: fc.record({ ...besides, textDocument: fc.record({ uri: fc.oneof(uri, fc.constant('file:///none.daxscn')) }), position }),
    }),
  },
  { weight: 30, arbitrary: fc.record({ kind: fc.constant('request' as const), method: fc.constantFrom(...atPosition, ...ofDocument, ...ofWorkspace, ...others.slice(2)), params: anyParams }) },
  { weight: 15, arbitrary: fc.record({ kind: fc.constant('notification' as const), method: fc.constantFrom(...notifications), params: anyParams }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('request' as const), method: fc.constantFrom(...others), params: anyParams }) },
);

/** The packages' own words for what they cannot do. */
const internal = /Request \S+ (?:failed|defines)|Unhandled/;

test('a language server answers whatever it is asked', { timeout: PATIENCE }, async () => {
  let answers = 0;
  await fuzz(fc.array(message, { minLength: A_SESSION, maxLength: A_SESSION }), async (messages) => {
    const editor = new Editor();
    try {
      await editor.initialize(richCapabilities);
      const documents = new Map<string, TextDocument>();
      let isShutDown = false;
      let version = 1;
      const open = (name: string, text: string): void => {
        documents.set(name, TextDocument.create(name, '', ++version, text));
        void editor.notify('textDocument/didOpen', { textDocument: { uri: name, languageId: '', version, text } });
      };
      const edit = ({ uri: name, changes }: Extract<Message, { kind: 'edit' }>): void => {
        const document = documents.get(name);
        if (document) TextDocument.update(document, changes as TextDocumentContentChangeEvent[], ++version);
        void editor.notify('textDocument/didChange', { textDocument: { uri: name, version }, contentChanges: changes });
      };
      for (const each of messages) {
        switch (each.kind) {
          case 'open':
            open(each.uri, texts[each.uri]!);
            break;
          case 'close':
            documents.delete(each.uri);
            void editor.notify('textDocument/didClose', { textDocument: { uri: each.uri } });
            break;
          case 'edit':
            edit(each);
            break;
          case 'notification':
            await editor.notify(each.method, spoilsNothing(each.params));
            break;
          case 'request': {
            const refusal = await editor.refusal(each.method, each.params);
            answers++;
            if (each.method === 'shutdown' && !refusal) isShutDown = true;
            if (refusal) expectPlain(refusal);
          }
        }
      }
      for (const line of editor.log) expectPlain({ code: 0, message: line });
      if (isShutDown) return;
      const found = await settled(editor, documents);
      const fresh = new Editor();
      await fresh.initialize(richCapabilities);
      for (const document of documents.values()) {
        const { uri: name, languageId } = document;
        void fresh.notify('textDocument/didOpen', { textDocument: { uri: name, languageId, version: document.version, text: document.getText() } });
      }
      expect(found).toEqual(await settled(fresh, documents));
      for (const { message: said } of Object.values(found).flat()) expectWords(said);
      fresh.dispose();
    } finally {
      editor.dispose();
    }
  }, Math.ceil(RUNS / A_SESSION));
  expect(answers).toBeGreaterThan(RUNS / 4);
});

function expectPlain({ code, message: said }: { code: number; message: string }): void {
  expect(code).not.toBe(ErrorCodes.InternalError);
  expectWords(said);
  expect(said).not.toMatch(internal);
}

/** Notifications with parameters that would be right are about documents that nobody has opened. */
function spoilsNothing(params: Json): Json {
  return JSON.parse(JSON.stringify(params ?? null).replaceAll('file:///w/', 'file:///other/').replaceAll('daxk:/', 'daxk:/other/')) as Json;
}

/** The diagnostics of each document when nothing is left to do. */
async function settled(editor: Editor, documents: ReadonlyMap<string, TextDocument>): Promise<Record<string, Diagnostic[]>> {
  for (const document of documents.values()) {
    void editor.notify('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges: [] });
  }
  await editor.rest();
  return Object.fromEntries([...documents.keys()].sort().map((name) => [name, editor.latest.get(name)?.diagnostics ?? []]));
}
