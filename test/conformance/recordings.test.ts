import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { modelKernel } from '../support/model-kernel';
import type { Milestone } from './milestone';
import { functionsIn, programOf, readRecordings, type Recording } from './recordings';
import { validate } from './validation';

const recordings = readRecordings();

/** How far the model can follow, and what it cannot. */
function follow(recording: Recording, milestones = recording.milestones, program = programOf(recording)): { passed: number; next?: Milestone } {
  const passed = validate(program, recording.experiment, milestones, recording.recorded, recording.closed);
  return { passed, ...(milestones[passed] && { next: milestones[passed] }) };
}

describe('the model does what real kernels did', () => {
  it.each(recordings)('$name', (recording) => {
    expect(recording.milestones.length).toBeGreaterThan(3);
    expect(follow(recording)).toEqual({ passed: recording.milestones.length });
  });
});

describe('a recording that no kernel could make is not one of the model', () => {
  const few = recordings.filter(({ name }) => /g_x_trunc0|hd_x_peek_hold|w_x_signal/.test(name));

  it.each(few)('$name with something left out', (recording) => {
    const program = programOf(recording);
    for (const [index, { kind }] of recording.milestones.entries()) {
      // Nobody has to sleep to be woken, in a recording; and a mark allows only.
      if (kind === 'begins' || kind === 'sleeps' || kind === 'returns') continue;
      const less = recording.milestones.toSpliced(index, 1);
      expect(follow(recording, less, program).passed, `${recording.name} without ${index}`).toBeLessThan(less.length);
    }
  }, 120_000);

  it.each(few)('$name with another result', (recording) => {
    const other = recording.milestones.map((milestone) => (milestone.kind === 'returns' && milestone.task === 'labB' ? { ...milestone, errno: 22 } : milestone));
    expect(follow(recording, other).next).toMatchObject({ kind: 'returns', errno: 22 });
  });

  it.each(few)('$name with a wake-up by somebody else', (recording) => {
    const other = recording.milestones.map((milestone) => (milestone.kind === 'wakes' && milestone.sleeper === 'labB' ? { ...milestone, task: 'labB' } : milestone));
    expect(follow(recording, other).passed).toBeLessThan(other.length);
  });
});

// On 6.18 a mapping counts as a use of the page (D-1), and who drops the last reference of a file waits.
it.each(['hd_x_peek_hold', 'hd_x_2reads_stays', 'g_hd_x_touch_hold', 'u_x_unlink_held'])('%s of one kernel is not one of the other', (name) => {
  const [old, recent] = ['5.10', '6.18'].map((kernel) => recordings.find((each) => each.name === `${kernel}/${name}`)!);
  expect(follow(old!, old!.milestones, programOf(old!, modelKernel(), 'v6.18')).passed).toBeLessThan(old!.milestones.length);
  expect(follow(recent!, recent!.milestones, programOf(recent!, modelKernel(), 'v5.10')).passed).toBeLessThan(recent!.milestones.length);
});

it('leaves out only functions that the documentation or a comment names', () => {
  const { functions } = modelKernel();
  const document = [readFileSync('docs/kernel-model.md', 'utf8'), ...functions.map(({ name, doc }) => `${name} ${doc}`)].join('\n');
  const left = recordings.filter(({ name }) => name.includes('/g_')).flatMap(({ name }) => functionsIn(name));
  expect([...new Set(left)].filter((name) => !new RegExp(`\\b${name}\\b`).test(document))).toEqual([]);
});
