// The thread that searches in the background, as it is shipped: it answers, it is cancelled within 50 ms whatever it does, and what breaks down is begun again.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { programs } from '../../scripts/bundles.mts';
import type { Examination, Mistaken } from '../../src/explorer/live/examination';
import { LiveThread } from '../../src/extension/live/live-thread';
import type { ExaminedAnswer } from '../../src/extension/live/worker-messages';
import { packageKernel } from '../../src/language/packaged-kernel';
import { tinyKernel } from '../cli/command-line';

const folder = mkdtempSync(join(tmpdir(), 'daxscn-live-'));
const dist = join(folder, 'dist');
const kernel = join(dist, 'kernel.jsonl');
const budget = { seconds: 600, memory: 4_096 };

beforeAll(async () => {
  mkdirSync(dist);
  await build(programs({ 'live-worker': 'src/extension/live/live-worker.ts' }, dist));
  writeFileSync(kernel, packageKernel(tinyKernel()));
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

let thread: LiveThread;
let log: string[];
let answers: ExaminedAnswer[];
let waiting: (() => void)[];

function start(script = join(dist, 'live-worker.js')): void {
  [log, answers, waiting] = [[], [], []];
  thread = new LiveThread({
    script, kernel, log: (message) => log.push(message),
    examined: (answer) => {
      answers.push(answer);
      for (const tell of waiting.splice(0)) tell();
    },
  });
}

afterEach(() => thread.dispose());

async function examine(name: string, revision: number, text: string): Promise<Examination | Mistaken> {
  thread.examine({ type: 'examine', name, revision, source: `${name}.daxscn`, text, overlays: [], used: new Map() });
  for (;;) {
    const found = answers.find((answer) => answer.name === name && answer.revision === revision);
    if (found) return found.result;
    await new Promise<void>((resolve) => { waiting.push(resolve); });
  }
}

describe('the thread', () => {
  it('examines a text, and searches what it asks for', async () => {
    start();
    const { wanted } = await examine('a', 1, independent(1)) as Examination;
    expect(wanted.map(({ id }) => id)).toEqual(['v4.19 holds']);
    expect(await thread.search({ name: 'a', revision: 1, wanted: 'v4.19 holds', budget })).toMatchObject({ outcome: { verdict: 'holds', states: 11, complete: true } });
    expect(await examine('a', 2, 'scenario')).toHaveProperty('mistake');
    // That of which the search was asked is not there any more.
    expect(await thread.search({ name: 'a', revision: 1, wanted: 'v4.19 holds', budget })).toEqual({});
  });

  it('says which bound a search met', async () => {
    start();
    await examine('a', 1, independent(7));
    expect(await thread.search({ name: 'a', revision: 1, wanted: 'v4.19 holds', budget: { seconds: 0.2, memory: 4_096 } })).toMatchObject({ outcome: { verdict: 'unknown', bound: 'seconds', complete: false } });
  });

  it('examines other texts while it searches', async () => {
    start();
    await examine('a', 1, independent(7));
    const search = thread.search({ name: 'a', revision: 1, wanted: 'v4.19 holds', budget });
    expect(await examine('b', 1, independent(1))).toHaveProperty('wanted');
    thread.cancel();
    expect(await search).toEqual({});
  });

  it('is cancelled within 50 ms, and goes on as warm as it was', async () => {
    start();
    await examine('a', 1, independent(7));
    const times: number[] = [];
    for (let round = 0; round < 20; round++) {
      const search = thread.search({ name: 'a', revision: 1, wanted: 'v4.19 holds', budget });
      // In the middle of it: what is asked meanwhile has been answered.
      await examine('b', round, independent(1));
      const began = performance.now();
      thread.cancel();
      expect(await search).toEqual({});
      times.push(performance.now() - began);
    }
    // A busy machine may take its time now and then.
    expect(times.sort((one, other) => one - other)[15]!).toBeLessThan(50);
    expect(log.filter((line) => line.includes('by force')).length).toBeLessThan(5);
  });

  it('is ended by force where it does not look at the flag, within 50 ms, and begun again with what it knew', async () => {
    start();
    await examine('a', 1, independent(1));
    const stuck = join(folder, 'stuck.js');
    // As the middle of a compilation, without an end.
    writeFileSync(stuck, `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', ({ type, name, revision }) => { if (type === 'examine') parentPort.postMessage({ type: 'examined', name, revision, result: { mistake: 'stuck' } }); else for (;;); });`);
    thread.dispose();
    start(stuck);
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      await examine('a', round, '');
      const search = thread.search({ name: 'a', revision: round, wanted: 'v4.19 holds', budget });
      const began = performance.now();
      thread.cancel();
      expect(await search).toEqual({});
      times.push(performance.now() - began);
    }
    expect(times.sort((one, other) => one - other)[2]!).toBeLessThan(50);
    expect(log).toHaveLength(5);
    // The new one was told the text.
    expect(await examine('a', 4, '')).toEqual({ mistake: 'stuck' });
  });

  it('that breaks down gives up what it was about, and is not begun again for ever', async () => {
    const broken = join(folder, 'broken.js');
    writeFileSync(broken, "require('node:worker_threads').parentPort.on('message', ({ type }) => { if (type === 'search') throw new Error('out of everything'); });");
    start(broken);
    thread.examine({ type: 'examine', name: 'a', revision: 1, source: 'a', text: '', overlays: [], used: new Map() });
    for (let round = 0; round < 3; round++) {
      expect(await thread.search({ name: 'a', revision: 1, wanted: 'x', budget })).toEqual({ failure: 'the search broke down: out of everything' });
    }
    expect(await thread.search({ name: 'a', revision: 1, wanted: 'x', budget })).toEqual({ failure: 'the search in the background does not work' });
    expect(log).toHaveLength(3);
  });
});
