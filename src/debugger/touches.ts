// The events that touch an object: those that change a slot of it, and those that only look at one.
import { accessesOf } from '../machine/accesses';
import type { Execution } from '../machine/execution';
import type { Debuggee } from './debuggee';
import type { Way } from './running';
import { attempt } from './stepping';
import type { Stop } from './stop';

/** What is looked for: an object or a field, by the name a person gave it. */
export interface Touched {
  readonly name: string;
  readonly slots: readonly number[];
}

/** Goes back to the latest event before the last one that touches an object; what it changed is then marked. */
export class TouchBefore implements Way {
  readonly title: string;
  private index: number;

  constructor(private readonly debuggee: Debuggee, private readonly touched: Touched) {
    this.title = `Looking for ${touched.name}`;
    // At the position after such an event, that one has been seen.
    this.index = debuggee.position - 1;
  }

  advance(): Stop | undefined {
    const { debuggee, touched } = this;
    this.index--;
    if (this.index < 0) return nothing(debuggee, `no earlier event touches ${touched.name}`);
    const text = touchOf(debuggee.execution, this.index, touched.slots);
    if (text === undefined) return undefined;
    debuggee.go(this.index + 1);
    return touchStop(debuggee, this.index, touched, text);
  }

  pause(): Stop {
    return nothing(this.debuggee, `no event from position ${this.index} on touches ${this.touched.name}`);
  }

  describe(): { message: string } {
    return { message: `at position ${this.index}` };
  }
}

/** Goes on, as *continue* would, to the next event that touches an object. Where there is none it stays where it is. */
export class TouchAfter implements Way {
  readonly title: string;
  private readonly from: number;

  constructor(private readonly debuggee: Debuggee, private readonly touched: Touched) {
    this.title = `Looking for ${touched.name}`;
    this.from = debuggee.position;
  }

  advance(): Stop | undefined {
    const { debuggee, touched } = this;
    const next = debuggee.upcoming();
    if (!next) {
      debuggee.go(this.from);
      return nothing(debuggee, `no event from here to the end touches ${touched.name}`);
    }
    const failure = attempt(debuggee, next.task, next.alternative);
    if (failure) return failure;
    const index = debuggee.position - 1;
    const text = touchOf(debuggee.execution, index, touched.slots);
    return text === undefined ? undefined : touchStop(debuggee, index, touched, text);
  }

  pause(): Stop {
    return nothing(this.debuggee, `no event from position ${this.from} to here touches ${this.touched.name}`);
  }

  describe(): { message: string } {
    return { message: `at position ${this.debuggee.position}` };
  }
}

function touchStop({ execution }: Debuggee, index: number, { name }: Touched, text: string): Stop {
  const { task } = execution.choiceAt(index);
  return { reason: 'goto', task, description: `Paused after an event that touches ${name}`, text };
}

/** Nothing moves; what is looked at stays what it was. */
function nothing({ stop }: Debuggee, text: string): Stop {
  return { ...(stop?.base !== undefined && { base: stop.base }), reason: 'pause', task: stop?.task ?? 0, description: 'Nothing found', text };
}

/** How an event touches one of the slots, in words; undefined if it does not. */
function touchOf(execution: Execution, index: number, slots: readonly number[]): string | undefined {
  const { program } = execution;
  const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
  const { task, alternative } = execution.choiceAt(index);
  const changed = slots.filter((slot) => before[slot] !== after[slot]);
  const verb = changed.length > 0 ? 'changed' : 'looked at';
  const found = changed.length > 0 ? changed : lookedAt();
  if (found.length === 0) return undefined;
  return `#${index + 1} ${program.tasks[task]!.name} ${verb} ${found.map((slot) => program.slots[slot]!.path).join(', ')}: ${execution.eventAt(index).text}`;

  function lookedAt(): readonly number[] {
    const possible = program.footprint?.(task, before[program.tasks[task]!.pcSlot]!).reads;
    if (possible && !slots.some((slot) => possible.includes(slot))) return [];
    // That it could happen at all was looked at, too: what an `await` waits for.
    const { reads } = accessesOf(before, (state) => {
      program.enabled(state, task);
      program.step(state, task, alternative);
    });
    return slots.filter((slot) => reads.has(slot));
  }
}
