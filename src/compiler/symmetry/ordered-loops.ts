// Loops over all objects of a type go in the order of their ids. Exchanging objects exchanges rounds, so it changes nothing only
// if the rounds may come in any order. Ip and Dill restrict loops over a scalarset for the same reason: what one round writes no other
// may read or write. Here the order is shown not to matter for the common forms (for others that is denied): rounds that
// add up, that collect a set, that set something to one constant, that write fields of the object whose round it is, or that
// leave the loop for one and the same reason.
import type { LocalSlot, Op, Site, Temp, Value } from '../ir';
import { visitOps, visitValue } from './walk';

type Loop = Extract<Op, { kind: 'loop' }>;
type Variable = Temp | LocalSlot;
type Reads = ReadonlyMap<Variable, number>;

/** How often each variable is read. */
export function countReads(visitAll: (visit: (value: Value) => void) => void): Reads {
  const reads = new Map<Variable, number>();
  visitAll((value) => {
    const variable = variableOf(value);
    if (variable) reads.set(variable, (reads.get(variable) ?? 0) + 1);
  });
  return reads;
}

/** The type of the objects that a loop goes over, if it is one over all objects of a type. */
export function loopedType(condition: Value): string | undefined {
  return condition.kind === 'binary' && condition.operator === '<=' && condition.right.kind === 'pool' ? condition.right.object : undefined;
}

/** Whether the rounds of the loop may come in any order. `reads`: those of the whole code around it. */
export function isOrderless(loop: Loop, reads: Reads): boolean {
  return new Rounds(loop, reads).mayBeExchanged();
}

/** Where a loop over all objects stands. */
export function siteOf({ next }: Loop): Site | undefined {
  return next[0]?.kind === 'set' ? next[0].site : undefined;
}

class Rounds {
  readonly #counter: Variable | undefined;
  readonly #inside: Reads;
  /** Fields of the round's object that are written. */
  readonly #own = new Set<string>();
  /** Variables and fields of any object that are only ever set to one constant. */
  readonly #constants = new Map<Variable | string, number>();
  readonly #assertions = new Set<number>();
  readonly #exits = new Set<string>();
  #accumulates = false;
  #calls = false;
  /** Something was found that is in none of the forms. */
  #isOrdered = false;

  constructor(private readonly loop: Loop, private readonly reads: Reads) {
    this.#counter = loop.condition.kind === 'binary' ? variableOf(loop.condition.left) : undefined;
    this.#inside = countReads((visit) => visitOps([loop], { value: visit }));
  }

  mayBeExchanged(): boolean {
    const labels = new Set([this.loop.label]);
    visitOps(this.loop.body, { op: (op) => { if (op.kind === 'loop' || op.kind === 'labelled') labels.add(op.label); } });
    visitOps(this.loop.body, {
      op: (op, list, index) => this.#effect(op, list, index, labels),
      value: (value) => { if (value.kind === 'call') this.#calls = true; },
    });
    this.#checkReads();
    // Who leaves the loop must leave nothing else behind: how far it came depends on the order.
    const leavesMore = this.#accumulates || this.#own.size > 0 || this.#assertions.size > 0;
    return !this.#isOrdered && this.#exits.size <= 1 && this.#assertions.size <= 1 && !(this.#exits.size > 0 && leavesMore);
  }

  #effect(op: Op, list: readonly Op[], index: number, labels: ReadonlySet<string>): void {
    switch (op.kind) {
      case 'set': return this.#set(op, list, index);
      case 'break':
        if (op.label === this.loop.label || !labels.has(op.label)) this.#exits.add(`break ${op.label}`);
        return;
      case 'continue':
        if (!labels.has(op.label)) this.#exits.add(`continue ${op.label}`);
        return;
      case 'return':
        if (op.value && op.value.kind !== 'const') this.#isOrdered = true;
        this.#exits.add(`return ${op.value?.kind === 'const' ? op.value.value : ''}`);
        return;
      case 'require':
        this.#exits.add('require');
        return;
      case 'assert':
        this.#assertions.add(op.assertion);
        return;
      case 'reset': case 'choose': case 'limit':
        this.#isOrdered = true;
    }
  }

