// What an event changes that the same event on the other side does not: only fields that both programs have, by their names.
import { isTold, type Program } from '../../compiler/program';
import type { Execution } from '../execution/execution';

/** A change of a field, in words. */
export interface Effect {
  readonly path: string;
  readonly fromText: string;
  readonly toText: string;
}

export interface Effects {
  readonly left: readonly Effect[];
  readonly right: readonly Effect[];
}

/** Compares events of two executions. */
export class EffectComparer {
  /** The slots of the fields that both have. */
  private readonly slots: { readonly left: readonly number[]; readonly right: readonly number[] };

  constructor(private readonly left: Execution, private readonly right: Execution) {
    const [ones, others] = [pathsOf(left.program), pathsOf(right.program)];
    const common = (paths: ReadonlyMap<string, number>, there: ReadonlyMap<string, number>): number[] => [...paths].flatMap(([path, slot]) => (there.has(path) ? [slot] : []));
    this.slots = { left: common(ones, others), right: common(others, ones) };
  }

  /** What only one of the two events does. What their threads do on the way to their next events is not part of it. */
  differences(left: number, right: number): Effects {
    const [ones, others] = [effectsOf(this.left, left, this.slots.left), effectsOf(this.right, right, this.slots.right)];
    const [known, knownOther] = [new Set(ones.map(textOf)), new Set(others.map(textOf))];
    return { left: ones.filter((effect) => !knownOther.has(textOf(effect))), right: others.filter((effect) => !known.has(textOf(effect))) };
  }

  areAlike(left: number, right: number): boolean {
    const effects = this.differences(left, right);
    return effects.left.length === 0 && effects.right.length === 0;
  }
}

function effectsOf(execution: Execution, index: number, slots: readonly number[]): Effect[] {
  const { program } = execution;
  const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
  const changed = slots.filter((slot) => before[slot] !== after[slot]);
  if (changed.length === 0) return [];
  const { task, edit } = execution.choiceAt(index);
  const afterwards = edit ? [] : program.analyses.footprint(task, program.location(before, task).pc).afterwards;
  return changed.filter((slot) => !afterwards.includes(slot)).map((slot) => {
    const { path, type } = program.slots[slot]!;
    return { path, fromText: program.format(before[slot]!, type), toText: program.format(after[slot]!, type) };
  });
}

function textOf({ path, fromText, toText }: Effect): string {
  return `${path} ${fromText} → ${toText}`;
}

function pathsOf({ slots }: Program): ReadonlyMap<string, number> {
  return new Map(slots.flatMap((slot, index) => (isTold(slot) ? [[slot.path, index] as const] : [])));
}
