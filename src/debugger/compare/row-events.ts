// What each event of an execution is in the comparison: its text, how long its thread waits after it, and whose blocks and pages it changed.
import type { Execution } from '../../machine/execution/execution';
import type { BlockChange, RowEvent } from '../../view/messages/compare';
import { RETRY } from '../history/exception-history';
import { EventTexts } from '../timeline/event-texts';
import { StateReader } from '../timeline/state-reader';

type Wait = NonNullable<RowEvent['wait']>;

/** Of the first `length` events. */
export function rowEvents(execution: Execution, length: number): RowEvent[] {
  const texts = new EventTexts(execution);
  const facts = new EventFacts(execution, length);
  return Array.from({ length }, (_, event): RowEvent => {
    const { marks, breaks } = execution.annotationsOf(event);
    const mark = breaks !== undefined ? 'violation' : marks.includes(RETRY) ? 'retry' : undefined;
    const [wait, blocks] = [facts.waits.get(event), facts.blocks.get(event)];
    return { event, text: texts.of(event), ...(mark && { mark }), ...(wait && { wait }), ...(blocks && { blocks }) };
  });
}

/** Read from all states, one after the other. */
class EventFacts {
  /** By the event of the thread that comes before it. The longest, if there are several before its next event. */
  readonly waits = new Map<number, Wait>();
  readonly blocks = new Map<number, readonly BlockChange[]>();

  constructor(execution: Execution, length: number) {
    const { program } = execution;
    const reader = new StateReader(program);
    const begun = program.tasks.map((): { readonly event: number; readonly from: number; readonly cause: string } | undefined => undefined);
    const end = (task: number, until: number): void => {
      const wait = begun[task];
      begun[task] = undefined;
      if (!wait) return;
      const known = this.waits.get(wait.event);
      if (!known || known.until < until) this.waits.set(wait.event, { until, cause: wait.cause });
    };
    const holdings = new Map<number, string>();
    for (let position = 0; position <= length; position++) {
      reader.look(execution.stateAt(position));
      for (const task of reader.changedTasks) {
        const cause = reader.blockages[task]?.cause;
        if (cause === begun[task]?.cause) continue;
        end(task, position - 1);
        const event = execution.lastEventBefore(position, task);
        if (cause !== undefined && event >= 0) begun[task] = { event, from: position, cause };
      }
      const changes = [...reader.changedBars].sort((one, other) => one - other).flatMap((bar): BlockChange[] => {
        const { holding } = reader.bar(bar);
        const now = JSON.stringify([holding?.state, holding?.owner?.name]);
        if (holdings.get(bar) === now) return [];
        holdings.set(bar, now);
        const { state, owner } = holding ?? { state: 'free' as const };
        return [{ title: reader.bars[bar]!.title, state, ...(owner && { owner }) }];
      });
      if (position > 0 && changes.length > 0) this.blocks.set(position - 1, changes);
    }
    for (const { index } of program.tasks) end(index, length);
  }
}
