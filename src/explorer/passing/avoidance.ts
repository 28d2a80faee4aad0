// From which states an execution can still go right: nothing is violated, and in the end nobody waits for ever. The answers are exact: "no"
// means that all that can follow was looked at.
import type { Avoidable } from '../../machine/verdict/avoidable';
import type { Edge, NumberedStates } from './numbered-states';

/** A state on the way of a depth-first search, and how many of its edges have been followed. */
interface Visit {
  readonly state: number;
  followed: number;
}

export class Avoidance {
  /** By state, once it is known; only `yes` and `no`: they do not depend on what else is being asked. */
  readonly #known: ('yes' | 'no' | undefined)[] = [];
  /** By state from which something goes right: the edge to follow. */
  readonly #next: number[] = [];
  /** By state, the question in which it was last met, and in which it was last on the path. */
  readonly #seen: number[] = [];
  readonly #onPath: number[] = [];
  #question = 0;

  /** `maxStates`: with more of them met, what is not known by then is not looked into. */
  constructor(private readonly states: NumberedStates, public maxStates: number) {}

  of(start: number): Avoidable {
    const { states } = this;
    const known = this.#known[start];
    if (known) return known;
    const question = ++this.#question;
    const path: Visit[] = [];
    const seen: number[] = [];
    let isEndless = false;
    let isUnknown = false;
    const enter = (state: number): boolean => {
      const standing = states.standing(state);
      const known = this.#known[state];
      if (standing === 'passed' || known === 'yes') return true;
      if (standing === 'unknown') isUnknown = true;
      if (this.#onPath[state] === question) isEndless = true;
      else if (standing !== 'failed' && this.#seen[state] !== question && known !== 'no') {
        this.#seen[state] = this.#onPath[state] = question;
        seen.push(state);
        path.push({ state, followed: 0 });
      }
      return false;
    };
    if (enter(start)) return this.#pass(path, start);
    for (let visit = path.at(-1); visit; visit = path.at(-1)) {
      if (states.size > this.maxStates) return 'unknown';
      const edge = states.edges(visit.state)[visit.followed++];
      if (!edge) {
        this.#onPath[visit.state] = 0;
        path.pop();
      } else if (enter(edge.target)) return this.#pass(path, edge.target);
    }
    if (isUnknown) return 'unknown';
    if (isEndless) return 'endless';
    for (const state of seen) this.#known[state] = 'no';
    this.#known[start] = 'no';
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
    const next = this.#next[state];
    if (next !== undefined) return next;
    // It is known to go right, as the end of a path to it.
    this.#known[state] = undefined;
    this.of(state);
    return this.#next[state]!;
  }

  /** All on the path lead to `end`, from which something goes right. */
  #pass(path: readonly Visit[], end: number): 'yes' {
    this.#known[end] = 'yes';
    for (const { state, followed } of path) {
      this.#known[state] = 'yes';
      this.#next[state] = followed - 1;
    }
    return 'yes';
  }
}
