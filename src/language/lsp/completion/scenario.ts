// The declarations of a scenario.
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { formatType } from '../../types';
import { KNOWN_VERSIONS } from '../../versions';
import { carriesBlocks, valueItems } from './calls';
import { inOrder, keyword, snippetItem, valueItem, variableItem, versionItems } from './items';
import { kernelDeclarations } from './kernel';
import { declared, freeName, type CompletionRequest } from './request';
import { gap, joined, REST, snippet, type Snippet } from './snippet';
import type { ObjectType } from '../../tree';

const BLOCKS = gap('1', '2', '3', '4');
const NEWEST_FIRST = KNOWN_VERSIONS.toReversed();

/** Where a declaration may begin. */
export function scenarioDeclarations(request: CompletionRequest): CompletionItem[] {
  const has = (word: string): boolean => new RegExp(`^${word}\\b`, 'm').test(request.cursor.text.slice(0, request.cursor.start) + request.cursor.text.slice(request.cursor.end));
  const item = (label: string, body: Snippet, detail: string, asks = false): CompletionItem => snippetItem(request, label, body, { detail }, asks);
  const title = snippet`scenario "${gap('what races with what')}"`;
  if (!/\w/.test(request.cursor.text.slice(0, request.cursor.start) + request.cursor.text.slice(request.cursor.end))) {
    return inOrder([
      item('scenario', wholeScenario(request), 'a small scenario: device, mount, file, process'),
      ...request.snippets ? [item('scenario title', title, 'only the first line')] : [],
    ]);
  }
  const [mounts, devices] = ['mount', 'device'].map((word) => namesOf(request, word));
  return inOrder([
    ...has('scenario') ? [] : [item('scenario', title, 'what the scenario is about')],
    ...has('kernel') ? [] : [item('kernel', snippet`kernel ${gap(...NEWEST_FIRST)}`, 'the version when nobody says otherwise')],
    item('device', snippet`device ${gap(freeName(request, 'pmem0'))} { blocks = ${BLOCKS} }`, 'memory that carries a file system'),
    ...request.snippets ? [item('device disk', snippet`device ${gap(freeName(request, 'nvme0'))}`, 'a disk: source or target of direct I/O')] : [],
    item('mount', mountSnippet(request, freeName(request, 'mnt', 'mnt2'), gap(...devices!.length > 0 ? devices! : ['pmem0'])), 'a file system on a device'),
    item('file', snippet`file ${gap(freeName(request, 'victim', 'other', 'file1'))} on ${gap(...mounts!.length > 0 ? mounts! : ['mnt'])} { blocks = ${BLOCKS} }`, 'a file with blocks'),
    item('process', snippet`process ${gap(freeName(request, 'reader', 'truncator', 'writer', 'process1'))} {\n\t${REST}\n}`, 'a task that calls the kernel'),
    item('expect', snippet`expect ${REST}`, 'what is expected of which versions', true),
    item('schedule', snippet`schedule {\n\t${REST}\n}`, 'a pinned interleaving'),
    item('assert', snippet`assert ${gap('name')}: ${gap('true')} "${gap('what went wrong')}";`, 'one more invariant, of this scenario alone'),
    item('reach', snippet`reach ${gap('name')}: ${gap('true')} "${gap('what is reached')}";`, 'what some execution must come to'),
    item('override', snippet`override ${REST}`, 'another body for a function of the kernel: what if?', true),
    item('use', snippet`use "${gap('my-patch.daxk')}"`, 'an overlay of the kernel'),
    ...kernelDeclarations(request),
  ]);
}

/** A scenario that can be checked as it stands. */
function wholeScenario(request: CompletionRequest): Snippet {
  const call = request.names.functions.has('ftruncate') ? 'ftruncate(victim, 0);' : '';
  return joined([
    snippet`scenario "${gap('what races with what')}"\n\nkernel ${gap(...NEWEST_FIRST)}\n\n`,
    snippet`device pmem0 { blocks = ${gap('2', '1', '3', '4')} }\n`, mountSnippet(request, 'mnt', 'pmem0'),
    snippet`\n\nfile victim on mnt { blocks = ${BLOCKS} }\n\nprocess ${gap('truncator')} {\n\t${call}\n}\n${REST}`,
  ]);
}

