// What may follow `expect`, word by word.
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { marksIn } from '../../checker/named-statements';
import { invariantSymbol } from '../../checker/names';
import { inOrder, keyword, snippetItem, symbolItem, variableItem, versionItems } from './items';
import { declared, type CompletionRequest } from './request';
import { gap, REST, snippet } from './snippet';
import { admits, KNOWN_VERSIONS, parseVersion } from '../../versions';

const VERDICTS = [
  ['holds', 'nothing goes wrong; with a name: that property holds'], ['violates', 'some execution breaks the property'], ['reaches', 'some execution gets there'],
  ['never', 'no execution gets there'], ['deadlock', 'a cycle of locks and pins'], ['hang', 'somebody sleeps for ever'], ['livelock', 'somebody goes round for ever'],
] as const;

/** What a name comes after. */
const goesOn: ReadonlySet<string> = new Set(['violates', 'reaches', 'never']);

export function inExpect(request: CompletionRequest): CompletionItem[] {
  const { words } = request.cursor;
  const verdicts = VERDICTS.map(([label, detail]) => (goesOn.has(label)
    ? snippetItem(request, label, snippet`${label} ${REST}`, { kind: CompletionItemKind.Keyword, detail }, true) : { ...keyword(label), detail }));
  const range = (word: string): CompletionItem => snippetItem(request, word, snippet`${word} ${gap(...KNOWN_VERSIONS)} ${REST}`, { kind: CompletionItemKind.Keyword }, true);
  if (words === 'expect ') return inOrder([...versionItems(), range('since'), range('until')]);
  if (/^expect (?:v\S+ , )+$/.test(words) || /(?:since|until) $/.test(words)) return inOrder(versionItems());
  if (/^expect (?:v\S+ , )*v\S+ $/.test(words) || /until \S+ $/.test(words)) return inOrder(verdicts);
  if (/^expect since \S+ $/.test(words)) return inOrder([range('until'), ...verdicts]);
  if (/ never $/.test(words)) return [keyword('reaches')];
  if (/ (?:violates|holds) $/.test(words)) return inOrder(properties(request));
  return / reaches $/.test(words) ? inOrder(reached(request)) : [];
}

/** The asserts of the scenario, the invariants, and the statements that have a name. */
function properties(request: CompletionRequest): CompletionItem[] {
  const { client, names, cursor: { words } } = request;
  const listed = /since|until/.test(words) ? [] : [...words.matchAll(/v\d+\.\d+/g)].flatMap(([version]) => parseVersion(version) ?? []);
  const invariants = [...names.invariants.values()].flatMap((variants) => {
    const found = variants.find(({ gate }) => listed.length === 0 || listed.some((version) => admits(gate, version)));
    return found ? [symbolItem(client, invariantSymbol(found), CompletionItemKind.Event)] : [];
  });
  return [...declared(request, 'assert').map((symbol) => variableItem(client, symbol)), ...invariants];
}

function reached(request: CompletionRequest): CompletionItem[] {
  const { client, names } = request;
  const marks = [...marksIn([...names.tree.functions, ...names.tree.agents]).keys()];
  return [...declared(request, 'reach').map((symbol) => variableItem(client, symbol)), ...marks.map((label) => ({ label, kind: CompletionItemKind.Event }))];
}
