// The easiest of all shortest counterexamples: of every schedule of one length that reaches a goal, one that changes tasks
// least often. The state space is walked once more, layer by layer, no further than the goal, and never along a way that
// is no better than what is known already.
// Invariant: what matters of a state is the least number of switches on the way there, and which tasks can have moved last
// at that price. Any other way there costs at least one switch more, which is what it takes to change the task.
import type { State } from '../../compiler/program';
import type { Choice } from '../../machine/execution/choice';
import { hashOf } from '../rows/row-hash';
import type { PackedProgram } from '../store/packed-program';
import { RowSet } from '../rows/row-set';

export interface Sought {
  /** Events of the schedule. */
  readonly length: number;
  /** Only a schedule with fewer switches than this is of interest. */
  readonly below: number;
  /** Give up after so many states: they may be far more than those on the ways to the goal. */
  readonly maxStates: number;
  isGoal(state: State): boolean;
}

/** The best schedule, undefined if there is none, 'unknown' if there are too many states to tell. Equals are decided by task order. */
export function fewestSwitches(packed: PackedProgram, sought: Sought): readonly Choice[] | undefined | 'unknown' {
  const layers = new Layers(packed, sought.below);
  let states = 1;
  for (let length = 0; length < sought.length && layers.size > 0; length++) {
    if (!layers.advance(sought.maxStates - states)) return 'unknown';
    states += layers.size;
  }
  const goals = layers.ways(sought.isGoal).filter(({ switches }) => switches < sought.below);
  if (goals.length === 0) return undefined;
  return choicesOf(goals.reduce((best, goal) => (goal.switches < best.switches ? goal : best)).arrivals[0]);
}

export function countSwitches(choices: readonly Choice[]): number {
  return choices.filter(({ task }, index) => index > 0 && choices[index - 1]!.task !== task).length;
}

/** States that a layer has room for to begin with. */
const ENTRIES = 1 << 9;

/** The last event of a way, and the way before it. */
interface Arrival extends Choice {
  readonly before: Arrival | undefined;
}

/** The best ways to a state. */
interface Ways {
  switches: number;
  /** One for each task that can have moved last. None at the beginning. */
  arrivals: Arrival[];
}

/** The states that some number of events leads to, and those that one more leads to. */
class Layers {
  #states: RowSet;
  #ways: Ways[] = [{ switches: 0, arrivals: [] }];
  #nextStates: RowSet;
  #nextWays: Ways[] = [];
  /** The state after an event. */
  #words: Int32Array;

  constructor(private readonly packed: PackedProgram, private readonly below: number) {
    const { words } = packed.packing;
    this.#words = new Int32Array(words);
    [this.#states, this.#nextStates] = [new RowSet(words, ENTRIES), new RowSet(words, ENTRIES)];
    // Every slot of the first state has number 0.
    this.#states.add(this.#words, 0, hashOf(this.#words, 0, words));
  }

  get size(): number {
    return this.#states.size;
  }

  /** Goes on to the states that one more event leads to. False if there are more than these. */
  advance(most: number): boolean {
    for (let state = 0; state < this.#states.size; state++) {
      this.#expand(state, this.#ways[state]!);
      if (this.#nextStates.size > most) return false;
    }
    this.#states.clear();
    [this.#states, this.#nextStates] = [this.#nextStates, this.#states];
    [this.#ways, this.#nextWays] = [this.#nextWays, []];
    return true;
  }

  /** The best ways to each goal. */
  ways(isGoal: (state: State) => boolean): Ways[] {
    const { coder } = this.packed;
    const states = this.#states;
    return this.#ways.filter((_, state) => isGoal(coder.read(states.part(state), states.offset(state), states.width)));
  }

  #expand(state: number, ways: Ways): void {
    const { program, transitions } = this.packed;
    for (let task = 0; task < program.tasks.length; task++) {
      const same = arrivalOf(ways, task);
      const switches = ways.switches + (same || ways.arrivals.length === 0 ? 0 : 1);
      if (switches >= this.below) continue;
      const event = this.#eventOf(task, state);
      const begin = transitions.begin(event);
      for (let effect = begin; effect < transitions.end(event); effect++) {
        if (this.#follow(state, effect)) this.#arrive(switches, { task, alternative: effect - begin, before: same ?? ways.arrivals[0] });
      }
    }
  }

  #eventOf(task: number, state: number): number {
    const { packing, transitions } = this.packed;
    const states = this.#states;
    const event = transitions.eventOf(task, states.part(state), states.offset(state), states.width);
    if (packing.words > states.width) {
      this.#words = new Int32Array(packing.words);
      states.widen(packing.words);
      this.#nextStates.widen(packing.words);
    }
    return event;
  }

  /** False if the model fails: a way along which it does leads nowhere. */
  #follow(state: number, effect: number): boolean {
    const { transitions } = this.packed;
    if (transitions.choice(effect) < 0) return false;
    transitions.apply(effect, this.#states.part(state), this.#states.offset(state), this.#words, 0, this.#words.length);
    return true;
  }

  #arrive(switches: number, arrival: Arrival): void {
    const words = this.#words;
    const state = this.#nextStates.add(words, 0, hashOf(words, 0, words.length));
    const known = this.#nextWays[state];
    if (!known || switches < known.switches) this.#nextWays[state] = { switches, arrivals: [arrival] };
    else if (switches === known.switches && !arrivalOf(known, arrival.task)) known.arrivals.push(arrival);
  }
}

function arrivalOf({ arrivals }: Ways, task: number): Arrival | undefined {
  for (let at = 0; at < arrivals.length; at++) if (arrivals[at]!.task === task) return arrivals[at];
  return undefined;
}

function choicesOf(last: Arrival | undefined): Choice[] {
  const choices: Choice[] = [];
  for (let at = last; at; at = at.before) choices.push({ task: at.task, alternative: at.alternative });
  return choices.reverse();
}
