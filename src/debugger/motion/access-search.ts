// The movements to the previous and the next event that accesses an object: that changes, writes or reads one of its fields.
import type { Debuggee } from './debuggee';
import { Forwards } from './forwards';
import type { Movement } from './run';
import { NO_STOPS, type Stop } from '../stops/stop';
import { FieldAccesses } from '../history/field-accesses';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { WatchedFields } from '../../machine/execution/field-values';

/** An object or a field, and the name that the user gave it. */
export interface AccessTarget extends WatchedFields {
  readonly name: string;
}

/** Goes back to just after an earlier event that accesses the target, so that what it changed is marked. The event that led here does not count. */
export class PreviousAccess implements Movement {
  readonly title: string;
  private readonly accesses: FieldAccesses;
  private index: number;

  constructor(private readonly debuggee: Debuggee, private readonly target: AccessTarget) {
    this.title = `Looking for ${target.name}`;
    this.accesses = new FieldAccesses(debuggee.execution);
    // The event that led to this position has been seen.
    this.index = debuggee.position - 1;
  }

  advance(): Stop | undefined {
    const { debuggee, target } = this;
    this.index--;
    if (this.index < 0) return nothing(debuggee, `no earlier event touches ${target.name}`);
    const text = accessOf(debuggee, this.accesses, this.index, target);
    if (text === undefined) return undefined;
    debuggee.go(this.index + 1);
    return accessStop(debuggee, this.index, text);
  }

  pause(): Stop {
    return nothing(this.debuggee, `no event from position ${this.index} on touches ${this.target.name}`);
  }

  describe(): { message: string } {
    return { message: `at position ${this.index}` };
  }
}

/** Goes on, as *continue* would, to just after the next event that accesses the target. If there is none it stays where it is. */
export class NextAccess extends Forwards {
  private readonly from: number;

  constructor(debuggee: Debuggee, private readonly target: AccessTarget) {
    const accesses = new FieldAccesses(debuggee.execution);
    super(debuggee, {
      ...NO_STOPS,
      title: `Looking for ${target.name}`,
      after(position) {
        const text = accessOf(debuggee, accesses, position - 1, target);
        return text === undefined ? undefined : accessStop(debuggee, position - 1, text);
      },
    });
    this.from = debuggee.position;
  }

  override advance(): Stop | undefined {
    const stop = super.advance();
    if (stop?.reason !== 'end') return stop;
    this.debuggee.go(this.from);
    return nothing(this.debuggee, `no event from here to the end touches ${this.target.name}`);
  }
}

function accessStop({ execution }: Debuggee, index: number, text: string): Stop {
  const { task } = execution.choiceAt(index);
  return { reason: 'goto', task, description: 'Paused on touching event', text, ...(task !== EDIT_TASK && { event: index }) };
}

/** The stop where it was, with the same selected thread. */
function nothing({ stop }: Debuggee, text: string): Stop {
  return { ...(stop?.base !== undefined && { base: stop.base }), reason: 'pause', task: stop?.task ?? 0, description: 'Nothing found', text };
}

/** How an event accesses the target, in words; undefined if it does not. */
function accessOf({ execution }: Debuggee, accesses: FieldAccesses, index: number, target: WatchedFields): string | undefined {
  const found = accesses.of(target, 'readWrite', index);
  const changed = found.filter(({ kind }) => kind !== 'read');
  if (found.length === 0) return undefined;
  const [verb, shown] = changed.length > 0 ? ['changed', changed] : ['looked at', found];
  const { choice, task, text } = execution.eventAt(index);
  // The text of an edit is what it changes.
  if (choice.edit) return `#${index + 1} ${task.name}: ${text}`;
  return `#${index + 1} ${task.name} ${verb} ${shown.map(({ path }) => path).join(', ')}: ${text}`;
}
