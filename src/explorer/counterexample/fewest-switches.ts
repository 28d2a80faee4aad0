// The shortest counterexample that is easiest to follow: of all schedules of one length that reach a goal, one with the fewest context
// switches. (Musuvathi and Qadeer's "Iterative Context Bounding", PLDI 2007, searches by the number of switches; here the length comes first.)
// The state graph is searched breadth first once more, one layer of states for each number of events, as far as the goal, and never
// along a path with as many switches as the schedule that is known already.
// Invariant: all that matters of the paths to a state in a layer is the least number of switches, and which tasks can have moved
// last with that number. A path with more switches is no better: to go on from the best one with any task costs one switch at most.
import type { State } from '../../compiler/program';
import type { Choice } from '../../machine/execution/choice';
import { hashOf } from '../rows/row-hash';
import type { PackedProgram } from '../store/packed-program';
import { RowSet } from '../rows/row-set';

/** Which schedule is sought. */
export interface SwitchQuery {
  /** Events of the schedule. */
  readonly length: number;
  /** Only a schedule with fewer switches than this is of interest. */
  readonly below: number;
  /** Give up after so many states, over all layers: they may be far more than those on the paths to the goal. */
  readonly maxStates: number;
  isGoal(state: State): boolean;
}

/** The schedule with the fewest switches; undefined if none is better than `below`, 'unknown' if there are too many states to tell. Of equals, the one whose last states were found first. */
export function fewestSwitches(packed: PackedProgram, query: SwitchQuery): readonly Choice[] | undefined | 'unknown' {
  const layers = new Layers(packed, query.below);
  let states = 1;
  for (let length = 0; length < query.length && layers.size > 0; length++) {
    if (!layers.advance(query.maxStates - states)) return 'unknown';
    states += layers.size;
  }
  const goals = layers.bestPathsTo(query.isGoal).filter(({ switches }) => switches < query.below);
  if (goals.length === 0) return undefined;
  return choicesOf(goals.reduce((best, goal) => (goal.switches < best.switches ? goal : best)).paths[0]);
}

/** How often the next event is another task's. */
export function countSwitches(choices: readonly Choice[]): number {
  return choices.filter(({ task }, index) => index > 0 && choices[index - 1]!.task !== task).length;
}

/** Entries of the hash table of a layer to begin with. */
const ENTRIES = 1 << 9;

/** A path, as its last event and the path before it. */
interface Path extends Choice {
  readonly before: Path | undefined;
}

/** The paths to a state with the fewest switches. */
interface BestPaths {
  switches: number;
  /** One for each task that can have moved last. None at the beginning. */
  paths: Path[];
}

/** The states that some number of events leads to, and those that one event more leads to, with the best paths to them by state. */
class Layers {
  #states: RowSet;
  #paths: BestPaths[] = [{ switches: 0, paths: [] }];
  #nextStates: RowSet;
  #nextPaths: BestPaths[] = [];
  /** The state after an event. */
  #words: Int32Array;

  constructor(private readonly packed: PackedProgram, private readonly below: number) {
    this.#words = packed.initial();
    const words = this.#words.length;
    [this.#states, this.#nextStates] = [new RowSet(words, ENTRIES), new RowSet(words, ENTRIES)];
    this.#states.add(this.#words, 0, hashOf(this.#words, 0, words));
  }

  get size(): number {
    return this.#states.size;
  }

  /** Goes on to the next layer. False if it has more than `most` states. */
  advance(most: number): boolean {
    for (let state = 0; state < this.#states.size; state++) {
      this.#expand(state, this.#paths[state]!);
      if (this.#nextStates.size > most) return false;
    }
    this.#states.clear();
    [this.#states, this.#nextStates] = [this.#nextStates, this.#states];
    [this.#paths, this.#nextPaths] = [this.#nextPaths, []];
    return true;
  }

  /** The best paths to each goal in the layer. */
  bestPathsTo(isGoal: (state: State) => boolean): BestPaths[] {
    const { coder } = this.packed;
    const states = this.#states;
    return this.#paths.filter((_, state) => isGoal(coder.read(states.part(state), states.offset(state), states.width)));
  }

  /** Adds the successors of a state to the next layer. */
  #expand(state: number, best: BestPaths): void {
    const { program, transitions } = this.packed;
    for (let task = 0; task < program.tasks.length; task++) {
      const same = pathEndingWith(best, task);
      const switches = best.switches + (same || best.paths.length === 0 ? 0 : 1);
      if (switches >= this.below) continue;
      const event = this.#eventOf(task, state);
      const begin = transitions.begin(event);
      for (let effect = begin; effect < transitions.end(event); effect++) {
        if (this.#follow(state, effect)) this.#add(switches, { task, alternative: effect - begin, before: same ?? best.paths[0] });
      }
    }
  }

  /** The number of a task's event (`Transitions`). States may get more words. */
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

  /** Makes the state after an effect. False if the model fails: a path along which it does leads nowhere. */
  #follow(state: number, effect: number): boolean {
    const { transitions } = this.packed;
    if (transitions.choice(effect) < 0) return false;
    transitions.apply(effect, this.#states.part(state), this.#states.offset(state), this.#words, 0, this.#words.length);
    return true;
  }

  /** Adds the state that was made, with a path to it. */
  #add(switches: number, path: Path): void {
    const words = this.#words;
    const state = this.#nextStates.add(words, 0, hashOf(words, 0, words.length));
    const known = this.#nextPaths[state];
    if (!known || switches < known.switches) this.#nextPaths[state] = { switches, paths: [path] };
    else if (switches === known.switches && !pathEndingWith(known, path.task)) known.paths.push(path);
  }
}

function pathEndingWith({ paths }: BestPaths, task: number): Path | undefined {
  for (let at = 0; at < paths.length; at++) if (paths[at]!.task === task) return paths[at];
  return undefined;
}

function choicesOf(last: Path | undefined): Choice[] {
  const choices: Choice[] = [];
  for (let at = last; at; at = at.before) choices.push({ task: at.task, alternative: at.alternative });
  return choices.reverse();
}
