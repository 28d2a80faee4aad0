// Every example on every modelled version, from its text to its verdict, in one process: how many checks a second, and where their time goes. And
// how long it takes from an edit of the first example to its verdict.
import { readFileSync, readdirSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { FamilySearches } from '../src/explorer/family-searches';
import { CheckCache, checkScenario } from '../src/language/check';
import { besideScenario, usedPaths } from '../src/language/overlays';
import type { KernelTree, Version } from '../src/language/tree';
import { KNOWN_VERSIONS, parseVersion } from '../src/language/versions';
import { readKernelTree } from '../src/node/kernel-files';
import { say } from './measuring';
import { timesByStage } from './stages';

interface Example {
  readonly file: string;
  readonly text: string;
}

export interface Options {
  /** The folder of the project. */
  readonly root: string;
  /** How many are counted, after one that is not. */
  readonly rounds: number;
  /** One of so many versions is taken. */
  readonly every: number;
  /** Whether to say where the time goes. */
  readonly stages: boolean;
}

/** No example comes near it. */
const MAX_STATES = 200_000;
const EDITS = 100;

/** Checks as whoever checks while somebody types: what earlier checks have left is used, but for results. */
class Checker {
  readonly #cache = new CheckCache();

  constructor(private readonly kernel: KernelTree) {}

  /** All that checks of the versions are asked for, as one text for each. */
  check({ file, text }: Example, versions: readonly Version[]): string[] {
    const used = new Map(usedPaths(text).map((path) => [path, { source: path, text: readFileSync(besideScenario(file, path), 'utf8') }]));
    const { tree } = checkScenario(file, text, this.kernel, this.#cache, { used, ...(versions.length === 1 && { version: versions[0]! }) });
    if (!tree) return ['not right'];
    const searches = new FamilySearches(this.kernel, tree, versions.map((version) => ({ version })));
    return versions.map((version) => {
      const found = inOneGo(searches.explore(version, { reduction: true, symmetry: true, maxStates: MAX_STATES }));
      if ('errors' in found) return found.errors[0]!.message;
      const { verdict, property, schedule, states, transitions, reason } = found.exploration;
      return [verdict, property, schedule, states, transitions, reason].join();
    });
  }
}

function inOneGo<T>(work: Generator<unknown, T, void>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

export default async function measure({ root, rounds, every, stages }: Options): Promise<void> {
  const checker = new Checker(readKernelTree(join(root, 'dist', 'kernel.jsonl')));
  const folder = join(root, 'examples');
  const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.daxscn')).sort()
    .map((name): Example => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  const versions = KNOWN_VERSIONS.filter((_, i) => i % every === 0).map((name) => parseVersion(name)!);
  const round = (): string[] => examples.flatMap((example) => checker.check(example, versions));
  const found = round();
  const session = stages ? await profiling() : undefined;
  const [cpu, clock] = [process.cpuUsage(), performance.now()];
  for (let i = 0; i < rounds; i++) if (round().join() !== found.join()) throw new Error('a check has found something else the second time');
  const { user, system } = process.cpuUsage(cpu);
  const checks = found.length * rounds;
  const milliseconds = (user + system) / 1000 / checks;
  process.stdout.write(`${examples.length} examples, ${versions.length} versions, ${rounds} rounds; what was found: ${sum(found.join('\n'))}\n`);
  say('checks in a second of CPU time', [1000 / milliseconds]);
  say('milliseconds a check, CPU time', [milliseconds]);
  say('milliseconds a check, clock', [(performance.now() - clock) / checks]);
  if (session) for (const [stage, time] of timesByStage((await session.post('Profiler.stop')).profile)) say(`  ${stage}`, [time / checks]);
  type(checker, examples[0]!, parseVersion('v4.17')!);
}

/** From an edit to the verdict: a letter of a comment, and every fourth time another number, which makes another program. */
function type(checker: Checker, { file, text }: Example, version: Version): void {
  const [clock, cpu]: [number[], number[]] = [[], []];
  let edited = text;
  for (let edit = 0; edit < EDITS; edit++) {
    edited = edit % 4 === 3 ? edited.replace(/(?<=blocks = )\d+/, String(2 + edit / 4 % 3 | 0)) : `${edited}// ${'x'.repeat(edit % 7)}\n`;
    const [began, usage] = [performance.now(), process.cpuUsage()];
    checker.check({ file, text: edited }, [version]);
    clock.push(performance.now() - began);
    const { user, system } = process.cpuUsage(usage);
    cpu.push((user + system) / 1000);
  }
  say('from an edit of example 01 to its verdict, CPU ms', cpu, 150);
  say('the same, ms on the clock', clock);
}

async function profiling(): Promise<Session> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 500 });
  await session.post('Profiler.start');
  return session;
}

/** Two builds that find the same have the same sum. */
function sum(text: string): string {
  let total = 0;
  for (let i = 0; i < text.length; i++) total = (Math.imul(total, 31) + text.charCodeAt(i)) | 0;
  return (total >>> 0).toString(16);
}
