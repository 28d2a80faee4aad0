// `daxscn kernels`: the versions that are modelled and what differs between them.
import { changesOf, type Change } from '../language/changes';
import type { Func, KernelTree, Version } from '../language/tree';
import { admits, formatVersion, KERNEL_VERSIONS, parseVersion } from '../language/versions';
import type { Environment } from './environment';
import { hang, styleOf, widthOf } from './style';

export interface KernelsOptions {
  readonly json?: boolean;
}

export function kernels({ json }: KernelsOptions, environment: Environment): number {
  const tree = environment.kernelTree();
  environment.out.write(json ? `${JSON.stringify(asJson(tree), undefined, 2)}\n` : asText(tree, environment));
  return 0;
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
