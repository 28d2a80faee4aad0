// The states along one sequence of choices: exact at every position, a few bytes an event.
// Invariant: a state handed out is never written again, so callers may keep it.
import type { Program, State } from '../../compiler/program';
import { annotationsOf, type Annotations } from './annotations';
import { EDIT_TASK, packChoice, unpackChoice, type Choice, type ChoiceRun } from './choice';
import { ControlFlowEdges, type ControlFlowEdge } from './control-flow';
import { EditTable } from './edit-table';
import { blocks, CHECKPOINT_INTERVAL, mapColumns, HistorySlice, type Checkpoint, type Columns } from './history-slice';
import { Interner } from './interner';
import { LruMap } from '../../language/lru-map';

const SEGMENTS_KEPT = 4;

/** Choices made so far and, by replay from the nearest stored state, the state at any position among them. */
export class History {
  #columns: Columns = { choices: new Int32Array(64), edges: new Int32Array(64), annotations: new Int32Array(64) };
  #length = 0;
  /** `#checkpoints[i]` is at position `i * INTERVAL`. */
  readonly #checkpoints: Checkpoint[];
  /** By number of a checkpoint, the states from there on as far as they have been replayed: walking either way costs one step an event. */
  readonly #segments = new LruMap<number, State[]>(SEGMENTS_KEPT);
  readonly #firstState = (number: number): State[] => [this.#checkpoints[number]!.state];
  readonly edits = new EditTable();
  readonly #edges: ControlFlowEdges;
  readonly #annotations = new Interner<Annotations>();

  constructor(readonly program: Program) {
    const state = program.initial();
    this.#checkpoints = [{ state, lastEvents: new Int32Array(program.tasks.length).fill(-1), changed: new Int32Array(0) }];
    this.#edges = new ControlFlowEdges(program.tasks);
  }

  get length(): number {
    return this.#length;
  }

