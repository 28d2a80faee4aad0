// Recordings of several kernels, tools and options: what is read of each, and that nothing stops the reader.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { isRecording } from '../../src/trace/recording/is-recording';
import type { RecordedCall, RecordedEvent } from '../../src/trace/recording/recorded-event';
import { RecordingReader } from '../../src/trace/recording/recording-reader';
import { isComplete } from '../support/extent';

const folder = join(import.meta.dirname, 'recordings');
const texts = new Map(readdirSync(folder).map((file) => [file.replace('.txt', ''), readFileSync(join(folder, file), 'utf8')]));
const real = join(import.meta.dirname, '..', 'conformance', 'real-kernel');
const graphs = ['5.10', '6.18'].flatMap((kernel) => readdirSync(join(real, kernel)).filter((file) => file.endsWith('.trace.txt')).map((file): [string, string] => [`${kernel}/${file}`, readFileSync(join(real, kernel, file), 'utf8')]));

/** What is read of a text, in pieces of a size. */
function read(text: string, size = text.length) {
  const events: RecordedEvent[] = [];
  const reader = new RecordingReader((event) => events.push(event));
  for (let at = 0; at < text.length; at += size) reader.read(text.slice(at, at + size));
  reader.end();
  return { reader, events, kinds: Object.fromEntries(['call', 'return', 'event', 'mark', 'stack', 'switch', 'lost'].map((kind) => [kind, events.filter((event) => event.kind === kind).length])) };
}

const only = (text: string): RecordedEvent[] => read(text).events;

describe('nothing is left of', () => {
  it.each([...texts].filter(([name]) => !name.startsWith('retval')).concat(graphs))('%s', (_, text) => {
    const { reader, events } = read(text);
    expect(reader.strange).toEqual([]);
    expect(events.length).toBeGreaterThan(3);
  });

  it.each([...texts].filter(([name]) => name.startsWith('retval')))('%s but what the console had around it', (_, text) => {
    const { strange } = read(text).reader;
    expect(strange.map((each) => each.text).filter((each) => !/^(?:ACPI|BOOTED|opt |reboot: )/.test(each))).toEqual([]);
  });
});

describe('calls and their ends', () => {
  // In all of these calls of a task lie in each other as they were printed: no end is left over, and the blanks tell as much as the braces.
  it.each([...texts].filter(([name]) => !/lost|nocpu|retval$|retaddr$/.test(name)).concat(graphs))('of %s belong together', (_, text) => {
    const open = new Map<unknown, RecordedCall[]>();
    for (const event of read(text).events) {
      const key = event.pid === 0 ? `idle ${event.cpu}` : event.pid;
      const calls = open.get(key) ?? [];
      open.set(key, calls);
      if (event.kind === 'call') expect(event.within).toBe(calls.at(-1));
      if (event.kind === 'call') calls.push(event);
      if (event.kind === 'return') expect(event.call).toBe(calls.pop());
    }
  });

  it('lie in each other, over a sleep and on another CPU', () => {
    const events = only([
      '  1.000000 |   0)   labA-7     |               |  f [xfs](ip=0x1, n=4) {', '  1.000001 |   0)   labB-8     |   1.000 us    |  g();', '  1.500000 |   1)   labA-7     |   2.500 us    |    h.isra.0();',
      '  1.600000 |   1)   labA-7     | @ 600000.1 us |  }',
    ].join('\n'));
    expect(events.map((event) => [event.kind, 'name' in event && event.name, event.cpu, event.pid, event.time, event.within && event.within.name])).toEqual([
      ['call', 'f', 0, 7, 1, undefined], ['call', 'g', 0, 8, 1.000001, undefined], ['return', 'g', 0, 8, 1.000001, undefined],
      ['call', 'h', 1, 7, 1.5, 'f'], ['return', 'h', 1, 7, 1.5, 'f'], ['return', 'f', 1, 7, 1.6, undefined],
    ]);
    expect(events[0]).toMatchObject({ args: 'ip=0x1, n=4', depth: 0, task: 'labA' });
    expect(events[5]).toMatchObject({ duration: 600000.1, call: events[0] });
  });

  it('tell results and callers', () => {
    const events = only(' 0)   1.000 us    |  f(a=1); /* <-g+0x53/0xb7 ret=0x3 */\n 0)               |  h() { /* <-g+0x63/0xac */\n 0)               |  } /* h [xfs] ret=-2 */\n');
    expect(events).toMatchObject([
      { kind: 'call', name: 'f', args: 'a=1', caller: 'g+0x53/0xb7' }, { kind: 'return', name: 'f', duration: 1, result: '0x3' },
      { kind: 'call', name: 'h', caller: 'g+0x63/0xac' }, { kind: 'return', name: 'h', result: '-2' },
    ]);
  });

  it('without their beginning have no call, and what was lost is closed', () => {
    const events = only(' 1)  ls-488  |               |  f() {\nCPU:1 [LOST 31750 EVENTS]\n 1)  ls-488  |   1.563 us    |  } /* vfs_readlink */\n 1)  ls-488  |   1.563 us    |  g();\n');
    expect(events.map((event) => [event.kind, 'name' in event && event.name, 'call' in event && event.call?.name, event.within?.name])).toEqual([
      ['call', 'f', false, undefined], ['lost', false, false, undefined], ['return', 'vfs_readlink', undefined, undefined], ['call', 'g', false, undefined], ['return', 'g', 'g', undefined],
    ]);
    expect(events[1]).toMatchObject({ count: 31750, cpu: 1 });
  });

  it('of the tracer `function` have callers alone', () => {
    expect(only('    bash-12    [000] d.h1.   12.500000: vfs_read <-ksys_read\n  trace-9 [001]  1.5: function:             vfs_open <-- do_open\n')).toMatchObject([
      { kind: 'call', name: 'vfs_read', caller: 'ksys_read', context: 'interrupt', time: 12.5 }, { kind: 'call', name: 'vfs_open', caller: 'do_open', pid: 9 },
    ]);
  });
});

