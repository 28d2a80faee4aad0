// Derived fields of one object, as debuggers show them. Their code is compiled when it is first asked for.
import { derivedFunctionName } from '../../language/derived-fields';
import type { Field } from '../../language/tree';
import type { DerivedField, State } from '../state';
import type { Generator } from './generator';
import type { GeneratedCode } from './runtime';

type Reader = (state: State, id: number) => number | bigint;

/** Makes the derived fields of a program. */
export class DerivedFields {
  private readonly readers = new Map<string, Reader>();
  private readonly slots = new Map<string, readonly number[]>();

  /** `readsOf`: the slots that a pure function can read. */
  constructor(private readonly code: GeneratedCode, private readonly generator: Generator, private readonly readsOf: (name: string) => readonly number[]) {}

  of(object: string, id: number, { name, type, formula = '' }: Field): DerivedField {
    const func = derivedFunctionName(object, name);
    return {
      kind: 'derived', name, type, array: false, formula,
      reads: () => known(this.slots, func, () => this.readsOf(func)),
      read: (state) => known(this.readers, func, () => this.#reader(func))(state, id),
    };
  }

  #reader(func: string): Reader {
    return this.code.lazy(`function(S,id){return ${this.generator.call(func, ['0', 'id'])};}`);
  }
}

function known<T>(memo: Map<string, T>, key: string, compute: () => T): T {
  let found = memo.get(key);
  if (found === undefined) memo.set(key, (found = compute()));
  return found;
}
