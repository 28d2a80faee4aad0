import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelKernel } from '../support/model-kernel';
import type { Observation } from '../../src/trace/validation/observation';
import { validate } from '../../src/trace/validation/validate';
import { functionsIn, programOf, readRecordings, type Recording } from './recordings';

const recordings = readRecordings();

/** States that are looked at before the search gives up. */
const MOST = 5_000;

/** How many observations the model can follow, and those that it cannot. */
function follow({ recorded, experiment }: Recording, observations = recorded.observations, program = programOf(experiment)): { passed: number; next: readonly Observation[] } {
  const { order, whole, prefixes: [longest] } = validate(program, { ...recorded, observations }, MOST);
  const at = whole?.at ?? longest!.at;
  return { passed: at.reduce((sum, each) => sum + each, 0), next: order.sequences.flatMap((sequence, i) => sequence[at[i]!] ?? []) };
}

describe('the model does what real kernels did', () => {
  it.each(recordings)('$name', (recording) => {
    const { observations } = recording.recorded;
    expect(observations.length).toBeGreaterThan(3);
    expect(follow(recording)).toEqual({ passed: observations.length, next: [] });
  });
});

describe('a recording that no kernel could make is not one of the model', () => {
  const few = recordings.filter(({ name }) => /g_x_trunc0|hd_x_peek_hold|w_x_signal/.test(name));

  it.each(few)('$name with something left out', (recording) => {
    const program = programOf(recording.experiment);
    for (const [index, { kind }] of recording.recorded.observations.entries()) {
      // Nobody has to sleep to be woken, in a recording; and a mark allows only.
      if (kind === 'begins' || kind === 'sleeps' || kind === 'returns') continue;
      const less = recording.recorded.observations.toSpliced(index, 1);
      expect(follow(recording, less, program).passed, `${recording.name} without ${index}`).toBeLessThan(less.length);
    }
  }, 120_000);

  it.each(few)('$name with another result', (recording) => {
    const other = recording.recorded.observations.map((observation) => (observation.kind === 'returns' && observation.task === 'labB' ? { ...observation, errno: 22 } : observation));
    expect(follow(recording, other).next).toContainEqual(expect.objectContaining({ kind: 'returns', errno: 22 }));
  });

  it.each(few)('$name with a wake-up by somebody else', (recording) => {
    const other = recording.recorded.observations.map((observation) => (observation.kind === 'wakes' && observation.sleeper === 'labB' ? { ...observation, task: 'labB' } : observation));
    expect(follow(recording, other).passed).toBeLessThan(other.length);
  });
});

// On 6.18 a mapping counts as a use of the page (D-1), and who drops the last reference of a file waits.
it.each(['hd_x_peek_hold', 'hd_x_2reads_stays', 'g_hd_x_touch_hold', 'u_x_unlink_held'])('%s of one kernel is not one of the other', (name) => {
  const [old, recent] = ['5.10', '6.18'].map((kernel) => recordings.find((each) => each.name === `${kernel}/${name}`)!);
  expect(follow(old!, old!.recorded.observations, programOf(old!.experiment, modelKernel(), 'v6.18')).passed).toBeLessThan(old!.recorded.observations.length);
  expect(follow(recent!, recent!.recorded.observations, programOf(recent!.experiment, modelKernel(), 'v5.10')).passed).toBeLessThan(recent!.recorded.observations.length);
});

it('leaves out only functions that the documentation or a comment names', () => {
  const { functions } = modelKernel();
  const document = [readFileSync('docs/kernel-model.md', 'utf8'), ...functions.map(({ name, doc }) => `${name} ${doc}`)].join('\n');
  const left = recordings.filter(({ name }) => name.includes('/g_')).flatMap(({ name }) => functionsIn(name));
  expect([...new Set(left)].filter((name) => !new RegExp(`\\b${name}\\b`).test(document))).toEqual([]);
});
