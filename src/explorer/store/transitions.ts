// The transition cache: what the events of tasks do to packed states, by what they look at (LTSmin's transition groups with their
// short vectors, for several alternatives each). An event is the next step of a task on given values of the slots it looks at; its
// effects, one for each alternative, say which bits of a packed state they flip. Each is performed on an unpacked state once; the
// thousands of other states in which it looks at the same values are not even unpacked.
// Programs of one family share it: an event counts for all versions for which no question about the version in it has another answer.
// Invariant: an event is a function of the slots that it can read or write (`Footprint`): where those are the same, it flips the same bits.
// The numbers of events and effects are good until the next event is learned.
import { ModelError, ModelLimit, RETURNED, type Program, type VersionQuestions } from '../../compiler/program';
import { packChoice } from '../../machine/execution/choice';
import type { Coder } from './coder';
import { Loops } from '../graph/loops';
import { GrowableRows } from '../rows/growable-rows';
import type { Move, Moves } from './moves';
import type { Packing } from './packing';
import { Projections } from './projections';
import type { PropertyMemo } from './property-memo';
import { EVERY, UNKNOWN, ViewsByVersion, type VersionSet } from './views-by-version';

/** Columns in the row of an effect: see `choice`, `affected`, `returns` and `canRepeat`; then the bits that it flips, word by word. */
const CHOICE = 0;
const AFFECTED = 1;
const RETURNS = 2;
const CAN_REPEAT = 3;
const DIFFERENCE = 4;

/** In the column of what is affected: nothing is, the event cannot happen. */
const LIMIT = 1;

/** Events that are known before all are forgotten. No scenario has come near it. */
const MOST = 1 << 16;

/** The transition cache of a packed program. Events and effects are numbers. */
export class Transitions {
  /** By effect. Those of one event stand together. */
  readonly #effects: GrowableRows;
  readonly #events: Projections;
  /** By event: its first effect; then where the next event would begin. */
  readonly #begins = [0];
  /** By task: where its program counter is packed, as the number of its value in the column (its code). */
  readonly #words: Int32Array;
  readonly #shifts: Int32Array;
  readonly #masks: Int32Array;
  /** By code of a task's program counter, those of one task after those of the other: the views of what its event looks at there. */
  readonly #views = new ViewsByVersion();
  readonly #viewsAt: Int32Array;
  /** By event: the versions that it is the same for. */
  readonly #alike: VersionSet[] = [];
  #questions: VersionQuestions | undefined;
  #loops: Loops | undefined;
  /** How often all events have been forgotten. Then their numbers are not good any more. */
  forgotten = 0;

  /** The program counters must be packed in one piece each. */
  constructor(
    private readonly program: Program, private readonly packing: Packing, private readonly moves: Moves, private readonly coder: Coder,
    private readonly propertyMemo: PropertyMemo,
  ) {
    this.#events = new Projections(packing);
    this.#effects = new GrowableRows(DIFFERENCE + packing.words);
    const pieces = program.tasks.map(({ pcSlot }) => packing.columns[pcSlot]!.pieces[0] ?? { word: 0, shift: 0, bits: 0 });
    this.#words = Int32Array.from(pieces, ({ word }) => word);
    this.#shifts = Int32Array.from(pieces, ({ shift }) => shift);
    this.#masks = Int32Array.from(pieces, ({ bits }) => (1 << bits) - 1);
    let codes = 0;
    this.#viewsAt = Int32Array.from(pieces, ({ bits }) => (codes += 1 << bits) - (1 << bits));
  }

  get bytes(): number {
    return this.#events.bytes + this.#effects.bytes;
  }

