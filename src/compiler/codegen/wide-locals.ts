// Places the local sets that need several slots. How many is known only when all objects are, after all code is lowered.
import type { TaskGraph } from '../ir';
import { wordsOf, type Pools } from '../set-words';

/**
 * The graph with its wide sets behind all other locals; those of one type that shared an offset do so again. Everything else stays where it was,
 * and nothing narrow shares a slot with them: a local that has died leaves no word behind under another one.
 */
export function placeWideLocals(graph: TaskGraph, pools: Pools): TaskGraph {
  const offsets = new Map<string, number>();
  const words = new Map<number, number>();
  let { area } = graph;
  for (const slot of graph.slots) {
    const count = wordsOf(slot.type, pools);
    if (count === 1) continue;
    const key = `${slot.offset} ${JSON.stringify(slot.type)}`;
    const known = offsets.get(key);
    const offset = known ?? area;
    if (known === undefined) {
      offsets.set(key, offset);
      words.set(offset, count);
      area += count;
    }
    slot.offset = offset;
  }
  return words.size === 0 ? graph : { ...graph, area, words };
}
