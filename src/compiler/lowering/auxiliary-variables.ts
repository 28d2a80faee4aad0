// Auxiliary variables (Owicki and Gries, "An axiomatic proof technique for parallel programs I", 1976): fields that are added to the
// objects of tasks for what conditions of the scenario ask beyond the kernel's own fields. To all else they are fields like any other.
// Invariant: they add no event and change none, so a schedule fits the program with and without them; no code reads them.
import type { AuxiliaryVariable, Field, KernelTree, ScenarioTree, Variable } from '../../language/tree';
import { formatType } from '../../language/types';
import { boolean, BOOL } from './fold';
import type { Op, Site, Value } from '../ir';

/** Whether the task has passed the `mark`. */
interface Passed {
  readonly kind: 'passed';
  readonly mark: string;
  readonly field: string;
  readonly type: typeof BOOL;
}

/** The variable for a mark that is watched. */
export function passed(mark: string): Passed {
  return { kind: 'passed', mark, field: `passed ${mark}`, type: BOOL };
}

export class AuxiliaryVariables {
  readonly #object: string | undefined;
  /** The object of the task whose variables the code has. */
  #process: Value = boolean(false);
  readonly #all: readonly (AuxiliaryVariable | Passed)[];

  constructor(kernel: KernelTree, { auxiliaries }: ScenarioTree, mark: string | undefined) {
    this.#object = kernel.objects.find(({ declares }) => declares === 'process')?.name;
    this.#all = [...auxiliaries, ...(mark === undefined ? [] : [passed(mark)])];
  }

  /** The kernel with these fields. */
  extend(kernel: KernelTree): KernelTree {
    if (this.#all.length === 0) return kernel;
    return {
      ...kernel,
      objects: kernel.objects.map((type) => (type.name !== this.#object ? type : {
        ...type, fields: [...type.fields, ...this.#all.map(({ field, type: of }): Field => ({ name: field, type: of, modifier: 'plain', span: type.span }))],
      })),
    };
  }

  /** The operations for a call that begins or has ended. `task`: the object of the task. */
  stands(func: string, isIn: boolean, task: Value, site: Site): Op[] {
    return this.#all.flatMap((each) => (each.kind === 'stands' && each.function === func ? [this.#set(each, task, boolean(isIn), site)] : []));
  }

  /** Begins the code of a process, or of a thread, whose variables are those of its process. */
  begin(process: Value): void {
    this.#process = process;
  }

  /** Those for an assignment to a variable of the process. */
  assigned({ name, type }: Variable, value: Value, site: Site): Op[] {
    return this.#all.flatMap((each) => (
      each.kind === 'variable' && each.variable === name && formatType(each.of) === formatType(type) ? [this.#set(each, this.#process, value, site)] : []));
  }

  /** Those for a `mark`. */
  passed(mark: string, task: Value, site: Site): Op[] {
    return this.#all.flatMap((each) => (each.kind === 'passed' && each.mark === mark ? [this.#set(each, task, boolean(true), site)] : []));
  }

  #set({ field, type }: AuxiliaryVariable | Passed, id: Value, value: Value, site: Site): Op {
    return { kind: 'set', lvalue: { kind: 'field', type, object: this.#object!, field, id, stable: false, site }, value, site };
  }
}
