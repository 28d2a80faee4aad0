// Back and forward between positions, as between the cursor positions of an editor: where the execution rested before each jump.
import { packChoice, type Choice } from '../../machine/execution/choice';
import type { Debuggee } from './debuggee';
import { gotoPosition } from './goto-targets';
import type { Stop } from '../stops/stop';

/** So many jumps can be undone, as in an editor. */
const MOST_JUMPS = 50;

/** Where an execution rests: the events that have happened, as packed choices. A position alone may mean another event on another fork. */
type Place = Int32Array;

/** The jumps of one execution. Invariant: an execution forgets nothing, so every place can be gone to. */
export class JumpHistory {
  private readonly past: Place[] = [];
  private readonly undone: Place[] = [];

  constructor(private readonly debuggee: Debuggee) {}

  /** To be called before a jump; what it returns, after it: a movement that has led nowhere is no jump. */
  begin(): () => void {
    const from = placeOf(this.debuggee);
    return () => {
      if (isAt(this.debuggee, from)) return;
      this.past.push(from);
      if (this.past.length > MOST_JUMPS) this.past.shift();
      this.undone.length = 0;
    };
  }

  /** Back to where the execution rested before the latest jump. */
  undo(): Stop {
    return this.move(this.past, this.undone, 'there is no jump to undo');
  }

  /** Forward to where the latest *undo* began. */
  redo(): Stop {
    return this.move(this.undone, this.past, 'there is no jump to redo');
  }

  private move(from: Place[], to: Place[], nothing: string): Stop {
    const { debuggee } = this;
    const place = from.pop();
    if (!place) return { ...debuggee.stop!, reason: 'pause', description: 'Nothing found', text: nothing };
    to.push(placeOf(debuggee));
    for (let common = commonPart(debuggee, place); common < place.length; common = commonPart(debuggee, place)) {
      const fork = debuggee.execution.forks().find(({ at, choices }) => at === common && leadsTo(choices, place, at));
      if (!fork) throw new Error(`no fork leads from position ${common} to where the jump began`);
      debuggee.switchTo(fork);
    }
    return gotoPosition(debuggee, place.length);
  }
}

function placeOf({ execution, position }: Debuggee): Place {
  return Int32Array.from({ length: position }, (_, index) => packChoice(execution.choiceAt(index)));
}

function isAt(debuggee: Debuggee, place: Place): boolean {
  return debuggee.position === place.length && commonPart(debuggee, place) === place.length;
}

/** How many of the place's events are recorded. */
function commonPart({ execution }: Debuggee, place: Place): number {
  const end = Math.min(place.length, execution.length);
  let index = 0;
  while (index < end && packChoice(execution.choiceAt(index)) === place[index]) index++;
  return index;
}

function leadsTo(choices: readonly Choice[], place: Place, at: number): boolean {
  return choices.length >= place.length - at && choices.every((choice, index) => at + index >= place.length || packChoice(choice) === place[at + index]);
}
