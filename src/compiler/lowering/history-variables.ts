// History variables: slots that remember how often each task passed each `mark`, and what the system calls of its body
// returned. Two executions that reach the same state otherwise reach two states if they differ in that.
// Invariants: history variables add no event and change none, so a schedule fits the program with and without them; nothing
// in the program reads them. (Abadi and Lamport, "The existence of refinement mappings", 1991.)
import type { Func, Type } from '../../language/tree';
import { binary, BOOL, conditional, constant } from './fold';
import type { LocalSlot, Lvalue, Op, Site, TaskGraph, Text, Value } from '../ir';

/** The largest count: this many times or more. */
export const MOST_COUNTED = 3;

const COUNT: Type = { kind: 'int', min: 0, max: MOST_COUNTED };

export interface LoweredHistoryVariable {
  readonly kind: 'mark' | 'call';
  readonly name: Text;
  readonly count: LocalSlot;
  /** Of a call: the number of its frame. */
  readonly activation?: number;
  readonly result?: LocalSlot;
}

/** The history variables of one task. */
export class HistoryVariables {
  readonly all: LoweredHistoryVariable[] = [];
  readonly #slots: LocalSlot[] = [];
  readonly #marks = new Map<string, LocalSlot>();

  /** The operation that counts a passed `mark`. */
  mark(name: string, site: Site): Op {
    let count = this.#marks.get(name);
    if (!count) {
      this.#marks.set(name, (count = this.#keep(`passed ${name}`, COUNT)));
      this.all.push({ kind: 'mark', name: [name], count });
    }
    return oneMore(count, site);
  }

  /** The operations that note that the call `activation` has returned with `value`. A call in a loop keeps the value returned last. */
  returned(func: Func, args: readonly Value[], value: Value, site: Site, activation: number): Op[] {
    const name = callText(func, args);
    const count = this.#keep(`returned from ${func.name}()`, COUNT);
    if (func.result.kind === 'void') {
      this.all.push({ kind: 'call', name, count, activation });
      return [oneMore(count, site)];
    }
    const result = this.#keep(`result of ${func.name}()`, func.result);
    this.all.push({ kind: 'call', name, count, activation, result });
    return [oneMore(count, site), { kind: 'set', lvalue: lvalueOf(result), value, site }];
  }

  /** The graph with the slots of the history variables behind its own. */
  extend(graph: TaskGraph): TaskGraph {
    this.#slots.forEach((slot, i) => { slot.offset = graph.area + i; });
    return { ...graph, area: graph.area + this.#slots.length, slots: [...graph.slots, ...this.#slots] };
  }

  #keep(name: string, type: Type): LocalSlot {
    const [min, max] = type.kind === 'int' ? [Math.min(0, type.min), type.max] : [0, type.kind === 'bool' ? 1 : Infinity];
    const slot: LocalSlot = { offset: -1, name, type, min, max, kept: true };
    this.#slots.push(slot);
    return slot;
  }
}

function lvalueOf(slot: LocalSlot): Lvalue {
  return { kind: 'slot', slot, type: slot.type };
}

function oneMore(count: LocalSlot, site: Site): Op {
  const lvalue = lvalueOf(count);
  const most = constant(MOST_COUNTED, COUNT);
  const more = conditional(binary('<', lvalue, most, BOOL, site), binary('+', lvalue, constant(1, COUNT), COUNT, site), most, COUNT);
  return { kind: 'set', lvalue, value: more, site };
}

/** `read_direct(nvme0, reader.buf[0])`, as in a scenario. An argument that is not constant is `…`. */
function callText(func: Func, args: readonly Value[]): Text {
  const known = (i: number): string | Value => (args[i]?.kind === 'const' ? args[i] : '…');
  const parts: Text[] = [];
  for (let i = 0; i < args.length; i++) {
    if (!func.slices.includes(i)) parts.push([known(i)]);
    else {
      const [first, last] = [args[i + 1], args[i + 2]];
      const isOne = first?.kind === 'const' && last?.kind === 'const' && first.value === last.value;
      parts.push([known(i), '[', known(i + 1), ...(isOne ? [] : [' .. ', known(i + 2)]), ']']);
      i += 2;
    }
  }
  return [`${func.name}(`, ...parts.flatMap((part, i): Text => (i > 0 ? [', ', ...part] : part)), ')'];
}
