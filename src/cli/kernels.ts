// `daxscn kernels`: the versions that are modelled and what differs between them.
import type { Func, KernelTree, Version } from '../language/tree';
import { admits, KERNEL_VERSIONS, parseVersion } from '../language/versions';
import type { Environment } from './environment';
import { hang, styleOf, widthOf } from './style';

export function kernels(environment: Environment): number {
  const style = styleOf(environment);
  const width = widthOf(environment);
  const tree = environment.kernelTree();
  let previous: Version | undefined;
  for (const { name, summary } of KERNEL_VERSIONS) {
    const version = parseVersion(name)!;
    environment.out.write(`${style.bold(name.padEnd(8))}${hang(summary, 8, width)}\n`);
    if (previous !== undefined) {
      for (const line of differences(tree, previous, version)) environment.out.write(`        ${style.dim(hang(line, 8, width))}\n`);
    }
    previous = version;
  }
  return 0;
}

/** Functions that came, went, or have another body. */
function differences({ functions }: KernelTree, from: Version, to: Version): string[] {
  const of = (version: Version) => new Map(functions.filter(({ gate }) => admits(gate, version)).map((one) => [one.name, one]));
  const before: Map<string, Func> = of(from);
  const after: Map<string, Func> = of(to);
  const list = (label: string, names: string[]): string[] => (names.length > 0 ? [`${label}: ${names.sort().join(', ')}`] : []);
  return [
    ...list('new', [...after.keys()].filter((name) => !before.has(name))),
    ...list('gone', [...before.keys()].filter((name) => !after.has(name))),
    ...list('rewritten', [...after].filter(([name, one]) => before.has(name) && before.get(name) !== one).map(([name]) => name)),
  ];
}
