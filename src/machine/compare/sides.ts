// What can be asked of two aligned executions: which events belong together, what comes before what on one side only, who waits.
import type { Execution } from '../execution/execution';
import type { Alignment } from './align';
import { EffectComparer, type Effect } from './effects';
import type { Ending } from './ending';
import { blockedSpans, type BlockedSpan } from './waits';

/** One of the two executions, and what it is called: `v4.17`, `nearest passing run`. */
export interface Told {
  readonly title: string;
  readonly execution: Execution;
  readonly ending: Ending;
}

export type SideName = 'left' | 'right';

export function otherOf(side: SideName): SideName {
  return side === 'left' ? 'right' : 'left';
}

/** Events by index. Both sides have performed `parting` events alike. */
export class Sides {
  private readonly effects: EffectComparer;
  /** By side and event: the event of the other side that is the same. */
  private readonly pairs = { left: new Map<number, number>(), right: new Map<number, number>() };

  constructor(private readonly told: Readonly<Record<SideName, Told>>, private readonly alignment: Alignment, readonly parting: number) {
    this.effects = new EffectComparer(told.left.execution, told.right.execution);
    for (const { left, right, isPair } of alignment.rows) {
      if (!isPair) continue;
      this.pairs.left.set(left!, right!);
      this.pairs.right.set(right!, left!);
    }
  }

  of(side: SideName): Told {
    return this.told[side];
  }

  /** The row in which they part. */
  get partingRow(): Alignment['rows'][number] {
    return this.alignment.rows[this.parting]!;
  }

  taskOf(side: SideName, thread: string): number | undefined {
    return this.alignment.threads.find(({ name }) => name === thread)?.[side];
  }

  pairOf(side: SideName, event: number): number | undefined {
    return this.pairs[side].get(event);
  }

  /** What the thread of an event does instead on the other side, at the same place. */
  insteadOf(side: SideName, event: number): number | undefined {
    return this.alignment.rows.find((row) => row.kind === 'different' && row[side] === event)?.[otherOf(side)];
  }

  /** ` in put_page`: the function of an event, if its counterpart on the other side is in another one. */
  inFunction(side: SideName, event: number, counterpart: number): string {
    const name = (of: SideName, index: number): string => this.told[of].execution.eventAt(index).location.frames[0]!.function;
    return name(side, event) === name(otherOf(side), counterpart) ? '' : ` in ${name(side, event)}`;
  }

  /** What an event changes that its counterpart on the other side does not. */
  onlyEffects(side: SideName, event: number, counterpart: number): readonly Effect[] {
    return side === 'left' ? this.effects.differences(event, counterpart).left : this.effects.differences(counterpart, event).right;
  }

  /** The first wait of a thread, up to an event, that the other side does not have up to its event. */
  extraWait(side: SideName, thread: string, until: number, otherUntil: number): BlockedSpan | undefined {
    const other = otherOf(side);
    const [task, otherTask] = [this.taskOf(side, thread), this.taskOf(other, thread)];
    if (task === undefined || otherTask === undefined) return undefined;
    const known = new Set(blockedSpans(this.told[other].execution, otherTask, this.parting, otherUntil).map(({ text }) => text));
    return blockedSpans(this.told[side].execution, task, this.parting, until).find(({ text }) => !known.has(text));
  }

  /** The first event of the thread, before an event of it, that only this side has. */
  extraEvent(side: SideName, before: number): number | undefined {
    const { execution } = this.told[side];
    const { task } = execution.choiceAt(before);
    for (let index = this.parting; index < before; index++) {
      if (execution.choiceAt(index).task === task && this.pairOf(side, index) === undefined) return index;
    }
    return undefined;
  }

  /** The first event of a thread after they have parted. */
  nextOf(side: SideName, thread: string): number | undefined {
    const { execution } = this.told[side];
    for (let index = this.parting; index < execution.length; index++) if (execution.eventAt(index).task.name === thread) return index;
    return undefined;
  }

  /** The latest event of another thread before one of this side that the other side has not had by its counterpart. */
  comesBefore(side: SideName, event: number, counterpart: number): number | undefined {
    const { execution } = this.told[side];
    const { task } = execution.choiceAt(event);
    for (let index = event - 1; index >= this.parting; index--) {
      if (execution.choiceAt(index).task !== task && (this.pairOf(side, index) ?? Infinity) > counterpart) return index;
    }
    return undefined;
  }

  /** The earliest event of another thread after one of this side that the other side has had before its counterpart. */
  comesAfter(side: SideName, event: number, counterpart: number): number | undefined {
    const { execution } = this.told[side];
    const { task } = execution.choiceAt(event);
    for (let index = event + 1; index < execution.length; index++) {
      if (execution.choiceAt(index).task !== task && (this.pairOf(side, index) ?? Infinity) < counterpart) return index;
    }
    return undefined;
  }
}
