import type { Program, State } from '../../compiler/program';
import { accessesOf, type Accesses } from './accesses';
import type { Choice } from './choice';

/** What the event of a choice, made in `before`, reads, its guard included, and writes. Throws a ModelError if the model fails. */
export function accessesOfEvent(program: Program, before: State, { task, alternative, edit }: Choice): Accesses {
  if (edit) return { reads: new Set(), writes: new Set([edit.slot]) };
  return accessesOf(before, (state) => {
    program.enabled(state, task);
    program.step(state, task, alternative);
  });
}
