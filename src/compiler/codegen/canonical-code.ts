// What a program does, in texts that do not depend on how it is numbered. Slots, program counters, temporaries and positions get their numbers over
// the whole program, so code that never runs shifts those of code that does; here a field is named, a local has its offset in its task's area, and
// a location is one of the ends of the event before it.
// Invariant: where two programs have the same `frame`, and the same text for the start of each task, for some locations that the ends of these texts
// lead to, for the pure functions called there and for the fields touched there at the beginning, they do the same from the one location as from the other.
import type { Node, FieldValue, Op } from '../ir';
import { instanceName } from '../lowering/instance-names';
import { Generator, parameter } from './generator';
import type { Parts } from './parts';
import type { CanonicalCode, CanonicalEvent } from '../analyses';
import type { State } from '../program';
import type { GeneratedCode } from './runtime';
import { foldedFrom, generateEvent, generateGuard } from './task-code';

/** Slot 0 is that of the failed assertion. */
const FIRST_LOCAL = 1;

/** `initial`: the first state. All is worked out when it is first asked for. */
export function canonicalCode(parts: Parts, generated: GeneratedCode, initial: State): CanonicalCode {
  const printer = new CanonicalGenerator(parts);
  const { codes, tasks, world, layout } = parts;
  const eventOf = (task: number, node: Node): CanonicalEvent => {
    const code = codes[task]!;
    const { ends } = foldedFrom(node);
    const canonical = { ...code, area: FIRST_LOCAL, pcSlot: -1, pcs: new Map(ends.map((end, i) => [end, i])) };
    const pcs = ends.map((end) => code.pcs.get(end)!);
    return printer.print(pcs, () => {
      const { location, options } = node;
      if (!location) return generateEvent(node, canonical, printer);
      const isIdle = location.idle ?? (tasks[task]!.kind === 'agent' && code.first.has(node));
      const what = `${location.ended ?? false} ${isIdle} ${location.activation.parent !== undefined} ${options?.length ?? 1} ${location.reason !== undefined}`;
      const guard = location.guard ?? location.members ? generateGuard(location, canonical, printer) : '';
      const holders = location.holders ? printer.scoped(() => `${printer.value(location.holders!)} ${location.holders!.type.kind}`) : '';
      return [what, guard, holders, location.ended ? '' : generateEvent(node, canonical, printer)].join('\n');
    });
  };
  const known = new Map<string, CanonicalEvent>();
  const once = (key: string, compute: () => CanonicalEvent): CanonicalEvent => {
    let event = known.get(key);
    if (!event) known.set(key, event = compute());
    return event;
  };
  return {
    frame: () => once('', () => printer.print([], () => [
      tasks.map(({ name, kind, object }) => `${name} ${kind} ${object}`).join(),
      JSON.stringify(parts.watched), objectsOf(parts),
      ...parts.invariants.map(({ invariant, ops }) => `${invariant.name} ${printer.scoped(() => printer.ops(ops))}`),
    ].join('\n'))),
    start: (task) => once(`${task}`, () => eventOf(task, codes[task]!.begin)),
    event: (task, pc) => once(`${task} ${pc}`, () => eventOf(task, codes[task]!.locations[pc]!)),
    pure: (name) => once(`pure ${name}`, () => printer.print([], () => {
      const { params, ops } = parts.pures.get(name);
      return `${params.map((_, i) => parameter(i)).join()} ${printer.scoped(() => printer.ops(ops), params)}`;
    })),
    asked: (task) => generated.events[task]!.flatMap(({ isAsked }, pc) => (isAsked() ? [pc] : [])),
    initial(field) {
      const [object, name] = field.split('.') as [string, string];
      const pool = layout.pools.get(object);
      const extent = pool?.fields.get(name);
      if (pool && extent) {
        return world.pool(object).map((_, i) => {
          const first = pool.base + i * pool.stride + extent.offset;
          return initial.subarray(first, first + extent.length * extent.words).join();
        }).join(';');
      }
      // It is no part of the state, because nothing changes it.
      const value = world.constantFields.get(object)?.get(name);
      const most = Math.max(0, ...world.pool(object).map(({ sizes }) => sizes.get(name) ?? 0));
      return world.pool(object).map(() => Array.from({ length: most }, () => value).join()).join(';');
    },
  };
}

/** All objects, with what is fixed of them and the values that `new` and `free` give them. */
function objectsOf({ kernel, world }: Parts): string {
  return JSON.stringify(kernel.objects.map(({ name }) => [name, ...world.pool(name).map((instance) => {
    const { owner, dynamic, constants, children, sizes, initial } = instance;
    return [instanceName(world, instance), dynamic, owner?.instance.type.name, owner?.instance.id, [...constants], [...children], [...sizes], [...initial]];
  })]));
}

/** Prints code with names in place of numbers. Its text is compared and never executed. */
class CanonicalGenerator extends Generator {
  #fields = new Set<string>();

  constructor(private readonly parts: Parts) {
    super(parts.kernel, parts.world, parts.layout);
  }

  print(ends: readonly number[], emit: () => string): CanonicalEvent {
    this.#fields = new Set();
    this.called.clear();
    this.area = FIRST_LOCAL;
    const text = emit();
    return { text, ends, pures: [...this.called], fields: [...this.#fields] };
  }

  /** Where it is written does not matter to what it does. */
  override site(): number {
    return 0;
  }

  protected override address({ object, field, id, index }: FieldValue): string {
    this.#fields.add(`${object}.${field}`);
    return `${object}.${field}(${this.number(id)})${index ? `[${this.number(index)}]` : ''}`;
  }

  protected override op(op: Op): string {
    if (op.kind === 'assert') return `${this.parts.assertions[op.assertion]!.name}:${super.op(op)}`;
    if (op.kind === 'reset') this.#reset(op.object);
    return super.op(op);
  }

  /** `new` and `free` write every field of the object and of its children. */
  #reset(object: string): void {
    for (const { name, modifier, type } of this.world.type(object).fields) {
      if (modifier === 'own' && type.kind === 'object') this.#reset(type.name);
      else if (modifier !== 'own' && modifier !== 'const' && modifier !== 'derived') this.#fields.add(`${object}.${name}`);
    }
  }
}
