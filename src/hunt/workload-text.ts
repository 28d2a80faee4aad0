// A workload as a scenario. The text is what is checked, compiled and searched, so what is told is what was found.
import type { Argument, Call, Chain, Workload } from './workload';

/** On which file system: `xfs`, and the other properties of the mount: `dax reflink`. */
export interface Ground {
  readonly fileSystem: string;
  readonly mountProperties: string;
}

const DISK = 'nvme0';
const CARRIER = 'pmem0';
const MOUNT = 'mnt';
const FILES = ['victim', 'other'];
const PROCESSES = 'abcdefgh';

/** The most that have names. */
export const MOST_FILES = FILES.length;
export const MOST_PROCESSES = PROCESSES.length;

/** The names of the processes, in the order of the chains. */
export function processNames({ chains }: Workload): string[] {
  return chains.map((_, i) => PROCESSES[i]!);
}

/** Everything from the devices to the processes. `spare`: blocks that no file has at the beginning; there is one block at least. `names`: of the processes. */
export function workloadText(workload: Workload, { fileSystem, mountProperties }: Ground, spare = 0, names: readonly string[] = processNames(workload)): string {
  const { files, chains } = workload;
  const blocks = Math.max(1, files.reduce((sum, each) => sum + each, 0) + spare);
  const needsDisk = chains.some((chain) => chain.some(({ args }) => args.some(({ kind }) => kind === 'disk')));
  return [
    `device ${CARRIER} { blocks = ${blocks} }`,
    ...(needsDisk ? [`device ${DISK}`] : []),
    `mount ${MOUNT} { type = ${fileSystem}  device = ${CARRIER}${mountProperties === '' ? '' : `  ${mountProperties}`} }`,
    ...files.map((count, i) => `file ${FILES[i]!} on ${MOUNT}${count > 0 ? ` { blocks = ${count} }` : ''}`),
    '',
    ...chains.map((chain, i) => `process ${names[i]!} { ${chainText(chain)} }`),
  ].join('\n');
}

/** The statements of a process. */
export function chainText(chain: Chain): string {
  const names = variableNames(chain);
  return chain.map((call, i) => {
    const name = names.get(i);
    return `${name === undefined ? '' : `${name} = `}${callText(call, names)};`;
  }).join('  ');
}

function callText({ signature, args }: Call, names: ReadonlyMap<number, string>): string {
  return `${signature.name}(${args.map((arg) => argumentText(arg, names)).join(', ')})`;
}

function argumentText(arg: Argument, names: ReadonlyMap<number, string>): string {
  switch (arg.kind) {
    case 'file': return FILES[arg.file]!;
    case 'mount': return MOUNT;
    case 'disk': return DISK;
    case 'carrier': return CARRIER;
    case 'literal': return String(arg.value);
    case 'variable': return `${names.get(arg.call)!}${arg.range ? sliceText(arg.range) : ''}`;
  }
}

function sliceText([first, last]: readonly [number, number]): string {
  return first === last ? `[${first}]` : `[${first} .. ${last}]`;
}

/** Of the calls whose results are used: as the parameter is called that gets it first, with a number if that name is taken. */
function variableNames(chain: Chain): Map<number, string> {
  const names = new Map<number, string>();
  const taken = new Set<string>([DISK, CARRIER, MOUNT, ...FILES, ...PROCESSES]);
  for (const { signature, args } of chain) {
    for (const [i, arg] of args.entries()) {
      if (arg.kind !== 'variable' || names.has(arg.call)) continue;
      const base = signature.parameters[i]!.name;
      let name = base;
      for (let number = 2; taken.has(name); number++) name = `${base}${number}`;
      taken.add(name);
      names.set(arg.call, name);
    }
  }
  return names;
}
