// What was done on a real kernel, by the first lines of its log: a scenario for the model.

/** A system call, or another thing that a process does. */
export interface Step {
  readonly call: string;
  /** What the recording has when it begins and when it ends, if that is recorded. */
  readonly begins?: string;
  readonly ends?: string;
}

export interface Actor {
  readonly name: string;
  /** The calls that come first; nothing of them is recorded. */
  readonly before: readonly string[];
  readonly steps: readonly Step[];
}

export interface Experiment {
  /** `v6.18` */
  readonly kernel: string;
  readonly actors: readonly Actor[];
  readonly isDax: boolean;
  readonly scenario: string;
}

const PAGE = 4096;
/** Instead of a mark: it has slept, apart from its calls. */
export const AWAKE = 'awake';

/** `A@0:rd:dev=/dev/sl2,page=1` */
interface Operation {
  readonly actor: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

type Translation = (options: Readonly<Record<string, string>>) => readonly Step[];

const inOne = (name: string, call: (options: Readonly<Record<string, string>>) => string): Translation =>
  (options) => [{ call: call(options), begins: `>${name}`, ends: `<${name}` }];
/** The program says when it has looked; then it keeps its mapping for a while. */
const access = (name: string, call: string, done: string): Translation =>
  ({ page, hold }) => [{ call: `${call}(buf[${page}])`, begins: `>${name}`, ends: hold ? done : `<${name}` }, ...(hold ? [{ call: 'munmap(buf)', begins: `<${name}` }] : [])];
const pages = (bytes = '0'): number => Number(bytes) / PAGE;
const disk = (device = ''): string => device.split('/').at(-1)!;

const CALLS: Readonly<Record<string, Translation>> = {
  rd: ({ dev, page, loop = '1', stay }) => [
    ...Array.from({ length: Number(loop) }, () => ({ call: `read_direct(${disk(dev)}, buf[${page}])`, begins: '>rd', ends: '<rd' })),
    ...(stay ? [{ call: 'munmap(buf)', begins: AWAKE }] : []),
  ],
  wr: inOne('wr', ({ dev, page }) => `write_direct(${disk(dev)}, buf[${page}])`),
  aio: ({ dev, page }) => [{ call: `aio_read_direct(${disk(dev)}, buf[${page}])`, begins: '>aio' }, { call: 'io_getevents()' }],
  vms: ({ page, unmap }) => [
    { call: `store(buf[${page}])`, begins: '>vms' }, { call: `pipe = vmsplice(buf[${page}])` },
    ...(unmap ? [{ call: 'munmap(buf)' }] : []), { call: 'close_pipe(pipe)', begins: 'close pipe', ends: '<vms' },
  ],
  trunc: inOne('trunc', ({ size }) => `ftruncate(f, ${pages(size)})`),
  punch: inOne('punch', ({ off, len }) => `punch_hole(f, ${pages(off)}, ${pages(len)})`),
  zero: inOne('zero', ({ off, len }) => `zero_range(f, ${pages(off)}, ${pages(len)})`),
  collapse: inOne('collapse', ({ off, len }) => `collapse_range(f, ${pages(off)}, ${pages(len)})`),
  alloc: inOne('alloc', ({ off, len }) => `fallocate(f, ${pages(off)}, ${pages(len)})`),
  pwr: inOne('pwr', ({ off }) => `pwrite(f, ${pages(off)})`),
  prd: inOne('prd', ({ off }) => `pread(f, ${pages(off)})`),
  unlink: inOne('unlink', () => 'unlink(f)'),
  kill: inOne('kill', ({ who }) => `kill(lab${who})`),
  touch: access('touch', 'store', 'touched'),
  peek: access('peek', 'load', 'peeked'),
};

/** Throws on what has no translation: then the recording is not for this model. */
export function readExperiment(log: string): Experiment {
  const kernel = `v${/^# kernel (\d+\.\d+)/m.exec(log)![1]!}`;
  const [, path, size, rest] = /daxlab -T \d+ (?:-H )?-f (\S+) -s (\d+) (.*)/.exec(log)!;
  const operations = rest!.split(' ').map(readOperation);
  // The file systems are mounted at /x and /e, those without dax at /xp and /ep.
  const [, letter, cached] = /^\/(x|e)(p?)\//.exec(path!)!;
  const isDax = cached === '';
  const isHole = / -H /.test(log);
  const isUnlinked = operations.some(({ name }) => name === 'unlink');
  const actors = operations.map((operation, index): Actor => {
    const translate = CALLS[operation.name];
    if (!translate) throw new Error(`\`${operation.name}\` cannot be said`);
    const before = [
      ...(isHole && index === 0 ? [`ftruncate(f, ${pages(size)})`] : []),
      ...(isUnlinked && index > 0 ? [] : [`buf = mmap(f, 0, ${pages(size)})`]),
    ];
    return { name: `lab${operation.actor}`, before, steps: [...translate(operation.options), ...afterwards(log, operation)] };
  });
  const disks = new Set(operations.flatMap(({ options: { dev } }) => (dev ? [disk(dev)] : [])));
  const processes = actors.map(({ name, before, steps }) => (
    `process ${name} { ${[...before, ...steps.map(({ call }) => call), 'exit()'].map((call) => `${call};`).join(' ')} }`));
  const scenario = [
    `scenario "recorded"`, `kernel ${kernel}`, 'device pmem0 { blocks = 16 }', ...[...disks].map((name) => `device ${name}`),
    `mount m { type = ${letter === 'x' ? 'xfs' : 'ext4'}  device = pmem0${isDax ? '  dax' : ''} }`, `file f on m { blocks = ${isHole ? 0 : pages(size)} }`, ...processes,
  ].join('\n');
  return { kernel, actors, isDax, scenario };
}

function readOperation(text: string): Operation {
  const [who, name, options = ''] = text.split(':');
  return { actor: who!.split('@')[0]!, name: name!, options: Object.fromEntries(options.split(',').map((option) => option.split('='))) };
}

/** Some programs look at the page when they have read it. */
function afterwards(log: string, { actor, options: { page } }: Operation): Step[] {
  return new RegExp(`lab${actor}: after the read, (page|load)`).test(log) ? [{ call: `load(buf[${page}])` }] : [];
}
