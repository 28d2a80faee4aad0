// Locals share slots, so what a slot of a task's area holds depends on where the task rests.
import type { Type } from '../../language/tree';
import type { LocalSlot, Node, TaskGraph } from '../ir';
import { liveness } from '../codegen/liveness';

export interface LocalName {
  /** Within the task's area. */
  readonly offset: number;
  readonly type: Extract<Type, { name: string }>;
}

/** The locals that name objects and still matter at a node. */
export function localNames(graph: TaskGraph): (node: Node) => readonly LocalName[] {
  const numbers = new Map<LocalSlot, number>(graph.slots.map((slot, number) => [slot, number]));
  const { before } = liveness(graph, 1, (slot) => numbers.get(slot)!, numbers.size);
  return (node) => {
    const live = before[node.id]!;
    return graph.slots.flatMap(({ offset, type }, number) => (
      (live >> BigInt(number)) & 1n && (type.kind === 'object' || type.kind === 'set') ? [{ offset, type }] : []));
  };
}
