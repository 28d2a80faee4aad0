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

/** The properties that hold before an event and not after it. */
export function brokenBetween(program: Program, before: State, after: State): Violation[] {
  const broken = violations(program, after);
  if (broken.length === 0) return broken;
  const already = new Set(violations(program, before).map(({ property }) => property));
  return broken.filter(({ property }) => !already.has(property));
}
