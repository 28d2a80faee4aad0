// What names mean at a place of the code, and which local slots are taken there. Where versions have gone different ways, they go on together as soon as
// that is the same for all of them.
import { childStatements, ownExpressions, templatesOf, visitExpressions } from '../../language/checker/walk';
import type { Routine, Span, Stmt } from '../../language/tree';
import type { LocalSlot, Value, VisibleVariable } from '../ir';
import { keyOf, placeOf } from './code-key';
import type { Counts } from './numbering';

export interface Environment {
  /** By index of the variable. */
  readonly bindings: readonly (Value | undefined)[];
  readonly counts: Counts;
  /** Of a task: the next free offset, and the variables that are in scope. */
  readonly top: number;
  readonly visible: readonly VisibleVariable[];
}

/** What has come to an environment by some way. */
export interface Arrival {
  readonly environment: Environment;
}

/** Puts those together whose environments are the same as far as `isLive` says that it matters, and that have made as many objects. */
export function grouped<T extends Arrival>(arrivals: readonly T[], isLive: (variable: number) => boolean, isFinal: (slot: LocalSlot) => boolean): { readonly environment: Environment; readonly members: readonly T[] }[] {
  if (arrivals.length <= 1) return arrivals.map((arrival) => ({ environment: arrival.environment, members: [arrival] }));
  const slotKey = (slot: LocalSlot): unknown[] => [...placeOf(slot), slot.name, isFinal(slot)];
  const telling = differing(arrivals).filter(isLive);
  const groups = new Map<string, T[]>();
  for (const arrival of arrivals) {
    const { bindings, counts: { made } } = arrival.environment;
    // What is made next has the number that it has in a version alone, so as many have to be made before.
    const key = [...[...made].sort().map(String), ...telling.map((i) => keyOf(bindings[i], slotKey))].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), arrival]);
  }
  return [...groups.values()].map((members) => {
    const environments = members.map(({ environment }) => environment);
    return { environment: { ...environments[0]!, counts: { ...environments[0]!.counts, temps: Math.max(...environments.map(({ counts }) => counts.temps)) }, top: Math.max(...environments.map(({ top }) => top)) }, members };
  });
}

/** The variables that do not mean the very same everywhere. There are few, and what the others mean makes no difference. */
function differing(arrivals: readonly Arrival[]): number[] {
  const found: number[] = [];
  const { bindings } = arrivals[0]!.environment;
  let variables = 0;
  for (const { environment } of arrivals) variables = Math.max(variables, environment.bindings.length);
  for (let variable = 0; variable < variables; variable++) {
    for (const { environment } of arrivals) {
      if (environment.bindings[variable] === bindings[variable]) continue;
      found.push(variable);
      break;
    }
  }
  return found;
}

/** Whether a variable of the routine may be used behind a statement of it. */
export function isUsedAfter(routine: Routine, { span }: Stmt, variable: number): boolean {
  const last = lastUses(routine)[variable];
  return last !== undefined && !isBefore(last, [span[2], span[3]]);
}

type Position = readonly [line: number, column: number];

function isBefore([line, column]: Position, [other, behind]: Position): boolean {
  return line < other || (line === other && column < behind);
}

/** By variable: where it is used last. What is used in a loop is used until its end. A task that is started may use all of them. */
function lastUses(routine: Routine): readonly (Position | undefined)[] {
  let uses = known.get(routine);
  if (uses) return uses;
  known.set(routine, uses = []);
  const found = uses;
  const use = (variable: number, at: Position): void => {
    const before = found[variable];
    if (!before || isBefore(before, at)) found[variable] = at;
  };
  const visit = (stmt: Stmt, loopEnd: Position | undefined): void => {
    const { span } = stmt;
    const isLoop = stmt.kind === 'while' || stmt.kind === 'forRange' || stmt.kind === 'forAll' || stmt.kind === 'forEach' || stmt.kind === 'repeat';
    const end = loopEnd ?? (isLoop ? endOf(span) : undefined);
    const at = end ?? [span[0], span[1]];
    for (const expr of [...ownExpressions(stmt), ...templatesOf(stmt).flatMap((text) => text.filter((part) => typeof part !== 'string'))]) {
      visitExpressions(expr, (inner) => { if (inner.kind === 'local') use(inner.index, at); });
    }
    if (stmt.kind === 'start') routine.variables.forEach((_, variable) => use(variable, [Infinity, 0]));
    for (const child of childStatements(stmt)) visit(child, end);
  };
  for (const stmt of routine.body) visit(stmt, undefined);
  return uses;
}

function endOf(span: Span): Position {
  return [span[2], span[3]];
}

const known = new WeakMap<Routine, (Position | undefined)[]>();
