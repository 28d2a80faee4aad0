// Scenarios that nobody has written, composed of calls drawn at random: the explorer with and without its reductions, and Spin, come to the same.
// COMPOSED_RUNS=2000 COMPOSED_SEED=7 tries more and others.
import { describe, expect, test } from 'vitest';
import { promela } from '../../src/compiler/promela/promela';
import type { Program } from '../../src/compiler/program';
import { explore, type ExploreOptions } from '../../src/explorer/explore';
import { compose } from '../../src/hunt/compose';
import { DryRuns } from '../../src/hunt/dry-run';
import { fileSystemsOf } from '../../src/hunt/file-systems';
import { trialText } from '../../src/hunt/findings';
import { signaturesOf } from '../../src/hunt/signatures';
import type { Workload } from '../../src/hunt/workload';
import type { Version } from '../../src/language/tree';
import { admits, formatVersion, KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { fmix32 } from '../../src/machine/fmix32';
import { compile } from '../../src/compiler/compile';
import { checkScenario, CheckCache } from '../../src/language/check';
import { modelKernel } from '../support/model-kernel';
import { missingPrograms } from '../support/spin';
import { explored, reported } from '../support/spin-agreement';

const RUNS = Number(process.env.COMPOSED_RUNS ?? 50);
const SEED = Number(process.env.COMPOSED_SEED ?? 1);
const MINUTES = 60_000;
/** Of one scenario: Spin takes a second for some thousand, and most are smaller. */
const MAX_STATES = 20_000;
/** Of those that a draw of calls gives, one is taken among so many. */
const AMONG = 40;

const kernel = modelKernel();
const cache = new CheckCache();
const read = (text: string) => {
  const { tree } = checkScenario('composed.daxscn', text, kernel, cache);
  if (!tree) throw new Error(`what was composed is no scenario:\n${text}`);
  return tree;
};

/** Whole numbers below a bound, always the same ones for a seed. */
function numbers(seed: number): (below: number) => number {
  let count = 0;
  return (below) => (fmix32(Math.imul(seed, 0x9E37_79B9) + count++) >>> 0) % below;
}

const dryRuns = new Map<string, DryRuns>();
function dryRunsOn(version: Version, fileSystem: string): DryRuns {
  const key = `${version} ${fileSystem}`;
  const known = dryRuns.get(key) ?? new DryRuns(kernel, version, { fileSystem, mountProperties: 'dax' }, read);
  dryRuns.set(key, known);
  return known;
}

interface Composed {
  readonly name: string;
  readonly text: string;
  readonly program: Program;
  readonly model: string;
}

/** The next that the model has room for. */
function composed(seed: number): Composed {
  for (const draw = numbers(seed); ;) {
    const version = parseVersion(KNOWN_VERSIONS[draw(KNOWN_VERSIONS.length)]!)!;
    const fileSystems = fileSystemsOf(kernel).filter(({ gate }) => admits(gate, version)).map(({ name }) => name);
    const fileSystem = fileSystems[draw(fileSystems.length)]!;
    const all = signaturesOf(kernel, version);
    const calls = [...new Set(Array.from({ length: 5 }, () => all[draw(all.length)]!))];
    const extent = { maxProcesses: 2 + draw(2), maxCalls: 2 + draw(3), maxBlocks: 1 + draw(2), maxFiles: 1 + draw(2) };
    const workloads: Workload[] = [];
    for (const workload of compose(calls, extent, dryRunsOn(version, fileSystem).run)) if (workloads.push(workload) === AMONG) break;
    const workload = workloads[draw(Math.max(1, workloads.length))];
    if (!workload) continue;
    const text = trialText({ version, ground: { fileSystem, mountProperties: 'dax' } }, workload);
    const compiled = compile(kernel, read(text), version);
    if ('errors' in compiled) continue;
    const name = `${formatVersion(version)} ${fileSystem} ${workload.chains.map((chain) => chain.map(({ signature }) => signature.name).join(', ')).join(' | ')}`;
    return { name, text, program: compiled.program, model: promela(compiled) };
  }
}

function verdictOf(program: Program, options: ExploreOptions) {
  const exploring = explore(program, { ...options, maxStates: MAX_STATES * 2 });
  for (;;) {
    const { done, value } = exploring.next();
    if (done) return value;
  }
}

const tally = { agreed: 0, tooLarge: 0, noRoom: 0 };

describe.runIf(missingPrograms.length === 0).concurrent('all agree on', () => {
  test.each(Array.from({ length: RUNS }, (_, i) => SEED * 1_000_000 + i))('the scenario composed of seed %i', async (seed) => {
    const { name, text, program, model } = composed(seed);
    const expected = explored(program, MAX_STATES);
    if (!expected) return void tally.tooLarge++;
    const full = verdictOf(program, {});
    // The model goes no further somewhere: what is beyond is not compared.
    if (full.error || full.verdict === 'unknown') return void tally.noRoom++;
    const reduced = verdictOf(program, { reduction: true, symmetry: true, unreducedFirst: 0 });
    expect(reduced.verdict, `${name}\n${text}`).toBe(full.verdict);
    if (reduced.property !== null) expect(expected.found, text).toContain(reduced.property);
    const spin = await reported(model, expected.found.includes('invalid end state'));
    expect(spin, `${name}\n${text}`).toEqual(expected);
    tally.agreed++;
  }, 5 * MINUTES);
});

test.runIf(missingPrograms.length === 0)('most of them were compared', () => {
  if (RUNS > 50) console.info(`agreed ${tally.agreed}, too large ${tally.tooLarge}, no room ${tally.noRoom}`);
  expect(tally.agreed).toBeGreaterThan(RUNS / 2);
});
