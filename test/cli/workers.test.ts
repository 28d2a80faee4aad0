// Searches in other threads and for other programs: the bundle as a process, and its threads alone.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import type { Environment } from '../../src/cli/environment';
import { cloneable, type Searched, type SearchJob } from '../../src/cli/search/search-job';
import { searchHere, SearchThreads, type Searcher } from '../../src/cli/search/searchers';
import { checkScenario } from '../../src/language/check';
import type { CheckMessage, CheckRequest } from '../../src/explorer/check-messages';
import { packageKernel } from '../../src/language/packaged-kernel';
import { parseVersion } from '../../src/language/versions';
import { bundleCli } from '../support/bundled-cli';
import { file, folder, scenarios, tinyKernel } from './command-line';

const dist = join(folder, 'dist');

beforeAll(async () => {
  await bundleCli(dist);
  writeFileSync(join(dist, 'kernel.jsonl'), packageKernel(tinyKernel()));
}, 60_000);

/** Processes that have nothing to do with each other: 11 to the power of `processes` states. */
function independent(processes: number): string {
  const names = Array.from({ length: processes }, (_, index) => `p${index}`);
  const boxes = [0, 1, 2, 3, 4];
  return `scenario "independent" kernel v4.19
${names.flatMap((name) => boxes.map((box) => `device ${name}_${box} { }`)).join('\n')}
${names.map((name) => `process ${name} { ${boxes.map((box) => `increment(${name}_${box}); increment(${name}_${box});`).join(' ')} }`).join('\n')}
`;
}

const some = independent(4);
const endless = independent(7);
const overflow = 'scenario "overflow" kernel v4.19 device box { }\nprocess p { overflow(box); overflow(box); overflow(box); }\n';
const crash = 'scenario "crash" kernel v4.19 device box { }\nprocess p { crash(box); }\n';

let child: ChildProcess | undefined;
afterEach(() => { child?.kill(); });

interface Ended {
  readonly status: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
  readonly messages: readonly CheckMessage[];
}

