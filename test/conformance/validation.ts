// Trace validation (Cirstea, Kuppe, Merz, "Validating Traces of Distributed Programs Against TLA+ Specifications", 2024): has the model an
// execution that does what was recorded, in its order, and nothing else of the kinds that are recorded? What a recording does not say,
// such as who holds a spinlock when, is left to the search.
import type { FrameInfo, HistoryVariable, Program, State } from '../../src/compiler/program';
import { runnable, type Choice } from '../../src/machine/execution/choice';
import type { Experiment } from './experiment';
import { INTERRUPT, SCAN, type Milestone } from './milestone';

/** States that are looked at before the search gives up. */
const MOST = 5_000;

interface Node {
  readonly state: State;
  /** The next milestone. */
  readonly at: number;
  /** By task: where it rested before its latest event; -1 before its first. */
  readonly rested: readonly number[];
  /** By task: the function that it has entered last. */
  readonly entered: readonly (string | undefined)[];
}

/**
 * How many milestones some execution has passed: all, if the recording is one of the model's. `program`: the experiment's scenario, compiled with history variables.
 * `recorded`: by task, the functions whose calls are recorded; `closed`: those within which none are.
 */
export function validate(
  program: Program, experiment: Experiment, milestones: readonly Milestone[], recorded: ReadonlyMap<string, ReadonlySet<string>>, closed: ReadonlySet<string> = new Set(),
): number {
  const model = new RecordedModel(program, experiment, milestones, recorded, closed);
  const seen = new Set<string>();
  const open: Node[] = [{ state: program.initial(), at: 0, rested: program.tasks.map(() => -1), entered: program.tasks.map(() => undefined) }];
  let furthest = 0;
  while (open.length > 0 && seen.size < MOST) {
    const node = model.pass(open.pop()!);
    furthest = Math.max(furthest, node.at);
    if (node.at === milestones.length) break;
    const key = [node.at, node.rested, node.entered, node.state].join();
    if (seen.has(key)) continue;
    seen.add(key);
    // The last one is tried first.
    open.push(...model.withoutLook(node));
    open.push(...model.choices(node).flatMap((choice) => model.after(node, choice) ?? []).reverse());
  }
  return furthest;
}

class RecordedModel {
  readonly #names: readonly string[];
  /** By the name of the task: the calls of its steps. */
  readonly #calls: ReadonlyMap<string, readonly HistoryVariable[]>;
  /** Before each milestone: who is between the marks of a step. */
  readonly #inside: readonly ReadonlySet<string>[];