  choiceAt(index: number): Choice {
    this.#check(index);
    return this.edits.unpack(this.#columns.choices[index]!);
  }

  /** By which edge the task came to where it performed an event. */
  edgeInto(index: number): ControlFlowEdge {
    this.#check(index);
    return this.#edges.at(this.#columns.edges[index]!);
  }

  annotationsAt(index: number): Annotations {
    this.#check(index);
    return this.#annotations.at(this.#columns.annotations[index]!);
  }

  get choices(): readonly Choice[] {
    return Array.from(this.#columns.choices.subarray(0, this.#length), (packed) => this.edits.unpack(packed));
  }

  /** The choices before `end`. There may be very many, so equal ones are counted while they are packed. */
  *runs(end: number): Generator<ChoiceRun> {
    const { choices } = this.#columns;
    for (let start = 0; start < end;) {
      const choice = this.edits.unpack(choices[start]!);
      let next = start + 1;
      while (!choice.edit && next < end && choices[next] === choices[start]) next++;
      yield { choice, count: next - start };
      start = next;
    }
  }

  /** The index of the latest event of a task before a position, -1 if there is none. */
  lastEventBefore(position: number, task: number): number {
    const block = blocks(position);
    for (let index = position - 1; index >= block * CHECKPOINT_INTERVAL; index--) {
      if (unpackChoice(this.#columns.choices[index]!).task === task) return index;
    }
    return this.#checkpoints[block]!.lastEvents[task]!;
  }

  /** Whether none of the slots changes in the `INTERVAL` events from `block * INTERVAL` on. Of less it is not known. */
  isQuiet(block: number, slots: readonly number[]): boolean {
    const changed = this.#checkpoints[block + 1]?.changed;
    return changed !== undefined && !slots.some((slot) => (changed[slot >> 5]! >> (slot & 31)) & 1);
  }

  stateAt(position: number): State {
    if (position < 0 || position > this.#length) throw new RangeError(`There is no position ${position}.`);
    const number = blocks(position);
    const states = this.#segments.get(number, this.#firstState);
    const start = number * CHECKPOINT_INTERVAL;
    while (states.length <= position - start) {
      states.push(this.after(states[states.length - 1]!, this.edits.unpack(this.#columns.choices[start + states.length - 1]!)));
    }
    return states[position - start]!;
  }

  /** The state that a choice leads to, and the marks that it passes. Throws a ModelError if the model fails. */
  after(state: State, { task, alternative, edit }: Choice, marks?: string[]): State {
    const next = state.slice();
    if (edit) next[edit.slot] = edit.value;
    else this.program.step(next, task, alternative, marks);
    return next;
  }

  /** The index of the latest event from `from` to `to`, exclusive, that changed one of the slots. */
  lastChange(slots: readonly number[], from: number, to: number): number | undefined {
    for (let end = slots.length > 0 ? to : from; end > from;) {
      const block = blocks(end - 1);
      const first = Math.max(from, block * CHECKPOINT_INTERVAL);
      for (let index = this.isQuiet(block, slots) ? first : end; index > first; index--) {
        const [before, after] = [this.stateAt(index - 1), this.stateAt(index)];
        if (slots.some((slot) => before[slot] !== after[slot])) return index - 1;
      }
      end = first;
    }
    return undefined;
  }

  /** Appends an event. If the model fails (ModelError), nothing has happened. */
  push(choice: Choice): State {
    const before = this.stateAt(this.#length);
    const marks: string[] = [];
    const next = this.after(before, choice, marks);
    const annotations = annotationsOf(this.program, before, next, choice, marks);
    const edge = choice.edit ? this.#edges.ofEdits : this.#edgeTo(before, choice.task);
    this.#append(packChoice(choice), edge, this.#annotations.intern(`${annotations.breaks ?? ''} ${annotations.marks.join()}`, () => annotations));
    if (this.#length % CHECKPOINT_INTERVAL === 0) this.#checkpoints.push(this.#checkpoint(next));
    else this.#segments.get(blocks(this.#length), this.#firstState).push(next);
    return next;
  }

  /** Forgets the events from `start` on, and gives them away. */
  cut(start: number): HistorySlice {
    // The smaller part is copied.
    const isMost = start < this.#length - start;
    const columns = mapColumns(this.#columns, (column) => (isMost ? column.subarray(start, this.#length) : column.slice(start, this.#length)));
    if (isMost) this.#columns = mapColumns(this.#columns, (column) => copyOf(column.subarray(0, start), Math.max(64, start * 2)));
    const last = blocks(start);
    const cut = new HistorySlice(start, columns, this.#checkpoints.splice(last + 1));
    this.#length = start;
    this.#segments.forget((number) => number > last);
    const states = this.#segments.get(last, this.#firstState);
    states.length = Math.min(states.length, start - last * CHECKPOINT_INTERVAL + 1);
    return cut;
  }

  /** Appends events that were cut off at this very position. */
  join({ start, end, columns, checkpoints }: HistorySlice): void {
    if (start !== this.#length) throw new RangeError(`Events from ${start} on do not follow ${this.#length} events.`);
    this.#reserve(end);
    mapColumns(this.#columns, (column, name) => { column.set(columns[name], start); return column; });
    for (const checkpoint of checkpoints) this.#checkpoints.push(checkpoint);
    this.#length = end;
  }

  /** The number of the edge by which the task comes to where it rests at the present end. */
  #edgeTo(state: State, task: number): number {
    const latest = this.lastEventBefore(this.#length, task);
    return this.#edges.intern(task, this.program.location(state, task), latest < 0 ? undefined : this.edgeInto(latest).location);
  }

  #append(choice: number, edge: number, annotations: number): void {
    this.#reserve(this.#length + 1);
    this.#columns.choices[this.#length] = choice;
    this.#columns.edges[this.#length] = edge;
    this.#columns.annotations[this.#length] = annotations;
    this.#length++;
  }

  #reserve(length: number): void {
    const capacity = this.#columns.choices.length;
    if (length <= capacity) return;
    this.#columns = mapColumns(this.#columns, (column) => copyOf(column, Math.max(length, capacity * 2)));
  }

  /** What is known at the present end, where the state is `state`. */
  #checkpoint(state: State): Checkpoint {
    const number = blocks(this.#length) - 1;
    const start = number * CHECKPOINT_INTERVAL;
    const lastEvents = this.#checkpoints[number]!.lastEvents.slice();
    for (let index = start; index < this.#length; index++) {
      const { task } = unpackChoice(this.#columns.choices[index]!);
      if (task !== EDIT_TASK) lastEvents[task] = index;
    }
    const changed = new Int32Array((state.length + 31) >> 5);
    const states = this.#segments.get(number, this.#firstState);
    for (let index = 0; index < CHECKPOINT_INTERVAL; index++) noteChanges(states[index]!, states[index + 1] ?? state, changed);
    return { state, lastEvents, changed };
  }

  #check(index: number): void {
    if (index < 0 || index >= this.#length) throw new RangeError(`There is no event ${index}.`);
  }

}

function copyOf(column: Int32Array, capacity: number): Int32Array {
  const copy = new Int32Array(capacity);
  copy.set(column);
  return copy;
}

function noteChanges(before: State, after: State, changed: Int32Array): void {
  for (let slot = 0; slot < before.length; slot++) if (before[slot] !== after[slot]) changed[slot >> 5]! |= 1 << (slot & 31);
}
