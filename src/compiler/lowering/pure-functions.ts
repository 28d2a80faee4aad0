// The pure functions of a program: those that its code calls, and any other when somebody asks for it.
import type { Shared } from './atomic';
import type { Selection } from './selection';
import { lowerPureForms, type PureFunction } from './taskless-code';

export class PureFunctions {
  readonly #lowered = new Map<string, PureFunction>();

  /** `taskType`: the object type that declares processes. */
  constructor(private readonly shared: Shared, private readonly selection: Selection, private readonly taskType: string) {}

  /** The pure function of that name, which the version has. It is lowered at the first call. */
  get(name: string): PureFunction {
    let lowered = this.#lowered.get(name);
    if (!lowered) this.#lowered.set(name, lowered = lowerPureForms(this.shared, this.selection.forms(name), this.taskType));
    return lowered;
  }

  /** Those that lowered code calls, directly or through others, in the order of the kernel. */
  called(): readonly PureFunction[] {
    const { called } = this.shared.values;
    // What is lowered here may add to the set while the loop goes over it.
    for (const name of called) this.get(name);
    return this.selection.inOrder(called).map((name) => this.get(name));
  }
}
