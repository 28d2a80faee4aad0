// `daxscn kernels`: the versions that are modelled and what differs between them.
import { oldestLike } from '../../language/alike';
import { changesOf, type Change } from '../../language/changes';
import type { KernelTree, Version } from '../../language/tree';
import { formatGate, formatVersion, KERNEL_VERSIONS, parseVersion } from '../../language/versions';
import type { Environment } from '../environment';
import { InputError, readVersion } from '../input/input';
import { differences, functionsOf, linesOf } from './kernel-differences';
import type { OverlayOptions } from '../input/overlays';
import { hang, styleOf, widthOf } from '../text/style';

export interface KernelsOptions extends OverlayOptions {
  readonly json?: boolean;
  /** Versions, to be compared with each other. */
  readonly from?: string;
  readonly to?: string;
}

/** With overlays: the versions as they are with them, and what each overlay changes. Throws an InputError if one is wrong, or a version. */
export async function kernels(options: KernelsOptions, environment: Environment): Promise<number> {
  const packaged = environment.kernelTree();
  const { tree, sources } = options.overlay ? await layered(options, packaged) : { tree: packaged, sources: [] };
  const overlays = sources.map((source) => effectOf(source, packaged, tree));
  const range = rangeOf(options);
  environment.out.write(options.json
    ? `${JSON.stringify({ ...(range ? rangeAsJson(tree, range) : asJson(tree)), ...(overlays.length > 0 && { overlays }) }, undefined, 2)}\n`
    : (range ? rangeAsText(tree, range, environment) : asText(tree, environment)) + overlays.map((effect) => effectText(effect, environment)).join(''));
  return 0;
}

/** What the later of two versions has that the earlier has not. */
interface Range {
  readonly from: Version;
  readonly to: Version;
}

function rangeOf({ from, to = KERNEL_VERSIONS.at(-1)!.name }: KernelsOptions): Range | undefined {
  if (from === undefined) return undefined;
  const range = { from: readVersion(from), to: readVersion(to) };
  if (range.from >= range.to) throw new InputError(`daxscn: error: the earlier version comes first, and ${from} is not before ${to}`);
  return range;
}

function changesBetween(tree: KernelTree, { from, to }: Range): Change[] {
  return changesOf(tree).filter(({ version }) => version > from && version <= to);
}

function rangeAsJson(tree: KernelTree, range: Range): object {
  return {
    version: 1, from: formatVersion(range.from), to: formatVersion(range.to),
    changes: changesBetween(tree, range).map(changeAsJson), functions: differences(tree, range.from, range.to),
  };
}

function rangeAsText(tree: KernelTree, range: Range, environment: Environment): string {
  const style = styleOf(environment);
  const hung = (text: string): string => `${hang(text, 4, widthOf(environment))}\n`;
  return [
    ...changesBetween(tree, range).map((change) => hung(`${style.bold(change.name)}: ${change.text} (${placeOf(change)})`)),
    ...linesOf(differences(tree, range.from, range.to)).map((line) => style.dim(hung(line))),
  ].join('') || `${formatVersion(range.to)} is modelled as ${formatVersion(range.from)}\n`;
}

function changeAsJson({ name, version, commits, text }: Change): object {
  return { constant: name, version: formatVersion(version), commits, text };
}

/** The parser is loaded only where there is something to parse. */
async function layered(options: OverlayOptions, packaged: KernelTree): Promise<{ readonly tree: KernelTree; readonly sources: readonly string[] }> {
  const { Overlays } = await import('../input/overlays');
  return new Overlays(options, packaged).layered;
}

/** What an overlay does to the packaged kernel, by names; those it replaces with the position of what is replaced. */
interface Effect {
  readonly file: string;
  readonly replaces: readonly string[];
  readonly adds: readonly string[];
}

function effectOf(file: string, packaged: KernelTree, tree: KernelTree): Effect {
  const routines = (kernel: KernelTree) => [...kernel.functions, ...kernel.agents, ...kernel.invariants];
  const own = routines(tree).filter(({ source }) => source === file);
  const known = new Map(routines(packaged).map((routine) => [routine.name, routine]));
  const replaces = own.filter(({ name }) => known.has(name)).map(({ name, gate }) => {
    const { source, span } = known.get(name)!;
    return [name, formatGate(gate), `(${source}:${span[0] + 1})`].filter((part) => part !== '').join(' ');
  });
  const fields = tree.objects.flatMap(({ name, fields: all, locks = [] }) =>
    [...all, ...(packaged.objects.some((object) => object.name === name) ? locks : [])].filter(({ source }) => source === file).map((field) => `${name}.${field.name}`));
  return { file, replaces, adds: [...new Set(own.filter(({ name }) => !known.has(name)).map(({ name }) => name)), ...fields] };
}

function effectText({ file, replaces, adds }: Effect, environment: Environment): string {
  const style = styleOf(environment);
  const lines = [...replaces.map((what) => `replaces ${what}`), ...(adds.length > 0 ? [`adds ${adds.join(', ')}`] : [])];
  return `${style.bold(file)}\n${lines.map((line) => `        ${hang(line, 8, widthOf(environment))}\n`).join('')}`;
}

/** Each version with what is new in it since the version before, and the functions that it has, by the file of `src/kernel/` in which they are. */
function asJson(tree: KernelTree): object {
  const changes = changesOf(tree);
  return {
    version: 1,
    kernels: KERNEL_VERSIONS.map(({ name, summary, unread }) => ({
      name,
      summary,
      ...(unread !== undefined && { notRead: unread }),
      ...sameAs(tree, name),
      changes: changes.filter(({ first }) => first === name).map(changeAsJson),
      functions: [...functionsOf(tree, parseVersion(name)!).values()]
        .map((func) => ({ name: func.name, source: func.source, line: func.span[0] + 1, syscall: func.syscall })),
    })),
  };
}

/** Where there is nothing new: the version that it is modelled as. */
function sameAs(tree: KernelTree, name: string): { readonly sameAs?: string } {
  const version = parseVersion(name)!;
  const oldest = oldestLike(version, tree);
  return oldest === version ? {} : { sameAs: formatVersion(oldest) };
}

function asText(tree: KernelTree, environment: Environment): string {
  const style = styleOf(environment);
  const indented = (text: string): string => `        ${hang(text, 8, widthOf(environment))}\n`;
  const changes = changesOf(tree);
  return KERNEL_VERSIONS.map(({ name, summary, unread }, index) => {
    const before = KERNEL_VERSIONS[index - 1];
    return [
      `${style.bold(name.padEnd(8))}${hang(summary, 8, widthOf(environment))}\n`,
      ...(unread === undefined ? [] : [indented(`not read: ${unread}`)]),
      ...changes.filter(({ first }) => first === name).map((change) => indented(`${change.name}: ${change.text} (${placeOf(change)})`)),
      ...(before ? linesOf(differences(tree, parseVersion(before.name)!, parseVersion(name)!)).map((line) => style.dim(indented(line))) : []),
    ].join('');
  }).join('');
}

/** `v6.15, 38607c62b34b` */
function placeOf({ version, commits }: Change): string {
  return [formatVersion(version), ...commits].join(', ');
}
