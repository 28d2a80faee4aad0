// The tables of docs/kernel-model.md, made of the model kernel's source: `UPDATE=1 npx vitest run test/architecture/kernel-document.test.ts`.
import { basename } from 'node:path';
import { checkKernel, type SourceText } from '../src/language/check';
import { changesOf, functionDoc } from '../src/language/changes';
import { headerOf, linuxFiles } from '../src/language/linux-files';
import type { Agent, Func, KernelTree, Routine } from '../src/language/tree';
import { formatGate, formatVersion } from '../src/language/versions';
import type { Noticed, Table } from '../test/kernel/gates/table';

/** A row of Markdown, or a cell of it, may hold line breaks of the source and `|`. */
const row = (...cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll(/\s+/g, ' ').replaceAll('|', String.raw`\|`)).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly string[]): string => [row(...head), `|${'---|'.repeat(head.length)}`, ...rows].join('\n');

/** The document with what stands between `<!-- generated: NAME -->` and `<!-- end -->` made anew. */
export function withTables(document: string, sources: readonly SourceText[], noticed: Table): string {
  const { tree } = checkKernel(sources);
  const tables: Record<string, string> = { versions: versionTable(tree, noticed), functions: functionTable(tree, sources), invariants: invariantTable(tree) };
  return document.replaceAll(/(<!-- generated: (\w+) -->\n)[^]*?(<!-- end -->)/g, (_, begin: string, name: string, end: string) => {
    const made = tables[name];
    if (made === undefined) throw new Error(`docs/kernel-model.md wants a table \`${name}\`; there are: ${Object.keys(tables).join(', ')}`);
    return `${begin}\n${made}\n\n${end}`;
  });
}

/** The name of a function stays as it is. */
function capital(text: string): string {
  return /^\w+\(/.test(text) ? text : text.slice(0, 1).toUpperCase() + text.slice(1);
}

function versionTable(tree: KernelTree, noticed: Table): string {
  let before: string | undefined;
  const rows = changesOf(tree).map(({ name, version, commits, text, first = 'none' }) => {
    const shown = first === before ? '' : `**${first}**`;
    before = first;
    return row(shown, [formatVersion(version), ...commits].join(', '), `\`${name}\``, capital(text), noticedBy(noticed[name]));
  });
  return table(['new in', 'Linux', 'name', 'what changed', 'noticed by'], rows);
}

/** Links to what has another verdict without the change. Exhibits go by their numbers. */
function noticedBy(row: Noticed | undefined): string {
  if (!row) return '';
  const { museum, scenario, recording, names } = row;
  if (names !== undefined) return `names only: ${names}`;
  const link = (path: string): string => {
    const name = basename(path, '.daxscn');
    return `[${/^[md]-\d+/.exec(name)?.[0].toUpperCase().replace(/-0/, '-') ?? name}](../${path})`;
  };
  if (scenario !== undefined) return link(scenario);
  return recording === undefined ? museum.map((name) => link(`examples/museum/${name}`)).join(', ') : `the recording ${recording}`;
}

/** A file's functions of one gate and with nothing left out share a row. */
function functionTable(tree: KernelTree, sources: readonly SourceText[]): string {
  const rows: string[] = [];
  let before = '';
  for (const { source, text } of sources) {
    const header = headerOf(text);
    const routines = [...tree.functions.filter(({ kind }) => kind !== 'pure'), ...tree.agents].filter((routine) => routine.source === source)
      .sort((a, b) => a.span[0] - b.span[0]);
    const groups = new Map<string, (Func | Agent)[]>();
    for (const routine of routines) {
      const isAlone = functionDoc(routine.doc).leftOut.length > 0;
      const key = isAlone ? `${routine.name} at ${routine.span[0]}` : `${fileOf(routine, header, source)} ${gateOf(routine)}`;
      groups.set(key, [...groups.get(key) ?? [], routine]);
    }
    const ofFile = functionDoc(header).leftOut.map(capital).join(' ');
    let isFirst = true;
    for (const group of groups.values()) {
      const [one] = group as [Func | Agent, ...(Func | Agent)[]];
      const file = fileOf(one, header, source);
      const leftOut = [...(isFirst && ofFile ? [`${group.length < routines.length ? 'Of all here: ' : ''}${ofFile}`] : []), ...functionDoc(one.doc).leftOut.map(capital)].join(' ');
      rows.push(row(file === before ? '' : file, [...new Set(group.map(nameOf))].join(', '), gateOf(one), leftOut));
      before = file;
      isFirst = false;
    }
  }
  return table(['Linux', 'function', 'versions', 'left out, simplified'], rows);
}

/** In italics what Linux does not have. */
function nameOf(routine: Func | Agent): string {
  const name = `${'per' in routine || !('result' in routine) ? 'agent ' : ''}\`${routine.name}\``;
  return functionDoc(routine.doc).isOurs ? `*${name}*` : name;
}

function gateOf({ gate }: Routine): string {
  return formatGate(gate) || 'all';
}

/** The file of Linux. */
function fileOf({ doc }: Routine, header: string, source: string): string {
  return linuxFiles(doc, header, source).map((file) => `\`${file}\``).join(', ');
}

function invariantTable({ invariants }: KernelTree): string {
  return table(['name', 'rule', 'says'], invariants.map(({ name, doc = '' }) => {
    const [, kind, number, text = ''] = /^(?:([IL])-(\d+)\. )?([^]*)$/.exec(doc)!;
    return { number: kind ? Number(number) + (kind === 'L' ? 1000 : 0) : 999, cells: [`\`${name}\``, kind ? `${kind}-${number}` : '', /^[^]*?[.](?=\s|$)/.exec(text)?.[0] ?? text] };
  }).sort((a, b) => a.number - b.number || 0).map(({ cells }) => row(...cells)));
}
