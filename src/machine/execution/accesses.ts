// What code looks at: found by running it on a state that takes notes.
import type { State } from '../../compiler/program';

/** Slots of the state, by index. */
export interface Accesses {
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
}

/** The slots that the code reads and writes when it runs on a copy of the state. Throws what the code throws. */
export function accessesOf(state: State, code: (state: State) => void): Accesses {
  const reads = new Set<number>();
  const writes = new Set<number>();
  code(new Proxy(state.slice(), {
    get(target, key) {
      if (isIndex(key)) reads.add(Number(key));
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      // A method may read everything.
      for (const slot of target.keys()) reads.add(slot);
      return value.bind(target) as unknown;
    },
    set(target, key, value) {
      if (isIndex(key)) writes.add(Number(key));
      return Reflect.set(target, key, value);
    },
  }));
  return { reads, writes };
}

function isIndex(key: string | symbol): key is string {
  return typeof key === 'string' && /^\d+$/.test(key);
}