test.each<[string, string, object]>([
  ['latencies', '    labA-371       0d..2. 69348us#: sched_switch: prev_comm=labA', { task: 'labA', pid: 371, cpu: 0, time: 69348, name: 'sched_switch', text: 'prev_comm=labA' }],
  ['a thread group', '            labA-357     (    357) [001] .....   1.250000: e: x', { pid: 357, cpu: 1, time: 1.25, name: 'e' }],
  ['an unknown one', '          <idle>-0       (-------) [001] d.h1.   1.250000: e: x', { task: '<idle>', pid: 0, context: 'interrupt' }],
  ['no flags', '            labA-364     [001]    255.5: kp_open: (do_sys_openat2+0x0/0xe0) path="/x: f"', { name: 'kp_open', text: '(do_sys_openat2+0x0/0xe0) path="/x: f"', time: 255.5 }],
  ['a name with signs', '     my: k/1:2 -x-58    [010] .....   1.5: e: x', { task: 'my: k/1:2 -x', pid: 58, cpu: 10 }],
  ['perf', '         swapper     0 [001]   182.843194: sched:sched_switch: prev_comm=swapper/1', { task: 'swapper', pid: 0, cpu: 1, name: 'sched_switch', text: 'prev_comm=swapper/1' }],
  ['a system call', '  cat-9  [000] ...1.  1.5: sys_openat(dfd: 3, filename: 7f)', { name: 'sys_enter_openat', text: 'dfd: 3, filename: 7f' }],
  ['its end', '  cat-9  [000] ...1.  1.5: sys_openat -> 0x3', { name: 'sys_exit_openat', text: '0x3' }],
  ['braces in a comment', '  1.5 |   0)   labA-7     |               |  /* e: a | b; } c { => */', { name: 'e', text: 'a | b; } c { =>', time: 1.5 }],
  ['trace-cmd, nine decimals', '  ls-125   [000]    29.266941001: kp_open: (ffffffff817c9140)', { name: 'kp_open', time: 29.266941001 }],
])('an event with %s', (_, line, expected) => {
  expect(only(line)).toMatchObject([{ kind: 'event', ...expected }]);
});

test('marks, arrows of interrupts, stacks', () => {
  expect(only('  labA-7  [001] ...1.  1.5: tracing_mark_write: labA >rd dev=/dev/sl1\n')).toMatchObject([{ kind: 'mark', text: 'labA >rd dev=/dev/sl1' }]);
  expect(only(' 0)  ==========> |\n 0)  labA-7  |  <========== |\n')).toMatchObject([{ kind: 'interrupt', begins: true }, { kind: 'interrupt', begins: false }]);
  expect(only('perf   147 [001]   213.4: kprobes:kp_open: (ffff)\n\tffffffff817c9141 do_sys_openat2+0x1 ([kernel.kallsyms])\n\tffffffff817c9664 __x64_sys_openat+0x54 ([kernel.kallsyms])\n\n'))
    .toMatchObject([{ kind: 'event' }, { kind: 'stack', functions: ['do_sys_openat2', '__x64_sys_openat'], pid: 147 }]);
});