/** `daxscn check` of everything, which takes its time, with a channel. `onMessage` gets each message and the process. */
async function check(args: readonly string[], onMessage: (message: CheckMessage, process: ChildProcess) => void = () => {}): Promise<Ended> {
  const started = child = fork(join(dist, 'cli.js'), ['check', '--no-reduction', '--no-symmetry', ...args], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const messages: CheckMessage[] = [];
  let [out, err] = ['', ''];
  started.stdout!.on('data', (data) => { out += data; });
  started.stderr!.on('data', (data) => { err += data; });
  started.on('message', (message: CheckMessage) => {
    messages.push(message);
    onMessage(message, started);
  });
  const [[status, signal]] = await Promise.all([
    once(started, 'exit') as Promise<[number | null, string | null]>, once(started.stdout!, 'close'), once(started.stderr!, 'close'),
  ]);
  return { status, signal, out, err, messages };
}

function cancelWhen(isTime: (message: CheckMessage) => boolean): (message: CheckMessage, process: ChildProcess) => void {
  return (message, process) => { if (isTime(message)) process.send({ type: 'cancel' } satisfies CheckRequest); };
}

const isProgress = (message: CheckMessage): boolean => message.type === 'progress';
const isParallel = (message: CheckMessage): boolean => message.type === 'progress' && message.running.length === 2;

describe('daxscn check --workers', { timeout: 60_000 }, () => {
  it('prints the same as one worker, whatever goes wrong on the way', async () => {
    const files = [
      file('some.daxscn', some), file('three.daxscn', scenarios.three), '/no/such.daxscn', file('some-more.daxscn', some),
      file('deadlock.daxscn', scenarios.deadlock), file('overflow.daxscn', overflow), file('crash.daxscn', crash),
      file('only-now.daxscn', 'scenario "x" kernel v4.17 device box { }\nprocess p { only_now(box); }\n'),
      file('lost-update.daxscn', scenarios.lostUpdate), file('some-others.daxscn', some),
    ];
    for (const format of [[], ['--json']]) {
      const [alone, together] = [await check([...format, '--workers', '1', ...files]), await check([...format, '--workers', '3', ...files])];
      for (const one of [alone, together]) expect(one).toMatchObject({ status: 2, err: expect.stringContaining('the model fails') });
      expect(withoutTimes(together)).toEqual(withoutTimes(alone));
      expect(together.messages.filter(({ type }) => type === 'checked')).toHaveLength(10);
      expect(together.messages.flatMap((message) => (message.type === 'refused' ? [[message.file, message.kernel]] : []))).toEqual([['/no/such.daxscn', null], [files[7], null]]);
    }
  });

  it('ends with all its threads when it is interrupted', async () => {
    const files = [file('endless.daxscn', endless), file('endless-too.daxscn', endless)];
    const ended = await check(['--workers', '2', ...files], (message, process) => { if (isParallel(message)) process.kill('SIGINT'); });
    expect(ended).toMatchObject({ status: null, signal: 'SIGINT', out: '' });
  });
});

describe('a channel', { timeout: 60_000 }, () => {
  it('tells the results, and how to come there', async () => {
    const path = file('three.daxscn', scenarios.three);
    const { messages } = await check([path, '--kernel', 'v4.17']);
    expect(messages.filter((message) => !isProgress(message))).toEqual([{ type: 'begun', file: path, kernel: 'v4.17' }, {
      type: 'checked', result: expect.objectContaining({ file: path, kernel: 'v4.17', verdict: 'violates', property: 'never_three', schedule: 'a6', events: 6, pass: true }),
    }]);
  });

  it('cancels: what was found stays, and the verdict is unknown', async () => {
    const { status, out, messages } = await check([file('endless.daxscn', endless)], cancelWhen(isProgress));
    expect(status).toBe(3);
    expect(out).toMatch(/\?{4} .*unknown.*\n.*\n +cancelled after \d+ states/);
    expect(messages.at(-1)).toMatchObject({ type: 'checked', result: { verdict: 'unknown', bound: 'cancelled' } });
    expect(messages[0]).toMatchObject({ type: 'begun', kernel: 'v4.19' });
    expect(messages[1]).toMatchObject({ type: 'progress', running: [expect.stringContaining('endless.daxscn v4.19')] });
  });

  it('cancels what every thread does, and begins nothing more', async () => {
    const files = ['endless.daxscn', 'endless-too.daxscn', 'three.daxscn'].map((name) => file(name, name.startsWith('end') ? endless : scenarios.three));
    const { status, out, err } = await check(['--json', '--workers', '2', ...files], cancelWhen(isParallel));
    expect(status).toBe(3);
    expect(JSON.parse(out).results).toMatchObject([{ verdict: 'unknown', bound: 'cancelled' }, { verdict: 'unknown', bound: 'cancelled' }]);
    expect(err).toBe('cancelled: what had not begun is left out\n');
  });

  it('ends the process when nobody is left at its other end', async () => {
    expect(await check([file('endless.daxscn', endless)], (_, process) => process.disconnect())).toMatchObject({ status: 3, out: '' });
  });
});

describe('a search in another thread', { timeout: 60_000 }, () => {
  const bounds = { maxMemory: 100, workers: 2 };
  const environment = (cancellation = new Cancellation()): Environment => {
    const output = { write: () => {}, isTerminal: false, columns: 80 };
    const threads = { script: join(dist, 'search-thread.js'), cores: 2, memory: 1000 };
    return { out: output, err: output, now: () => performance.now(), kernelTree: tinyKernel, kernelFolder: '', cancellation, threads };
  };
  const job = (text: string, kernel: string): SearchJob => ({
    file: 'a.daxscn', tree: checkScenario('a.daxscn', text, tinyKernel()).tree!, version: parseVersion(kernel)!,
    expected: { verdict: 'holds' }, options: {},
  });

  async function withThreads<T>(use: (search: Searcher) => Promise<T>, cancellation?: Cancellation): Promise<T> {
    const threads = new SearchThreads(environment(cancellation), bounds);
    try {
      return await use(threads.search);
    } finally {
      await threads.close();
    }
  }

  it.each([
    ['holds', some, 'v4.19'], ['violates', scenarios.three, 'v4.17'], ['deadlocks', scenarios.deadlock, 'v6.18'],
    ['fails', crash, 'v4.19'], ['has no room', overflow, 'v4.19'], ['does not compile', 'scenario "x" device box { } process p { only_now(box); }', 'v4.17'],
  ])('finds what a search here finds: one that %s', async (_, text, kernel) => {
    const here = await searchHere(environment())(job(text, kernel), () => {});
    const there = await withThreads((search) => search(job(text, kernel), () => {}));
    expect({ ...there, seconds: 0 }).toEqual(structuredClone({ ...cloneable(here), seconds: 0 }));
    if ('exploration' in here) expect((there as Searched).exploration.error?.message).toBe(here.exploration.error?.message);
  });

  it('reports on the way, and ends when it is cancelled', async () => {
    const cancellation = new Cancellation();
    const states: number[] = [];
    const outcome = await withThreads((search) => search(job(endless, 'v4.19'), (progress) => {
      states.push(progress.states);
      cancellation.cancel();
    }), cancellation);
    expect(states[0]).toBeGreaterThan(0);
    expect(outcome).toMatchObject({ exploration: { verdict: 'unknown', bound: 'cancelled' } });
  });

  it.each([
    [{ maxMemory: 2048 }, { cores: 8, memory: 100_000 }, 7], [{ maxMemory: 2048 }, { cores: 8, memory: 7000 }, 2],
    [{ maxMemory: 2048 }, { cores: 8, memory: 100 }, 0], [{ maxMemory: 2048, workers: 4 }, { cores: 2, memory: 100 }, 3],
  ])('has as many beside this one as fit, or as were asked for: %o on %o', (options, machine, most) => {
    expect(new SearchThreads({ ...environment(), threads: { script: '', ...machine } }, options).most).toBe(most);
  });
});

function withoutTimes({ status, out, err }: Ended): unknown {
  return { status, err, out: out.replace(/[\d.]+ s$|(?<="seconds": )[\d.]+/gm, '') };
}
