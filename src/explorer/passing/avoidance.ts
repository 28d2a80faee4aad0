// From which states an execution can still go right: nothing is violated, and in the end nobody waits for ever. The answers are exact: "no"
// means that all that can follow was looked at.
import type { Edge, NumberedStates } from './numbered-states';

/**
 * `yes`: an execution from there goes right. `no`: none does. `endless`: none ends well, but some can go on for ever without a
 * violation. `unknown`: the model has no room for all that can follow, or there were too many states.
 */
export type Avoidable = 'yes' | 'no' | 'endless' | 'unknown';

/** A state on the way of a depth-first search, and how many of its edges have been followed. */
interface Visit {
  readonly state: number;
  followed: number;
}

export class Avoidance {
  /** Only `yes` and `no`: they do not depend on what else is being asked. */
  readonly #known = new Map<number, 'yes' | 'no'>();
  /** By state from which something goes right: the edge to follow. */
  readonly #next = new Map<number, number>();

  constructor(private readonly states: NumberedStates, private readonly maxStates: number) {}

  of(start: number): Avoidable {
    const { states } = this;
    const known = this.#known.get(start);
    if (known) return known;
    const path: Visit[] = [];
    const seen = new Set<number>();
    const onPath = new Set<number>();
    let isEndless = false;
    let isUnknown = false;
    const enter = (state: number): boolean => {
      const standing = states.standing(state);
      if (standing === 'passed' || this.#known.get(state) === 'yes') return true;
      if (standing === 'unknown') isUnknown = true;
      if (onPath.has(state)) isEndless = true;
      else if (standing !== 'failed' && !seen.has(state) && this.#known.get(state) !== 'no') {
        seen.add(state);
        onPath.add(state);
        path.push({ state, followed: 0 });
      }
      return false;
    };
    if (enter(start)) return this.#pass(path, start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      if (states.size > this.maxStates) return 'unknown';
      const edge = states.edges(visit.state)[visit.followed++];
      if (!edge) {
        onPath.delete(visit.state);
        path.pop();
      } else if (enter(edge.target)) return this.#pass(path, edge.target);
    }
    if (isUnknown) return 'unknown';
    if (isEndless) return 'endless';
    for (const state of seen) this.#known.set(state, 'no');
    this.#known.set(start, 'no');
    return 'no';
  }

  /**
   * The edges of an execution that goes right, from a state where `of` says `yes`. Where several would do, it is the event of one of the
   * `eager` tasks, so that these perform theirs as soon as that is harmless.
   */
  wayFrom(start: number, eager: ReadonlySet<number>): Edge[] {
    const { states } = this;
    const way: Edge[] = [];
    const passed = new Set<number>();
    for (let state = start; states.standing(state) !== 'passed';) {
      const edges = states.edges(state);
      // To be eager must not lead round in a circle.
      const found = passed.has(state) ? undefined : edges.find(({ task, target }) => eager.has(task) && this.of(target) === 'yes');
      const edge = found ?? edges[this.#nextFrom(state)]!;
      passed.add(state);
      way.push(edge);
      state = edge.target;
    }
    return way;
  }

  #nextFrom(state: number): number {
    const next = this.#next.get(state);
    if (next !== undefined) return next;
    // It is known to go right, as the end of a path to it.
    this.#known.delete(state);
    this.of(state);
    return this.#next.get(state)!;
  }

  /** All on the path lead to `end`, from which something goes right. */
  #pass(path: readonly Visit[], end: number): 'yes' {
    this.#known.set(end, 'yes');
    for (const { state, followed } of path) {
      this.#known.set(state, 'yes');
      this.#next.set(state, followed - 1);
    }
    return 'yes';
  }
}