test('who runs on a CPU is known before the first switch there', () => {
  const { events } = read(texts.get('a_default.trace')!);
  expect(events.filter(({ kind, pid }) => kind !== 'lost' && pid === undefined)).toEqual([]);
  expect(events[0]!.line).toBe(5);
  expect(events.map(({ line }) => line)).toEqual(events.map(({ line }) => line).sort((a, b) => a - b));
});

test('lines that tell neither CPU nor task are counted', () => {
  expect(read(texts.get('g_nocpu_nodur.trace')!).reader.unattributed).toBeGreaterThan(100);
  for (const [name, text] of texts) if (!name.includes('nocpu')) expect(read(text).reader.unattributed).toBe(0);
});

test('the head tells tracer, kernel and what was lost', () => {
  expect(read(texts.get('h_latency_proc.trace')!).reader.header).toEqual({ tracer: 'function_graph', release: '7.3.4+deb13-amd64' });
  expect(only('# entries-in-buffer/entries-written: 714/1638   #P:2\n')).toMatchObject([{ kind: 'lost', count: 924 }]);
});

test('it makes no difference in which pieces a recording comes', () => {
  for (const text of texts.values()) for (const size of [1, 7, 1000]) expect(read(text, size).kinds).toEqual(read(text).kinds);
});

test('lines that are not understood are counted, the first are kept', () => {
  const { reader } = read(`${'what is this?\n'.repeat(50)}${'x'.repeat(300_000)}\n  labA-7  [001] ...1.  1.5: e: x\n`, 1000);
  expect([reader.strangeLines, reader.strange.length, reader.strange[0], reader.lines]).toEqual([51, 20, { line: 1, text: 'what is this?' }, 52]);
});

test('a recording is told from other texts', () => {
  for (const text of texts.values()) expect(isRecording(text)).toBe(true);
  const reports = join(import.meta.dirname, 'reports');
  for (const file of readdirSync(reports)) expect(isRecording(readFileSync(join(reports, file), 'utf8'))).toBe(false);
  for (const file of readdirSync('examples').filter((each) => each.endsWith('.daxscn'))) expect(isRecording(readFileSync(join('examples', file), 'utf8'))).toBe(false);
});

// Pieces of other lines, characters that mean something, and what is no text.
test('whatever becomes of its lines, a reader goes on', () => {
  const lines = [...texts.values()].flatMap((text) => text.split('\n'));
  let seed = 1;
  const below = (most: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * most);
  };
  const signs = ['|', '}', '{', '/*', '*/', ' ', ': ', '=>', '(', ')', '[', ']', '\t', '-', '0', '.', '#', ';', ' us ', '\0', '\ud800', 'é', '<-', '9'.repeat(400), ' '.repeat(500)];
  let events = 0;
  let deepest = 0;
  const reader = new RecordingReader((event) => {
    events++;
    deepest = Math.max(deepest, event.kind === 'call' ? event.depth : 0);
  });
  const count = isComplete ? 1_000_000 : 20_000;
  for (let made = 0; made < count; made++) {
    let line = lines[below(lines.length)]!;
    for (let changes = below(4); changes > 0; changes--) {
      const at = below(line.length + 1);
      const other = lines[below(lines.length)]!;
      line = [
        () => line.slice(0, at), () => line.slice(at), () => line.slice(0, at) + line.slice(at + 1 + below(20)), () => line.slice(0, at) + signs[below(signs.length)]! + line.slice(at + below(3)),
        () => line.slice(0, at) + other.slice(below(other.length + 1)), () => line.slice(0, at) + String.fromCharCode(below(300)) + line.slice(at + 1),
      ][below(6)]!();
    }
    reader.read(`${line}\n`);
  }
  reader.end();
  expect(reader.lines).toBeGreaterThanOrEqual(count);
  // Many lines are still of a recording.
  expect(events).toBeGreaterThan(count / 4);
  expect(deepest).toBeLessThan(10_000);
}, isComplete ? 600_000 : 30_000);