  constructor(
    private readonly program: Program, private readonly experiment: Experiment, private readonly milestones: readonly Milestone[],
    private readonly recorded: ReadonlyMap<string, ReadonlySet<string>>, private readonly closed: ReadonlySet<string>,
  ) {
    this.#names = program.tasks.map(({ name }) => name);
    this.#calls = new Map(experiment.actors.map(({ name, before, steps }) => {
      const calls = program.historyVariables.filter(({ task, kind }) => kind === 'call' && this.#names[task] === name);
      return [name, calls.slice(before.length, before.length + steps.length)];
    }));
    const inside = new Set<string>();
    this.#inside = [new Set<string>(), ...milestones.map(({ kind, task }) => {
      if (kind === 'begins') inside.add(task);
      if (kind === 'returns') inside.delete(task);
      return new Set(inside);
    })];
  }

  /** Past milestones that are about the state, or that allow something. */
  pass(node: Node): Node {
    const milestone = this.milestones[node.at];
    if (milestone?.kind === 'enters' && this.#waitsIn(node, milestone)) {
      return this.pass({ ...node, at: node.at + 1, entered: node.entered.with(this.#names.indexOf(milestone.task), milestone.function) });
    }
    return milestone && this.#isPassed(milestone, node.state) ? this.pass({ ...node, at: node.at + 1 }) : node;
  }

  /** Who waits for a lock has entered the function that takes it, and has performed no event of it. */
  #waitsIn({ state, rested }: Node, { task: name, function: called }: Extract<Milestone, { kind: 'enters' }>): boolean {
    const task = this.#names.indexOf(name);
    const found = this.#entered(state, rested, task).filter((each) => this.#isRecorded(state, task, each));
    return this.program.enabled(state, task) === 0 && found.length === 1 && found[0]!.function === called;
  }

  #isRecorded(state: State, task: number, frame: FrameInfo): boolean {
    const { frames } = this.program.location(state, task);
    const callers = frames.slice(frames.findIndex(({ activation }) => activation === frame.activation) + 1);
    return this.recorded.get(this.#names[task]!)?.has(frame.function) === true && !callers.some((each) => this.closed.has(each.function));
  }

  /** The frames of a task in which it has performed no event yet, the innermost first. */
  #entered(state: State, rested: readonly number[], task: number): readonly FrameInfo[] {
    const earlier = rested[task]! < 0 ? undefined : this.program.tasks[task]!.locations[rested[task]!];
    return this.program.location(state, task).frames.filter(({ activation }) => !earlier?.frames.some((frame) => frame.activation === activation));
  }

  #isPassed(milestone: Milestone, state: State): boolean {
    switch (milestone.kind) {
      case 'begins': return true;
      case 'sleeps': return this.#sleeps(state, milestone);
      case 'returns': return this.#hasReturned(state, milestone);
      default: return false;
    }
  }

  /** Linux looks at the extent map once more, under a lock, and calls nothing that the model has: it may, as it changes nothing. */
  withoutLook(node: Node): Node[] {
    const [first, second] = this.milestones.slice(node.at);
    const isLook = first?.kind === 'enters' && second?.kind === 'enters' && first.task === second.task && first.function === 'xfs_ilock' && second.function === 'xfs_iunlock';
    return isLook ? [{ ...node, at: node.at + 2, entered: node.entered.with(this.#names.indexOf(second.task), second.function) }] : [];
  }

  /** Linux may have more functions there, and no frames of those that are inlined. */
  #sleeps(state: State, { task: name, functions }: Extract<Milestone, { kind: 'sleeps' }>): boolean {
    const task = this.#names.indexOf(name);
    if (this.program.enabled(state, task) > 0) return false;
    const called = this.program.location(state, task).frames.map((frame) => frame.function);
    let next = functions.length - 1;
    for (const each of called) if (each === functions[next]) next--;
    return next < 0;
  }

  #hasReturned(state: State, { task, step, errno }: Extract<Milestone, { kind: 'returns' }>): boolean {
    const call = this.#calls.get(task)![step]!;
    return state[call.count]! > 0 && errorOf(call, state) === errno;
  }

  /** Those come first that are most likely to lead to the next milestone. */
  choices({ state, at }: Node): Choice[] {
    const { kind, task } = this.milestones[at]!;
    const likely = kind === 'wakes' && task === undefined ? INTERRUPT : task;
    const rank = (choice: Choice): number => (this.#names[choice.task] === likely ? 0 : this.program.tasks[choice.task]!.kind === 'agent' ? 1 : 2);
    return runnable(this.program, state).sort((one, other) => rank(one) - rank(other));
  }

  /** Undefined if what happens there was not recorded there. */
  after(node: Node, choice: Choice): Node | undefined {
    const { program } = this;
    const state = node.state.slice();
    program.step(state, choice.task, choice.alternative);
    const observed = this.#observed(node, choice.task, state);
    if (!observed?.every((milestone, index) => agree(milestone, this.milestones[node.at + index]))) return undefined;
    const at = node.at + observed.length;
    const rested = node.rested.with(choice.task, program.location(node.state, choice.task).pc);
    const entered = node.entered.with(choice.task, observed.findLast((each) => each.kind === 'enters')?.function ?? node.entered[choice.task]);
    return { state, at, rested, entered };
  }

  /** Undefined if a call begins that must not yet. */
  #observed({ state: before, at, rested, entered: lastEntered }: Node, task: number, after: State): Milestone[] | undefined {
    const { program } = this;
    const name = this.#names[task]!;
    const entered = this.#entered(before, rested, task);
    const begun = (this.#calls.get(name) ?? []).findIndex((call) => entered.some(({ activation }) => activation === call.activation));
    if (begun >= 0 && !this.#mayBegin(name, begun, at)) return undefined;
    const found: Milestone[] = [];
    let last = lastEntered[task];
    // The outermost first.
    for (const frame of this.#isInside(before, task, at) ? entered.toReversed() : []) {
      const called = frame.function;
      if (this.#isRecorded(before, task, frame) && called !== last) found.push({ kind: 'enters', task: name, function: last = called });
      if (called === SCAN) found.push({ kind: 'scans', task: name });
    }
    for (const { index, name: sleeper } of program.tasks) {
      if (index === task || !this.#isInside(before, index, at)) continue;
      if (program.enabled(before, index) === 0 && program.enabled(after, index) > 0) found.push({ kind: 'wakes', task: name, sleeper });
    }
    return found;
  }

  /** Between the marks of a step, and no longer in what comes before it. */
  #isInside(state: State, task: number, at: number): boolean {
    const name = this.#names[task]!;
    const { frames } = this.program.location(state, task);
    return this.#inside[at]!.has(name) && this.#calls.get(name)!.some(({ activation }) => activation === frames.at(-2)?.activation);
  }

  #mayBegin(task: string, step: number, at: number): boolean {
    const { begins } = this.experiment.actors.find(({ name }) => name === task)!.steps[step]!;
    return begins === undefined || this.milestones.slice(0, at).some((each) => each.kind === 'begins' && each.task === task && each.step === step);
  }
}

function agree(observed: Milestone, recorded: Milestone | undefined): boolean {
  if (observed.kind === 'wakes' && recorded?.kind === 'wakes' && recorded.task === undefined) return observed.sleeper === recorded.sleeper;
  return JSON.stringify(observed) === JSON.stringify(recorded);
}

function errorOf({ result }: HistoryVariable, state: State): number {
  return result?.type.kind === 'int' ? Math.max(0, -state[result.slot]!) : 0;
}
