// The easiest of all shortest counterexamples: of every schedule of one length that reaches a goal, one that changes tasks
// least often. The state space is walked once more, layer by layer, no further than the goal, and never along a way that
// is no better than what is known already.
// Invariant: what matters of a state is the least number of switches on the way there, and which tasks can have moved last
// at that price. Any other way there costs at least one switch more, which is what it takes to change the task.
import type { Program, State } from '../../compiler/program';
import type { Choice } from '../../machine/choice';
import { Events } from './events';

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
export function fewestSwitches(program: Program, sought: Sought): readonly Choice[] | undefined | 'unknown' {
  const events = new Events(program);
  let layer: readonly Node[] = [{ state: program.initial(), hash: 0, switches: 0, arrivals: [] }];
  let states = 1;
  for (let length = 0; length < sought.length && layer.length > 0; length++) {
    const next = new Layer(events, sought.below);
    for (const node of layer) {
      next.expand(node);
      if (states + next.nodes.length > sought.maxStates) return 'unknown';
    }
    for (const { state } of layer) events.recycle(state);
    layer = next.nodes;
    states += layer.length;
  }
  const goals = layer.filter(({ state, switches }) => switches < sought.below && sought.isGoal(state));
  if (goals.length === 0) return undefined;
  return choicesOf(goals.reduce((best, goal) => (goal.switches < best.switches ? goal : best)));
}

export function countSwitches(choices: readonly Choice[]): number {
  return choices.filter(({ task }, index) => index > 0 && choices[index - 1]!.task !== task).length;
}

/** The last event of a way, and the way before it. */
interface Arrival extends Choice {
  readonly before: Arrival | undefined;
}

interface Node {
  readonly state: State;
  readonly hash: number;
  switches: number;
  /** One for each task that can have moved last. None at the beginning. */
  arrivals: Arrival[];
}

/** The states that some number of events leads to. */
class Layer {
  readonly nodes: Node[] = [];
  readonly #byHash = new Map<number, Node[]>();

  constructor(private readonly events: Events, private readonly below: number) {}

  /** Adds what comes after a state of the layer before. */
  expand(node: Node): void {
    const { events } = this;
    events.begin(node.state);
    for (let task = 0; task < events.program.tasks.length; task++) {
      const same = arrivalOf(node, task);
      const switches = node.switches + (same || node.arrivals.length === 0 ? 0 : 1);
      if (switches >= this.below) continue;
      const move = events.next(task);
      const alternatives = move.enabled(node.state);
      for (let alternative = 0; alternative < alternatives; alternative++) {
        if (events.perform(move, alternative)) this.#add(node, switches, task, alternative, same ?? node.arrivals[0]);
        events.undo();
      }
    }
  }

  #add(from: Node, switches: number, task: number, alternative: number, before: Arrival | undefined): void {
    const hash = (from.hash + this.events.difference) | 0;
    const alike = this.#byHash.get(hash);
    const known = alike?.find(({ state }) => this.events.isAt(state));
    if (!known) {
      const node = { state: this.events.keep(), hash, switches, arrivals: [{ task, alternative, before }] };
      this.nodes.push(node);
      if (alike) alike.push(node);
      else this.#byHash.set(hash, [node]);
    } else if (switches < known.switches) {
      known.switches = switches;
      known.arrivals = [{ task, alternative, before }];
    } else if (switches === known.switches && !arrivalOf(known, task)) {
      known.arrivals.push({ task, alternative, before });
    }
  }
}

function arrivalOf({ arrivals }: Node, task: number): Arrival | undefined {
  for (let at = 0; at < arrivals.length; at++) if (arrivals[at]!.task === task) return arrivals[at];
  return undefined;
}

function choicesOf({ arrivals }: Node): Choice[] {
  const choices: Choice[] = [];
  for (let at = arrivals[0]; at; at = at.before) choices.push({ task: at.task, alternative: at.alternative });
  return choices.reverse();
}
