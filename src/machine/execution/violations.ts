import type { Program, State, Violation } from '../../compiler/program';
import type { Choice } from './choice';

/** Every property that does not hold in the state; `program.violation` names only the first. */
export function violations(program: Program, state: State): Violation[] {
  const first = program.violation(state);
  if (!first) return [];
  const found = [first];
  for (const { name, check } of program.invariants) {
    if (name === first.property) continue;
    const text = check(state);
    if (text !== undefined) found.push({ property: name, text });
  }
  return found;
}

/** The properties that hold before an event and not after it. `choice` led from the one state to the other. */
export function brokenBy(program: Program, before: State, after: State, { task, alternative, edit }: Choice): Violation[] {
  const broken = violations(program, after);
  if (broken.length === 0) return broken;
  const already = new Set(violations(program, before).map(({ property }) => property));
  const failure = edit ? undefined : program.failedAssertion(before, task, alternative);
  return broken.filter(({ property }) => !already.has(property))
    .map((violation) => (failure?.property === violation.property ? failure : violation));
}

/**
 * Throws the ModelError of the first property, guard or text that has no value in the state, since it looks at something
 * which is not there. No event leads to such a state, but an edit can.
 */
export function checkWellDefined(program: Program, state: State): void {
  violations(program, state);
  for (const { index: task } of program.tasks) {
    program.enabled(state, task);
    program.blocked(state, task);
    if (program.location(state, task).status !== 'ended') program.describe(state, task);
  }
}
