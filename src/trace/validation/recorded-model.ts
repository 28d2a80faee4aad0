// The model beside a recording: which events may follow, and what has passed of the recording then. What a recording does not say, such as who holds a spinlock when, is left open.
import { ModelError, type FrameInfo, type HistoryVariable, type Program, type State } from '../../compiler/program';
import { runnable, type Choice } from '../../machine/execution/choice';
import type { IntervalOrder } from './interval-order';
import { INTERRUPT, SCAN, type Observation, type Observed, type Recorded } from './observation';

/** A state and what of the recording has led to it. */
export interface Followed {
  readonly state: State;
  /** How far each sequence of the recording is. */
  readonly at: readonly number[];
  /** By task: where it rested before its latest event; -1 before its first. */
  readonly rested: readonly number[];
  /** By task: the function that it has entered last. */
  readonly entered: readonly (string | undefined)[];
  /** By task: how much of what its next event begins with has passed, while it waits to perform that. */
  readonly ahead: readonly number[];
  readonly before?: { readonly followed: Followed; readonly choice: Choice };
}

/** An event that cannot follow. */
export interface Refused {
  readonly choice: Choice;
  /** What it does that the recording would have, and has not; or why the model cannot perform it. */
  readonly because: Observed | ModelError;
}

export class RecordedModel {
  readonly #names: readonly string[];
  /** By the name of the task. */
  readonly #calls: ReadonlyMap<string, readonly HistoryVariable[]>;
  /** By sequence: the call that its task is in before each observation; undefined between calls. */
  readonly #inside: readonly (readonly (number | undefined)[])[];
  /** By task, then call: the position in the sequence of the task at which it begins, if the recording has that. */
  readonly #beginnings: ReadonlyMap<string, ReadonlyMap<number, number>>;

