import type { Program, State, Violation } from '../../compiler/program';
import type { Choice } from './choice';

/** Every property that does not hold; `program.violation` names only the first. */
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

/** The properties that hold before an event and not after it. */
export function brokenBy(program: Program, before: State, after: State, { task, alternative, edit }: Choice): Violation[] {
  const broken = violations(program, after);
  if (broken.length === 0) return broken;
  const already = new Set(violations(program, before).map(({ property }) => property));
  const failure = edit ? undefined : program.failure?.(before, task, alternative);
  return broken.filter(({ property }) => !already.has(property))
    .map((violation) => (failure?.property === violation.property ? failure : violation));
}
