// A program whose states are words, with what was found out so far of how it goes from one to the next. Several searches of one
// program, one after the other, can share it, and searches of programs of one family.
import type { Program } from '../../compiler/program';
import { propertiesOf, type Property } from './properties';
import { Coder } from './coder';
import { Moves } from './moves';
import { Packing } from './packing';
import { Transitions } from './transitions';
import { PropertyMemo } from './property-memo';

/** A program with packed states. */
export class PackedProgram {
  readonly packing: Packing;
  readonly moves: Moves;
  readonly coder: Coder;
  readonly properties: readonly Property[];
  readonly propertyMemo: PropertyMemo;
  readonly transitions: Transitions;

  #program: Program;

  constructor(program: Program) {
    this.#program = program;
    const initial = program.initial();
    this.packing = new Packing(program.slots, initial, program.tasks.map(({ pcSlot }) => pcSlot));
    this.moves = new Moves(program);
    this.coder = new Coder(this.packing, initial);
    this.properties = propertiesOf(program);
    this.propertyMemo = new PropertyMemo(this.properties, this.packing, this.coder);
    this.transitions = new Transitions(program, this.packing, this.moves, this.coder, this.propertyMemo);
    this.become(program);
  }

  /** The program that it is about. */
  get program(): Program {
    return this.#program;
  }

  /** From now on it is about another program of the same family. What was found out of the one that it was about holds where no question about the version has another answer. */
  become(program: Program): void {
    const { questions } = program;
    if (questions?.family !== this.#program.questions?.family) throw new Error('this is a program of another family');
    this.#program = program;
    if (!questions) return;
    this.packing.fix(questions.slot, questions.version);
    this.propertyMemo.become(questions);
    this.transitions.become(questions);
  }

  /** The first state of the program. */
  initial(): Int32Array {
    const words = this.packing.pack(this.#program.initial());
    this.transitions.widen();
    return words;
  }

  get bytes(): number {
    return this.propertyMemo.bytes + this.transitions.bytes;
  }
}