function mountSnippet({ names }: CompletionRequest, name: string, device: string | ReturnType<typeof gap>): Snippet {
  const type = names.declaredBy('mount')?.params.find((param) => param.name === 'type')?.type;
  const types = type?.kind === 'operations' ? [...names.tables.values()].filter((table) => table.type.name === type.name).map((table) => table.name)
    : type?.kind === 'enum' ? names.enums.get(type.name)?.members ?? [] : [];
  // First the one that every version has.
  const sorted = types.toSorted((a, b) => Number(b === 'xfs') - Number(a === 'xfs'));
  return snippet`mount ${gap(name)} { type = ${gap(...sorted.length > 0 ? sorted : ['xfs'])}  device = ${device}  dax }`;
}

function namesOf(request: CompletionRequest, word: string): string[] {
  const object = request.names.declaredBy(word);
  const found = declared(request, 'declaration').filter((symbol) => symbol.object === object?.name).map(({ name }) => name);
  // What carries a file system before what does not.
  return found.toSorted((a, b) => Number(carriesBlocks(request, b)) - Number(carriesBlocks(request, a)));
}

/** In a declaration of a scenario that is no process. Undefined where nothing special can follow. */
export function inDeclaration(request: CompletionRequest): CompletionItem[] | undefined {
  const { client, names, cursor: { words } } = request;
  const [head = ''] = words.split(' ', 1);
  if (head === 'kernel') return words === 'kernel ' ? inOrder(versionItems()) : [];
  if (!['device', 'mount', 'file'].includes(head)) return undefined;
  const object = names.declaredBy(head);
  if (!object) return [];
  if (/ on $/.test(words)) {
    const type = object.params.find((param) => param.type.kind === 'object')?.type;
    return type ? valueItems(request, type) : declared(request, 'declaration').map((symbol) => variableItem(client, symbol));
  }
  if (!words.includes('{ ')) return /^\w+ \w+ $/.test(words) ? [keyword('on')] : [];
  const property = / (\w+) = $/.exec(words)?.[1];
  const type = object.params.find(({ name }) => name === property)?.type;
  return property === undefined ? properties(request, object) : type ? inOrder(valueItems(request, type)) : [];
}

/** Those that are not given yet. */
function properties(request: CompletionRequest, object: ObjectType): CompletionItem[] {
  const { words } = request.cursor;
  const on = / on \w+ \{ /.test(words) ? object.params.find((param) => param.type.kind === 'object')?.name : undefined;
  const inside = words.slice(words.indexOf('{ ') + 2);
  const isGiven = (name: string): boolean => name === on || new RegExp(`(?<!= )\\b${name} `).test(inside);
  return object.params.filter(({ name }) => !isGiven(name)).map((param) => {
    const values = valueItems(request, param.type).map(({ label }) => label);
    const body = param.type.kind === 'bool' ? joined([param.name]) : snippet`${param.name} = ${gap(...values.length > 0 ? values : [param.name])}`;
    const plain = param.type.kind === 'bool' ? param.name : `${param.name} = `;
    return snippetItem(request, param.name, body, { kind: CompletionItemKind.Property, detail: formatType(param.type), insertText: plain });
  });
}

/** After `run` in a schedule. */
export function inSchedule(request: CompletionRequest, functions: () => CompletionItem[]): CompletionItem[] {
  const { client, names, cursor: { statement } } = request;
  const tasks = declared(request, 'process').map((symbol) => variableItem(client, symbol));
  const agents = [...names.agents.values()].flatMap(([agent]) => (agent ? [{ label: agent.name, kind: CompletionItemKind.Event, ...(agent.doc ? { documentation: client.documentation(agent.doc) } : {}) }] : []));
  if (/(?:^|\{ )run $/.test(statement)) return inOrder([...tasks, ...agents]);
  if (/run .* until $/.test(statement)) return inOrder([...['blocked', 'end'].map((word) => ({ ...valueItem(word), kind: CompletionItemKind.Keyword })), ...functions()]);
  if (/run \S+ $/.test(statement)) return [keyword('until')];
  if (/run \S+ \d+ $/.test(statement)) return [keyword('events')];
  if (statement !== '') return [];
  const names_ = [...tasks, ...agents].map(({ label }) => label);
  return [snippetItem(request, 'run', snippet`run ${gap(...names_.length > 0 ? names_ : ['process'])} until ${gap('blocked', 'end')};`, { detail: 'who goes on, and how far' })];
}

