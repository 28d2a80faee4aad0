// `daxscn kernels`: the versions that are modelled and what differs between them.
import { changesOf, type Change } from '../language/changes';
import type { Func, KernelTree, Version } from '../language/tree';
import { admits, formatGate, formatVersion, KERNEL_VERSIONS, parseVersion } from '../language/versions';
import type { Environment } from './environment';
import type { OverlayOptions } from './overlays';
import { hang, styleOf, widthOf } from './style';

export interface KernelsOptions extends OverlayOptions {
  readonly json?: boolean;
}

/** With overlays: the versions as they are with them, and what each overlay changes. Throws an InputError if one is wrong. */
export async function kernels(options: KernelsOptions, environment: Environment): Promise<number> {
  const packaged = environment.kernelTree();
  const { tree, sources } = options.overlay ? await layered(options, packaged) : { tree: packaged, sources: [] };
  const overlays = sources.map((source) => effectOf(source, packaged, tree));
  environment.out.write(options.json
    ? `${JSON.stringify({ ...asJson(tree), ...(overlays.length > 0 && { overlays }) }, undefined, 2)}\n`
    : asText(tree, environment) + overlays.map((effect) => effectText(effect, environment)).join(''));
  return 0;
}

/** The parser is loaded only where there is something to parse. */
async function layered(options: OverlayOptions, packaged: KernelTree): Promise<{ readonly tree: KernelTree; readonly sources: readonly string[] }> {
  const { Overlays } = await import('./overlays');
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
  return { file, replaces, adds: [...new Set(own.filter(({ name }) => !known.has(name)).map(({ name }) => name))] };
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
    kernels: KERNEL_VERSIONS.map(({ name, summary }) => ({
      name,
      summary,
      changes: changes.filter(({ first }) => first === name)
        .map((change) => ({ constant: change.name, version: formatVersion(change.version), commits: change.commits, text: change.text })),
      functions: [...functionsOf(tree, parseVersion(name)!).values()]
        .map((func) => ({ name: func.name, source: func.source, line: func.span[0] + 1, syscall: func.syscall })),
    })),
  };
}

function asText(tree: KernelTree, environment: Environment): string {
  const style = styleOf(environment);
  const indented = (text: string): string => `        ${hang(text, 8, widthOf(environment))}\n`;
  const changes = changesOf(tree);
  return KERNEL_VERSIONS.map(({ name, summary }, index) => {
    const before = KERNEL_VERSIONS[index - 1];
    return [
      `${style.bold(name.padEnd(8))}${hang(summary, 8, widthOf(environment))}\n`,
      ...changes.filter(({ first }) => first === name).map((change) => indented(`${change.name}: ${change.text} (${placeOf(change)})`)),
      ...(before ? differences(tree, parseVersion(before.name)!, parseVersion(name)!).map((line) => style.dim(indented(line))) : []),
    ].join('');
  }).join('');
}

/** `v6.15, 38607c62b34b` */
function placeOf({ version, commits }: Change): string {
  return [formatVersion(version), ...commits].join(', ');
}

function functionsOf({ functions }: KernelTree, version: Version): Map<string, Func> {
  return new Map(functions.filter(({ gate }) => admits(gate, version)).map((one) => [one.name, one]));
}

/** Functions that came, went, or have another body. */
function differences(tree: KernelTree, from: Version, to: Version): string[] {
  const before = functionsOf(tree, from);
  const after = functionsOf(tree, to);
  const list = (label: string, names: string[]): string[] => (names.length > 0 ? [`${label}: ${names.sort().join(', ')}`] : []);
  return [
    ...list('new', [...after.keys()].filter((name) => !before.has(name))),
    ...list('gone', [...before.keys()].filter((name) => !after.has(name))),
    ...list('rewritten', [...after].filter(([name, one]) => before.has(name) && before.get(name) !== one).map(([name]) => name)),
  ];
}
