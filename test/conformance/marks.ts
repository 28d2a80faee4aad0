// The marks that the recorded programs have set: where their calls begin and end. The first is set before the call begins, the other after it has returned.
import type { CallExtent, Moment } from '../../src/trace/validation/call-extent';
import { field, type TaskEvent } from '../../src/trace/validation/task-event';
import { AWAKE, type Actor, type Experiment } from './experiment';

export function callsOf({ actors }: Experiment, events: readonly TaskEvent[]): CallExtent[] {
  const marks = new Map(actors.map((actor) => [actor.name, new Marks(actor)]));
  for (const { name, text, time, line } of events) {
    if (name === 'mark') marks.get(/^\w+/.exec(text)![0])?.pass(text, { time, line });
    if (name === 'sched_waking') marks.get(field(text, 'comm')!)?.wake({ time, line });
    if (name === 'sched_switch') {
      marks.get(field(text, 'next_comm')!)?.wake({ time, line });
      if (/prev_state=[SD]/.test(text)) marks.get(field(text, 'prev_comm')!)?.sleep();
    }
  }
  return [...marks.values()].flatMap(({ calls }) => calls);
}

/** Of one process so far. */
class Marks {
  readonly calls: CallExtent[] = [];
  readonly #passed: string[] = [];
  #isAsleep = false;

  constructor(private readonly actor: Actor) {}

  /** `labB <trunc ret=-1 errno=4` */
  pass(text: string, moment: Moment): void {
    const [, word] = /^\w+ (close pipe|[<>]?\w+)/.exec(text)!;
    const { name: task, before, steps } = this.actor;
    this.#passed.push(word!);
    const count = this.#passed.filter((each) => each === word).length;
    const ends = nth(steps.map((step) => step.ends), word!, count);
    const begins = nth(steps.map((step) => step.begins), word!, count);
    const errno = Number(field(text, 'ret')) < 0 ? Number(field(text, 'errno')) : 0;
    if (ends >= 0) this.#replaceLast(before.length + ends, moment, errno);
    if (begins >= 0) this.calls.push({ task, call: before.length + begins, begin: moment });
  }

  /** Between its calls it has slept by itself. */
  wake(moment: Moment): void {
    if (this.#isAsleep && this.#passed.length > 0 && this.calls.at(-1)?.end) this.pass(`${this.actor.name} ${AWAKE}`, moment);
    this.#isAsleep = false;
  }

  sleep(): void {
    this.#isAsleep = true;
  }

  #replaceLast(call: number, end: Moment, errno: number): void {
    const begun = this.calls.findIndex((each) => each.call === call);
    this.calls[begun] = { ...this.calls[begun]!, end, errno };
  }
}

/** The index of the n-th of these words, from 1; -1 if there is none. */
function nth(words: readonly (string | undefined)[], word: string, n: number): number {
  return words.flatMap((each, index) => (each === word ? [index] : []))[n - 1] ?? -1;
}
