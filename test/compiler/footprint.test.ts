// What the compiler says an event can read and write is checked against what events do, on every example.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { accessesOfEvent } from '../../src/machine/execution/event-accesses';
import { runnable } from '../../src/machine/execution/choice';
import { compileScenario } from '../support/model-kernel';

const folder = join(__dirname, '..', '..', 'examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.daxscn'));

describe.each(examples)('the footprints of %s', (name) => {
  const program = compileScenario(readFileSync(join(folder, name), 'utf8'));
  const states = sample(program, 1500);

  it('hold everything that events write, and events end where they can', () => {
    for (const state of states) {
      for (const { task, alternative } of runnable(program, state)) {
        const { writes } = footprint(program, state, task);
        const next = after(program, state, task, alternative);
        const changed = [...next.keys()].filter((slot) => next[slot] !== state[slot]);
        expect(writes).toEqual(expect.arrayContaining(changed));
        expect(program.analyses.ends(task, program.location(state, task).pc)).toContain(program.location(next, task).pc);
      }
    }
  });

  it('hold what events are seen to read and write', () => {
    for (const state of states.filter((_, number) => number % 20 === 0)) {
      for (const choice of runnable(program, state)) {
        const { reads, writes } = footprint(program, state, choice.task);
        const seen = accessesOfEvent(program, state, choice);
        expect(reads).toEqual(expect.arrayContaining([...seen.reads]));
        expect(writes).toEqual(expect.arrayContaining([...seen.writes]));
      }
    }
  });

  it('hold everything that events read: what conflicts with nothing commutes and disables nothing', () => {
    for (const state of states) {
      for (const one of runnable(program, state)) {
        for (const { index: task } of program.tasks) {
          if (task === one.task || conflict(footprint(program, state, one.task), footprint(program, state, task))) continue;
          const next = after(program, state, one.task, one.alternative);
          const alternatives = program.enabled(state, task);
          expect(program.enabled(next, task)).toBe(alternatives);
          for (let alternative = 0; alternative < alternatives; alternative++) {
            expect(after(program, next, task, alternative))
              .toEqual(after(program, after(program, state, task, alternative), one.task, one.alternative));
          }
        }
      }
    }
  });
});

it('tells what an event writes from what the local code after it writes', () => {
  const program = compileScenario(readFileSync(join(folder, '01-truncate-vs-direct-read.daxscn'), 'utf8'));
  const reader = program.tasks.find(({ name }) => name === 'reader')!.index;
  let state = program.initial();
  while (program.describe(state, reader) !== 'unlock reader.mmap_lock') state = after(program, state, reader, 0);
  const { writes, afterwards } = footprint(program, state, reader);
  const fields = (slots: readonly number[]): string[] => slots.filter((slot) => program.slots[slot]!.field).map((slot) => program.slots[slot]!.path);
  expect(fields(afterwards)).toContain('reader.bio.issuer');
  expect(fields(writes.filter((slot) => !afterwards.includes(slot)))).toEqual(['reader.mmap_lock.writer']);
});

/** The first states of a breadth-first search. */
function sample(program: Program, count: number): State[] {
  const seen = new Set<string>();
  const states = [program.initial()];
  for (const state of states) {
    if (states.length > count) break;
    for (const { task, alternative } of runnable(program, state)) {
      const next = after(program, state, task, alternative);
      if (seen.has(String(next))) continue;
      seen.add(String(next));
      states.push(next);
    }
  }
  return states;
}

function after(program: Program, state: State, task: number, alternative: number): State {
  const next = state.slice();
  program.step(next, task, alternative);
  return next;
}

function footprint(program: Program, state: State, task: number) {
  return program.analyses.footprint(task, program.location(state, task).pc);
}

function conflict(one: ReturnType<typeof footprint>, other: ReturnType<typeof footprint>): boolean {
  return one.writes.some((slot) => other.reads.includes(slot)) || other.writes.some((slot) => one.reads.includes(slot));
}
