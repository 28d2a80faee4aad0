// To the events that touch an object: those that change a slot of it, and those that only look at one.
import type { Debuggee } from './debuggee';
import { Forwards, NO_STOPS } from './forwards';
import type { Way } from './run';
import type { Stop } from '../stops/stop';
import { Touches } from '../history/touches';

/** What is looked for: an object or a field, by the name a person gave it. */
export interface Touched {
  readonly name: string;
  readonly slots: readonly number[];
}

/** Goes back to the latest event before the last one that touches an object; what it changed is then marked. */
export class TouchBefore implements Way {
  readonly title: string;
  private readonly touches: Touches;
  private index: number;

  constructor(private readonly debuggee: Debuggee, private readonly touched: Touched) {
    this.title = `Looking for ${touched.name}`;
    this.touches = new Touches(debuggee.execution);
    // At the position after such an event, that one has been seen.
    this.index = debuggee.position - 1;
  }

  advance(): Stop | undefined {
    const { debuggee, touched } = this;
    this.index--;
    if (this.index < 0) return nothing(debuggee, `no earlier event touches ${touched.name}`);
    const text = touchOf(debuggee, this.touches, this.index, touched.slots);
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
export class TouchAfter extends Forwards {
  private readonly from: number;

  constructor(debuggee: Debuggee, private readonly touched: Touched) {
    const touches = new Touches(debuggee.execution);
    super(debuggee, {
      ...NO_STOPS,
      title: `Looking for ${touched.name}`,
      after(position) {
        const text = touchOf(debuggee, touches, position - 1, touched.slots);
        return text === undefined ? undefined : touchStop(debuggee, position - 1, touched, text);
      },
    });
    this.from = debuggee.position;
  }

  override advance(): Stop | undefined {
    const stop = super.advance();
    if (stop?.reason !== 'end') return stop;
    this.debuggee.go(this.from);
    return nothing(this.debuggee, `no event from here to the end touches ${this.touched.name}`);
  }
}

function touchStop({ execution }: Debuggee, index: number, { name }: Touched, text: string): Stop {
  const { task } = execution.choiceAt(index);
  return { reason: 'goto', task, description: `Paused after an event that touches ${name}`, text };
}

/** It rests where it is, and the thread that is looked at stays the same. */
function nothing({ stop }: Debuggee, text: string): Stop {
  return { ...(stop?.base !== undefined && { base: stop.base }), reason: 'pause', task: stop?.task ?? 0, description: 'Nothing found', text };
}

/** How an event touches one of the slots, in words; undefined if it does not. */
function touchOf({ execution }: Debuggee, touches: Touches, index: number, slots: readonly number[]): string | undefined {
  const found = touches.of({ slots, access: 'readWrite' }, index);
  const changed = found.filter(({ kind }) => kind !== 'read');
  if (found.length === 0) return undefined;
  const [verb, told] = changed.length > 0 ? ['changed', changed] : ['looked at', found];
  const { choice, task, text } = execution.eventAt(index);
  // The text of an edit is what it changes.
  if (choice.edit) return `#${index + 1} ${task.name}: ${text}`;
  return `#${index + 1} ${task.name} ${verb} ${told.map(({ slot }) => execution.program.slots[slot]!.path).join(', ')}: ${text}`;
}
