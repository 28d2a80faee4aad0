// All code of a program, as far as exchanging objects could change what it does: it names objects, or goes over all of a type in the
// order of their ids.
import type { Node, Op, TaskGraph, Value } from '../ir';
import type { Parts } from '../codegen/parts';
import type { PureFunction } from '../lowering/taskless-code';
import { fingerprintOfOps, fingerprintOfTask, type Fingerprint } from './fingerprint';
import { countReads, isOrderless, loopedType, siteOf } from './ordered-loops';
import { visitNode, visitOps } from './walk';

export interface CommonCode {
  readonly name: string;
  readonly fingerprint: Fingerprint;
}

export class Code {
  /** By task. */
  readonly tasks: readonly Fingerprint[];
  /** Pure functions that are called, and what is checked after every event. */
  readonly common: readonly CommonCode[];
  readonly #loops: readonly OrderedLoop[];

  constructor({ tasks, pures, invariants, assertions }: Parts) {
    this.tasks = tasks.map(({ graph }) => fingerprintOfTask(graph, assertions));
    const checks = invariants.map(({ invariant: { name }, ops }) => ({ name, ops }));
    const common = [...calledFrom(tasks, checks, pures.called()), ...checks];
    this.common = common.map(({ name, ops }) => ({ name, fingerprint: fingerprintOfOps(ops, assertions) }));
    this.#loops = [...tasks.flatMap(({ graph }) => loopsOfTask(graph)), ...common.flatMap(({ ops }) => loopsOf(ops, (visit) => visitOps(ops, { value: visit })))];
  }

  /** A loop over all objects of a type that goes in the order of their ids, and shows it. */
  orderedLoop(isRenamed: (type: string) => boolean): OrderedLoop | undefined {
    return this.#loops.find(({ type }) => isRenamed(type));
  }
}

export interface OrderedLoop {
  readonly type: string;
  /** `mm/unmap.daxk:19` */
  readonly position: string;
}

type Routine = Pick<PureFunction, 'name' | 'ops'>;

/** Texts for people are left out: what they call decides nothing. */
function calledFrom(tasks: Parts['tasks'], checks: readonly Routine[], pures: readonly Routine[]): Routine[] {
  const called = new Set<string>();
  const value = (each: Value): void => {
    if (each.kind !== 'call' || called.has(each.function)) return;
    called.add(each.function);
    visitOps(pures.find(({ name }) => name === each.function)?.ops ?? [], { value });
  };
  for (const { graph } of tasks) for (const node of graph.nodes) visitNode(node, { value });
  for (const { ops } of checks) visitOps(ops, { value });
  return pures.filter(({ name }) => called.has(name));
}

type VisitAll = (visit: (value: Value) => void) => void;

function loopsOfTask({ nodes }: TaskGraph): OrderedLoop[] {
  const visitAll: VisitAll = (visit) => nodes.forEach((node) => visitNode(node, { value: visit }));
  return nodes.flatMap((node) => [...branchingLoop(node), ...loopsOf(node.ops, visitAll)]);
}

/** A loop in whose rounds there are events: others may come between two rounds. */
function branchingLoop({ branch }: Node): OrderedLoop[] {
  const type = branch && loopedType(branch.condition);
  return type === undefined || branch?.condition.kind !== 'binary' ? [] : [{ type, position: positionOf(branch.condition.site) }];
}

function loopsOf(ops: readonly Op[], visitAll: VisitAll): OrderedLoop[] {
  const found: OrderedLoop[] = [];
  let reads: ReturnType<typeof countReads> | undefined;
  visitOps(ops, {
    op: (op) => {
      const type = op.kind === 'loop' ? loopedType(op.condition) : undefined;
      if (op.kind === 'loop' && type !== undefined && !isOrderless(op, (reads ??= countReads(visitAll)))) found.push({ type, position: positionOf(siteOf(op)) });
    },
  });
  return found;
}

function positionOf(site: { readonly source: string; readonly span: readonly number[] } | undefined): string {
  return site ? `${site.source}:${site.span[0]! + 1}` : 'an unknown position';
}
