// What an event changes that the same event on the other side does not: only fields that both programs have, by their names.
import type { Program } from '../../compiler/program';
import type { Change, Execution } from '../execution/execution';

/** `page 1.index from 0 to 1` */
export interface Effects {
  readonly left: readonly Change[];
  readonly right: readonly Change[];
}

/** Compares events of two executions. */
export class EffectComparer {
  private readonly paths: ReadonlySet<string>;

  constructor(private readonly left: Execution, private readonly right: Execution) {
    const paths = pathsOf(left.program);
    this.paths = left.program === right.program ? paths : new Set([...pathsOf(right.program)].filter((path) => paths.has(path)));
  }

  /** What only one of the two events does. What their threads do on the way to their next events is not part of it. */
  differences(left: number, right: number): Effects {
    const [ones, others] = [this.changesOf(this.left, left), this.changesOf(this.right, right)];
    const [known, knownOther] = [new Set(ones.map(textOf)), new Set(others.map(textOf))];
    return { left: ones.filter((change) => !knownOther.has(textOf(change))), right: others.filter((change) => !known.has(textOf(change))) };
  }

  areAlike(left: number, right: number): boolean {
    const effects = this.differences(left, right);
    return effects.left.length === 0 && effects.right.length === 0;
  }

  private changesOf(execution: Execution, index: number): Change[] {
    return execution.eventAt(index).changes.filter(({ path, isAfterwards }) => !isAfterwards && this.paths.has(path));
  }
}

function textOf({ path, fromText, toText }: Change): string {
  return `${path} ${fromText} → ${toText}`;
}

function pathsOf({ slots }: Program): ReadonlySet<string> {
  return new Set(slots.map(({ path }) => path));
}