  #set({ lvalue, value }: Extract<Op, { kind: 'set' }>, list: readonly Op[], index: number): void {
    if (lvalue.kind === 'field') {
      const field = `${lvalue.object}.${lvalue.field}`;
      if (variableOf(lvalue.id) === this.#counter) this.#own.add(field);
      else this.#setsConstant(field, value);
      return;
    }
    const variable = variableOf(lvalue)!;
    if (this.#isLocal(variable)) return;
    const readsInside = this.#inside.get(variable) ?? 0;
    if (value.kind === 'const' && readsInside === 0) return this.#setsConstant(variable, value, leads(list, index));
    if (addsTo(variable, value) && readsInside === this.#additions(variable)) this.#accumulates = true;
    else this.#isOrdered = true;
  }

  /** How many operations of the loop add something to the variable. */
  #additions(variable: Variable): number {
    let additions = 0;
    visitOps(this.loop.body, {
      op: (op) => { if (op.kind === 'set' && variableOf(op.lvalue) === variable && addsTo(variable, op.value)) additions++; },
    });
    return additions;
  }

  /** Each round writes the variable before it reads it, and nobody reads it after the loop. */
  #isLocal(variable: Variable): boolean {
    if ((this.reads.get(variable) ?? 0) > (this.#inside.get(variable) ?? 0)) return false;
    let isLocal: boolean | undefined;
    visitOps(this.loop.body, {
      op: (op, list, index) => {
        if (isLocal !== undefined || op.kind !== 'set' || variableOf(op.lvalue) !== variable) return;
        const after = countReads((visit) => visitOps(list.slice(index), { value: visit })).get(variable) ?? 0;
        const own = countReads((visit) => visitValue(op.value, { value: visit })).get(variable) ?? 0;
        isLocal = own === 0 && after === (this.#inside.get(variable) ?? 0);
      },
    });
    return isLocal ?? false;
  }

  /** All that set it have to set it to the same. Together with an exit it is part of the exit. */
  #setsConstant(what: Variable | string, value: Value, isExit = false): void {
    const constant = value.kind === 'const' ? value.value : undefined;
    if (constant === undefined || (this.#constants.get(what) ?? constant) !== constant) this.#isOrdered = true;
    else this.#constants.set(what, constant);
    if (!isExit) this.#accumulates = true;
  }

  /** Nobody looks at a field that another round writes, nor calls what might. */
  #checkReads(): void {
    const fields = [...this.#constants.keys()].filter((what) => typeof what === 'string');
    if (this.#own.size + fields.length === 0) return;
    if (this.#calls || fields.some((field) => this.#own.has(field))) this.#isOrdered = true;
    visitOps(this.loop.body, {
      value: (value) => {
        if (value.kind !== 'field') return;
        const field = `${value.object}.${value.field}`;
        if (fields.includes(field) || (this.#own.has(field) && variableOf(value.id) !== this.#counter)) this.#isOrdered = true;
      },
    });
  }
}

/** Whether nothing but such assignments stands between here and leaving the loop. */
function leads(list: readonly Op[], index: number): boolean {
  const after = list.slice(index + 1).find(({ kind }) => kind !== 'set');
  return after?.kind === 'break' || after?.kind === 'return';
}

/** `x + …` and the union of x and …: whatever is added, the order makes no difference. */
function addsTo(variable: Variable, value: Value): boolean {
  return value.kind === 'binary' && (value.operator === '+' || value.operator === 'union') && variableOf(value.left) === variable;
}

function variableOf(value: Value): Variable | undefined {
  return value.kind === 'temp' ? value.temp : value.kind === 'slot' ? value.slot : undefined;
}