  /** The number of the event of a task in the state whose words begin at `at`, or -1 if it is not known. */
  find(task: number, words: Int32Array, at: number): number {
    const questions = this.#questions;
    const event = this.findFor(questions ? questions.version : EVERY, task, words, at);
    // It counts as asked.
    if (event !== UNKNOWN && questions) questions.use(this.#alike[event]!);
    return event;
  }

  /** The same for one of these versions, whichever asks now. */
  findFor(versions: VersionSet, task: number, words: Int32Array, at: number): number {
    for (let view = this.#views.first(this.#locationOf(task, words, at)); view !== UNKNOWN; view = this.#views.next(view)) {
      const event = this.#events.find(view, words, at);
      if (event !== UNKNOWN && (this.#alike[event]! & versions) !== 0) return event;
    }
    return UNKNOWN;
  }

  /** To be called when states have got words otherwise than by an event. */
  widen(): void {
    this.#effects.widen(DIFFERENCE + this.packing.words);
  }

  /** From now on this version asks. */
  become(questions: VersionQuestions): void {
    this.#questions = questions;
  }

  /** The versions of which this event is the same. */
  alike(event: number): VersionSet {
    return this.#alike[event]!;
  }

  /** The effects of an event, one for each alternative, from here … */
  begin(event: number): number {
    return this.#begins[event]!;
  }

  /** … to before this one. */
  end(event: number): number {
    return this.#begins[event + 1]!;
  }

  /** The packed choice; its bitwise complement, which is negative, where the model fails or has no room (`isLimit`). */
  choice(effect: number): number {
    return this.#effects.part(effect)[this.#effects.offset(effect) + CHOICE]!;
  }

  /** The properties that it may make true or false, a bit each (`PropertyMemo`). */
  affected(effect: number): number {
    return this.#effects.part(effect)[this.#effects.offset(effect) + AFFECTED]!;
  }

  /** Of an effect without a choice: the model has no room for it, and has not failed. */
  isLimit(effect: number): boolean {
    return this.#effects.part(effect)[this.#effects.offset(effect) + AFFECTED] === LIMIT;
  }

  /** Whether a call of the task's own body returns. */
  returns(effect: number): boolean {
    return this.#effects.part(effect)[this.#effects.offset(effect) + RETURNS] === 1;
  }

  /** Whether the event can be part of a cycle of states: every task has to be able to come back from where it takes it. `at`: a state in which it happens. */
  canRepeat(effect: number, words: Int32Array, at: number): boolean {
    const row = this.#effects.part(effect);
    const offset = this.#effects.offset(effect);
    // The program counters that it changes are among what it looks at, so the answer is the same in all these states.
    if (row[offset + CAN_REPEAT] === 0) row[offset + CAN_REPEAT] = this.#goesRound(row, offset + DIFFERENCE, words, at) ? 1 : -1;
    return row[offset + CAN_REPEAT] === 1;
  }

  #goesRound(row: Int32Array, difference: number, words: Int32Array, at: number): boolean {
    const after = Int32Array.from({ length: this.packing.words }, (_, word) => words[at + word]! ^ row[difference + word]!);
    return this.isRound(words, at, after, 0);
  }

  /** The same, for an event that leads from one state to another. */
  isRound(words: Int32Array, at: number, after: Int32Array, to: number): boolean {
    return this.loops.canRepeat((task) => this.pc(task, words, at), (task) => this.pc(task, after, to));
  }

  /** Where tasks can go round. That is the same for programs that share their code. */
  get loops(): Loops {
    return (this.#loops ??= new Loops(this.program));
  }

  /** The number of an event that need not be known. States may have more words afterwards. Throws a ModelError if its guard fails. */
  eventOf(task: number, words: Int32Array, at: number, width: number): number {
    const event = this.find(task, words, at);
    return event === UNKNOWN ? this.learn(task, words, at, width) : event;
  }

  /** Writes the state that an effect makes of the one whose `width` words begin at `at`, beginning at `to`. */
  apply(effect: number, words: Int32Array, at: number, into: Int32Array, to: number, width: number): void {
    const row = this.#effects.part(effect);
    const from = this.#effects.offset(effect) + DIFFERENCE;
    for (let word = 0; word < width; word++) into[to + word] = words[at + word]! ^ row[from + word]!;
  }

  /** The program counter of a task in the state whose words begin at `at`. */
  pc(task: number, words: Int32Array, at: number): number {
    const { packing: { columns }, program: { tasks } } = this;
    return columns[tasks[task]!.pcSlot]!.values[this.#pcCode(task, words, at)]!;
  }

  /** The same, for an event that is not known: it is performed on the unpacked state. States may have more words afterwards. Throws a ModelError if its guard fails. */
  learn(task: number, words: Int32Array, at: number, width: number): number {
    const { coder, packing } = this;
    const effects = this.#effects;
    coder.load(words, at, width);
    const move = this.moves.of(task, coder.state[this.program.tasks[task]!.pcSlot]!);
    let rows: Int32Array[] = [];
    const perform = (): void => { rows = Array.from({ length: move.enabled(coder.state) }, (_, alternative) => this.#perform(task, move, alternative)); };
    const alike = this.#questions ? this.#questions.during(perform) : (perform(), EVERY);
    if (this.#events.size === MOST) this.#forget();
    this.widen();
    for (const row of rows) effects.part(effects.push()).set(row, effects.offset(effects.length - 1));
    this.#begins.push(effects.length);
    this.#alike.push(alike);
    const wide = new Int32Array(packing.words);
    wide.set(words.subarray(at, at + width));
    return this.#events.number(this.#freeView(this.#locationOf(task, wide, 0), move, wide), wide, 0);
  }

  /** The first view by which nothing is known of such a state. */
  #freeView(location: number, { accesses }: Move, words: Int32Array): number {
    let view = this.#views.first(location);
    while (view !== UNKNOWN && this.#events.find(view, words, 0) !== UNKNOWN) view = this.#views.next(view);
    if (view !== UNKNOWN) return view;
    view = this.#events.add(accesses);
    this.#views.add(location, view);
    return view;
  }

  #perform(task: number, move: Move, alternative: number): Int32Array {
    const { coder } = this;
    const choice = packChoice({ task, alternative });
    const marks: string[] = [];
    try {
      move.step(coder.state, alternative, marks);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      coder.compare(move.writes);
      coder.undo();
      return Int32Array.of(~choice, error instanceof ModelLimit ? LIMIT : 0);
    }
    coder.compare(move.writes);
    coder.learn();
    const row = new Int32Array(DIFFERENCE + this.packing.words);
    row[CHOICE] = choice;
    row[AFFECTED] = this.propertyMemo.affectedBy(coder.changed);
    row[RETURNS] = marks.includes(RETURNED) ? 1 : 0;
    coder.change(row, DIFFERENCE);
    coder.undo();
    return row;
  }

  #locationOf(task: number, words: Int32Array, at: number): number {
    return this.#viewsAt[task]! + this.#pcCode(task, words, at);
  }

  /** The code that the program counter of a task is packed as. */
  #pcCode(task: number, words: Int32Array, at: number): number {
    return words[at + this.#words[task]!]! >>> this.#shifts[task]! & this.#masks[task]!;
  }

  #forget(): void {
    this.forgotten++;
    this.#events.clear();
    this.#effects.clear();
    this.#begins.length = 1;
    this.#alike.length = 0;
  }
}
