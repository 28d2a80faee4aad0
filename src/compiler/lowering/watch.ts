// A program that watches one property: it is the only one that can be violated in it. Nothing else differs, so what searches say of a
// program they say of one property, whatever else breaks before or after; and schedules fit both.
import type { Expect, Expr, Invariant, KernelTree, ScenarioTree, Stmt, Type } from '../../language/tree';
import { passed } from './auxiliary-variables';
import { BOOL } from './fold';
import type { Watched } from '../watched';
import type { Selection } from './selection';

/**
 * What an expectation of one property is about, if it speaks of that property alone: `holds NAME`, `reaches NAME`, and `violates NAME` of
 * an `assert` statement, since a state remembers only the first one that has failed, and of a response property, which no state violates.
 */
export function watchedBy({ verdict, property }: Pick<Expect, 'verdict' | 'property'>, { asserts, reaches, additions }: ScenarioTree, kernel: KernelTree): Watched | undefined {
  if (property === undefined) return undefined;
  if ([...kernel.invariants, ...additions.invariants].some(({ name, response }) => name === property && response)) return { name: property, kind: 'response' };
  const isStatement = ![...asserts, ...kernel.invariants, ...additions.invariants].some(({ name }) => name === property);
  if (verdict === 'holds' || (verdict === 'violates' && isStatement)) return { name: property, kind: 'safety' };
  if (verdict === 'violates') return undefined;
  return { name: property, kind: reaches.some(({ name }) => name === property) ? 'reach' : 'mark' };
}

/** The invariants of a program that watches this. */
export function watchedInvariants({ name, kind }: Watched, kernel: KernelTree, { reaches }: ScenarioTree, { invariants }: Selection): readonly Invariant[] {
  switch (kind) {
    case 'safety': return invariants.filter((invariant) => invariant.name === name);
    case 'reach': return reaches.filter((reach) => reach.name === name);
    case 'mark': return [neverPassed(name, kernel)];
    case 'response': return [];
  }
}

/** No task has passed the mark. */
function neverPassed(mark: string, kernel: KernelTree): Invariant {
  const object = kernel.objects.find(({ declares }) => declares === 'process')!;
  const { field } = passed(mark);
  const { source, span } = object;
  const type: Type = { kind: 'object', name: object.name };
  const task: Expr = { kind: 'local', index: 0, type };
  const condition: Expr = { kind: 'unary', operator: '!', operand: { kind: 'field', receiver: task, object: object.name, field, type: BOOL }, type: BOOL };
  const body: Stmt = { kind: 'require', condition, message: [task, ` passes ${mark}`], span };
  return { name: mark, gate: {}, variables: [{ name: 'task', type, final: false }], body: [{ kind: 'forAll', variable: 0, type: object.name, body, span }], source, span };
}
