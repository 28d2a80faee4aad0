// A program whose states are words, with what was found out so far of how it goes from one to the next. Several searches of one
// program, one after the other, can share it.
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

  constructor(readonly program: Program) {
    const initial = program.initial();
    this.packing = new Packing(program.slots, initial, program.tasks.map(({ pcSlot }) => pcSlot));
    this.moves = new Moves(program);
    this.coder = new Coder(this.packing, initial);
    this.properties = propertiesOf(program);
    this.propertyMemo = new PropertyMemo(this.properties, this.packing, this.coder);
    this.transitions = new Transitions(program, this.packing, this.moves, this.coder, this.propertyMemo);
  }

  get bytes(): number {
    return this.propertyMemo.bytes + this.transitions.bytes;
  }
}
