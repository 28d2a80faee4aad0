// What an event can read and write, from its operations. An object that is not known before the run stands for all objects
// of its type, so a footprint may be too large; it is never too small.
import { foldedFrom, type TaskCode } from './codegen/task-code';
import type { FieldValue, Node, Op, Value } from './ir';
import { FAILED_SLOT } from './codegen/layout';
import type { Parts } from './codegen/parts';
import type { Footprint } from './analyses';
import { wordsOf } from './set-words';

/** `Analyses.footprint`. Each footprint is computed at the first call. */
export function footprints(parts: Parts): (task: number, pc: number) => Footprint {
  const cache = parts.codes.map((): Footprint[] => []);
  return (task, pc) => (cache[task]![pc] ??= new Collector(parts, task).event(parts.codes[task]!, pc));
}

/** `Analyses.ends`. */
export function endsOf({ locations, pcs }: TaskCode, pc: number): readonly number[] {
  return foldedFrom(locations[pc]!).ends.map((end) => pcs.get(end)!);
}

/** What code reads that no task performs: that of an invariant (`Analyses.invariantReads`) or of a pure function. */
export function readsOf(parts: Parts, ops: readonly Op[]): readonly number[] {
  const collector = new Collector(parts, 0);
  collector.ops(ops);
  return collector.accesses().reads;
}

class Collector {
  readonly #reads = new Set<number>();
  readonly #writes = new Set<number>();
  readonly #pures = new Set<string>();
  readonly #area: number;

  constructor(private readonly parts: Parts, private readonly task: number) {
    this.#area = parts.layout.areas[task] ?? 0;
  }

  accesses(): Pick<Footprint, 'reads' | 'writes'> {
    const sorted = (slots: Set<number>): number[] => [...slots].sort((a, b) => a - b);
    return { reads: sorted(this.#reads), writes: sorted(this.#writes) };
  }

  event({ locations, live, words }: TaskCode, pc: number): Footprint {
    const node = locations[pc] as Node;
    const folded = foldedFrom(node);
    this.#access(this.parts.layout.pcs[this.task]!, true);
    const waits = node.location?.guard ?? node.location?.members;
    if (waits) this.value(waits);
    this.#part(node);
    const own = new Set(this.#writes);
    for (const part of folded.locals) this.#part(part);
    // Locals that are dead where the event ends are set to 0 there.
    let held = live.before[node.id]!;
    for (const part of [node, ...folded.locals]) held |= live.written[part.id]!;
    let dead = 0n;
    for (const end of folded.ends) dead |= held & ~live.before[end.id]!;
    for (const [, offsets] of live.classes.offsets(dead)) {
      for (const offset of offsets) for (let word = 0; word < (words?.get(offset) ?? 1); word++) this.#writes.add(this.#area + offset + word);
    }
    const { reads, writes } = this.accesses();
    return { reads, writes, afterwards: writes.filter((slot) => !own.has(slot)) };
  }

  #part({ ops, branch }: Node): void {
    this.ops(ops);
    if (branch) this.value(branch.condition);
  }

  ops(ops: readonly Op[]): void {
    for (const op of ops) this.#op(op);
  }

  value(value: Value): void {
    switch (value.kind) {
      case 'slot':
        return this.#access(this.#area + value.slot.offset, false, wordsOf(value.type, this.parts.world));
      case 'field': return this.#field(value, false);
      case 'table':
        this.value(value.id);
        if (value.index) this.value(value.index);
        return;
      case 'size': return this.value(value.id);
      case 'unary': return this.value(value.operand);
      case 'binary':
        this.value(value.left);
        return this.value(value.right);
      case 'conditional':
        this.value(value.condition);
        this.value(value.then);
        return this.value(value.else);
      case 'call': {
        this.value(value.current);
        for (const arg of value.args) this.value(arg);
        if (this.#pures.has(value.function)) return;
        this.#pures.add(value.function);
        return this.ops(this.parts.pures.get(value.function).ops);
      }
    }
  }

  #op(op: Op): void {
    switch (op.kind) {
      case 'set':
        this.value(op.value);
        if (op.lvalue.kind === 'field') this.#field(op.lvalue, true);
        else if (op.lvalue.kind === 'slot') this.#access(this.#area + op.lvalue.slot.offset, true, wordsOf(op.lvalue.type, this.parts.world));
        return;
      case 'if':
        this.value(op.condition);
        this.ops(op.then);
        return this.ops(op.else);
      case 'loop':
        this.value(op.condition);
        this.ops(op.body);
        return this.ops(op.next);
      case 'labelled': return this.ops(op.body);
      case 'choose': return this.value(op.set);
      case 'reset':
        this.value(op.id);
        return this.#reset(op.object, op.id.kind === 'const' ? op.id.value : undefined);
      case 'assert':
        this.value(op.condition);
        return this.#access(FAILED_SLOT, true);
      case 'limit':
      case 'require':
        this.value(op.condition);
        for (const part of op.message) if (typeof part !== 'string') this.value(part);
        return;
      case 'return':
        if (op.value) this.value(op.value);
    }
  }

  #field({ object, field, id, index }: FieldValue, isWrite: boolean): void {
    this.value(id);
    if (index) this.value(index);
    const pool = this.parts.layout.pools.get(object);
    const extent = pool?.fields.get(field);
    if (!pool || !extent) return;
    const indices = index?.kind === 'const' ? [index.value] : index ? range(extent.length) : [0];
    const ids = id.kind === 'const' ? [id.value] : range(this.parts.world.pool(object).length).map((each) => each + 1);
    for (const each of ids) {
      if (each === 0) continue;
      for (const at of indices) this.#access(pool.base + (each - 1) * pool.stride + extent.offset + at * extent.words, isWrite, extent.words);
    }
  }

  /** `new` and `free` write every field of the object and of its children. */
  #reset(object: string, id: number | undefined): void {
    const pool = this.parts.layout.pools.get(object);
    for (const instance of this.parts.world.pool(object)) {
      if (!pool || (id !== undefined && instance.id !== id)) continue;
      const base = pool.base + (instance.id - 1) * pool.stride;
      for (let offset = 0; offset < pool.stride; offset++) this.#access(base + offset, true);
      for (const field of instance.type.fields) {
        if (field.modifier !== 'own' || field.type.kind !== 'object') continue;
        for (const child of instance.children.get(field.name) ?? []) this.#reset(field.type.name, child);
      }
    }
  }

  /** A write counts as a read, too: on some path the slot may keep its value. */
  #access(first: number, isWrite: boolean, words = 1): void {
    for (let slot = first; slot < first + words; slot++) {
      this.#reads.add(slot);
      if (isWrite) this.#writes.add(slot);
    }
  }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
