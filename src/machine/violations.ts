import type { Program, State, Violation } from '../compiler/program';

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