  /** `program`: compiled with history variables. */
  constructor(private readonly program: Program, private readonly recorded: Recorded, private readonly order: IntervalOrder) {
    this.#names = program.tasks.map(({ name }) => name);
    this.#calls = new Map(program.tasks.map(({ index, name }) => [name, program.historyVariables.filter(({ kind, task }) => kind === 'call' && task === index)]));
    this.#inside = order.sequences.map((sequence) => {
      let call: number | undefined;
      return [undefined, ...sequence.map((each) => {
        if (each.kind === 'begins') call = each.call;
        if (each.kind === 'returns') call = undefined;
        return call;
      })];
    });
    this.#beginnings = new Map(order.owners.map((owner, i) => [owner, new Map(order.sequences[i]!.flatMap((each, at) => (each.kind === 'begins' ? [[each.call, at] as const] : [])))]));
  }

  initial(): Followed {
    const { program, order } = this;
    return this.pass({ state: program.initial(), at: order.start, rested: program.tasks.map(() => -1), entered: program.tasks.map(() => undefined), ahead: program.tasks.map(() => 0) });
  }

  /** Past all observations that are about the state, or that allow something. */
  pass(followed: Followed): Followed {
    for (let sequence = 0; sequence < followed.at.length; sequence++) {
      const observation = this.order.next(followed.at, sequence);
      if (!observation) continue;
      const task = this.#names.indexOf(observation.task ?? '');
      const isAhead = task >= 0 && this.#isAhead(followed, task, observation);
      if (!isAhead && !this.#isPassed(observation, followed.state)) continue;
      return this.pass({ ...followed, at: followed.at.with(sequence, followed.at[sequence]! + 1), ...(isAhead && { ahead: followed.ahead.with(task, followed.ahead[task]! + 1) }) });
    }
    return followed;
  }

  /** Who waits for a lock has entered the functions in which it does, and has performed no event of them. */
  #isAhead(followed: Followed, task: number, observation: Observation): boolean {
    if (this.program.enabled(followed.state, task) > 0 || !this.#isInside(followed.state, task, followed.at)) return false;
    const next = this.#entries(followed, task)[followed.ahead[task]!];
    return next !== undefined && agree(next, observation);
  }

  /** What the next event of a task begins with: the functions in which it has performed none yet, of those that are recorded, the outermost first. */
  #entries({ state, rested, entered: latest }: Followed, task: number): Observed[] {
    const name = this.#names[task]!;
    const found: Observed[] = [];
    let last = latest[task];
    for (const frame of this.#entered(state, rested, task).toReversed()) {
      if (frame.function !== last && this.#isRecorded(state, task, frame)) found.push({ kind: 'enters', task: name, function: last = frame.function });
      if (frame.function === SCAN && this.recorded.hasScans) found.push({ kind: 'scans', task: name });
    }
    return found;
  }

  #isRecorded(state: State, task: number, frame: FrameInfo): boolean {
    const { frames } = this.program.location(state, task);
    const callers = frames.slice(frames.findIndex(({ activation }) => activation === frame.activation) + 1);
    return this.recorded.functions.get(this.#names[task]!)?.has(frame.function) === true && !callers.some((each) => this.recorded.closed.has(each.function));
  }

  /** The frames of a task in which it has performed no event yet, the innermost first. */
  #entered(state: State, rested: readonly number[], task: number): readonly FrameInfo[] {
    const earlier = rested[task]! < 0 ? undefined : this.program.tasks[task]!.locations[rested[task]!];
    return this.program.location(state, task).frames.filter(({ activation }) => !earlier?.frames.some((frame) => frame.activation === activation));
  }

  #isPassed(observation: Observation, state: State): boolean {
    switch (observation.kind) {
      case 'begins': return true;
      case 'sleeps': return this.#sleeps(state, observation);
      case 'returns': return this.#hasReturned(state, observation);
      default: return false;
    }
  }

  /**
   * Past functions that an execution need not show: those that it can pass through without an event. And Linux looks at the extent map once more, under a lock, and calls nothing that the model has: it may, as
   * it changes nothing.
   */
  withoutSilent(followed: Followed): Followed[] {
    return this.order.sequences.flatMap((observations, sequence) => {
      const first = this.order.next(followed.at, sequence);
      if (first?.kind !== 'enters') return [];
      const second = observations[followed.at[sequence]! + 1];
      const isLook = second?.kind === 'enters' && first.function === 'xfs_ilock' && second.function === 'xfs_iunlock';
      const skipped = [...(isLook ? [2] : []), ...(this.recorded.silent.has(first.function) ? [1] : [])];
      return skipped.map((count) => this.pass({ ...followed, at: followed.at.with(sequence, followed.at[sequence]! + count) }));
    });
  }

  /** Linux may have more functions there, and no frames of those that are inlined. */
  #sleeps(state: State, { task: name, functions }: Extract<Observation, { kind: 'sleeps' }>): boolean {
    const task = this.#names.indexOf(name);
    if (this.program.enabled(state, task) > 0) return false;
    let next = functions.length - 1;
    for (const frame of this.program.location(state, task).frames) if (frame.function === functions[next]) next--;
    return next < 0;
  }

  #hasReturned(state: State, { task, call: index, errno }: Extract<Observation, { kind: 'returns' }>): boolean {
    const call = this.#calls.get(task)![index]!;
    return state[call.count]! > 0 && (errno === undefined || errorOf(call, state) === errno);
  }

  /** Whose next observation is the earliest comes first, then agents of which the recording has nothing. */
  choices({ state, at }: Followed): Choice[] {
    const earliest = new Map(this.order.owners.map((owner, sequence) => [owner || INTERRUPT, this.order.sequences[sequence]![at[sequence]!]?.time ?? Infinity]));
    const first = Math.min(...earliest.values());
    const isAgent = ({ task }: Choice): boolean => this.program.tasks[task]!.kind === 'agent';
    const rank = (choice: Choice): number => earliest.get(this.#names[choice.task]!) ?? (isAgent(choice) ? first : Infinity);
    return runnable(this.program, state).map((choice) => ({ choice, rank: rank(choice) }))
      .sort((one, other) => compareNumbers(one.rank, other.rank) || Number(isAgent(one.choice)) - Number(isAgent(other.choice))).map(({ choice }) => choice);
  }

  /** What follows, or what the recording should have then. */
  after(followed: Followed, choice: Choice): Followed | Refused {
    const { program } = this;
    const state = followed.state.slice();
    try {
      program.step(state, choice.task, choice.alternative);
    } catch (error) {
      if (error instanceof ModelError) return { choice, because: error };
      throw error;
    }
    let at = followed.at;
    const observed = this.#observed(followed, choice.task, state);
    for (const each of observed) {
      const sequence = this.#sequenceWith(each, at);
      if (sequence === undefined) return { choice, because: each };
      if (each.kind !== 'begins') at = at.with(sequence, at[sequence]! + 1);
    }
    const { task } = choice;
    const last = this.#isInside(followed.state, task, followed.at) ? this.#entries(followed, task).findLast((each) => each.kind === 'enters') : undefined;
    return this.pass({
      state, at, rested: followed.rested.with(task, program.location(followed.state, task).pc), entered: last ? followed.entered.with(task, last.function) : followed.entered,
      ahead: followed.ahead.with(task, 0), before: { followed, choice },
    });
  }

  /** The sequence of which the next observation is this one. A call may begin once it has. */
  #sequenceWith(observed: Observed, at: readonly number[]): number | undefined {
    const own = this.order.sequenceOf(observed.task);
    if (observed.kind === 'begins') return at[own]! > this.#beginnings.get(observed.task)!.get(observed.call)! ? own : undefined;
    return [own, this.order.sequenceOf(undefined)].find((sequence) => {
      const next = this.order.next(at, sequence);
      return next && agree(observed, next);
    });
  }

  #observed(followed: Followed, task: number, after: State): Observed[] {
    const { program } = this;
    const { state: before, at, rested, ahead } = followed;
    const name = this.#names[task]!;
    const entered = this.#entered(before, rested, task);
    const found: Observed[] = [];
    const begun = (this.#calls.get(name) ?? []).findIndex((call) => entered.some(({ activation }) => activation === call.activation));
    if (begun >= 0 && this.#beginnings.get(name)?.has(begun)) found.push({ kind: 'begins', task: name, call: begun });
    if (this.#isInside(before, task, at)) found.push(...this.#entries(followed, task).slice(ahead[task]));
    if (!this.recorded.hasWakeUps) return found;
    for (const { index, name: sleeper } of program.tasks) {
      if (index === task || !this.#isInside(before, index, at)) continue;
      if (program.enabled(before, index) === 0 && program.enabled(after, index) > 0) found.push({ kind: 'wakes', task: name, sleeper });
    }
    return found;
  }

  /** In a call that the recording has begun and not ended, or in one after it whose beginning it does not have, and no longer in what comes before. */
  #isInside(state: State, task: number, at: readonly number[]): boolean {
    const name = this.#names[task]!;
    const sequence = this.order.sequenceOf(name);
    const call = this.#inside[sequence]?.[at[sequence]!];
    const activation = this.program.location(state, task).frames.at(-2)?.activation;
    return call !== undefined && this.#calls.get(name)!.findIndex((each) => each.activation === activation) >= call;
  }
}

function compareNumbers(one: number, other: number): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function agree(observed: Observed, recorded: Observed): boolean {
  if (observed.kind !== recorded.kind) return false;
  switch (observed.kind) {
    case 'wakes': return observed.sleeper === (recorded as typeof observed).sleeper && [undefined, observed.task].includes(recorded.task);
    case 'enters': return observed.function === (recorded as typeof observed).function;
    case 'scans': return true;
    // These are about the state.
    case 'begins': case 'returns': case 'sleeps': return false;
  }
}

function errorOf({ result }: HistoryVariable, state: State): number {
  return result?.type.kind === 'int' ? Math.max(0, -state[result.slot]!) : 0;
}
