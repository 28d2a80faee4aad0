// Puts the compiled parts together as a `Program`.
import type { Invariant, KernelTree, ScenarioTree, Type, Version } from '../language/tree';
import type { TaskCode } from './generate-steps';
import type { Generator } from './generate-values';
import type { Activation, Node, Op, Rest, Site, TaskGraph, Value } from './ir';
import { FAILED_SLOT, type Layout } from './layout';
import { instanceName } from './names';
import { objectPools } from './pools';
import type { Blocked, FrameInfo, FrameVariable, InvariantCheck, Location, Program, State, Task } from './program';
import { link, type Generated } from './runtime';
import type { World } from './world';

export interface LoweredTask {
  readonly name: string;
  readonly kind: 'process' | 'agent';
  readonly object: number;
  readonly graph: TaskGraph;
}

export interface Parts {
  readonly kernel: KernelTree;
  readonly scenario: ScenarioTree;
  readonly version: Version;
  readonly world: World;
  readonly layout: Layout;
  readonly generator: Generator;
  readonly tasks: readonly LoweredTask[];
  readonly codes: readonly TaskCode[];
  readonly assertions: readonly { readonly name: string; readonly site: Site }[];
  readonly pures: readonly { readonly name: string; readonly params: readonly string[]; readonly ops: readonly Op[] }[];
  readonly invariants: readonly { readonly invariant: Invariant; readonly ops: readonly Op[] }[];
  readonly boot: readonly Op[];
}

export function assemble(parts: Parts): Program {
  const { kernel, scenario, world, layout, generator, codes } = parts;
  const format = formatter(kernel, world);
  const generated = link(moduleText(parts), {
    sites: generator.sites,
    types: generator.types,
    tables: generator.tables.map(({ object, field, width }) => {
      const rows: (number | undefined)[] = Array.from({ length: width });
      for (const instance of world.pool(object)) {
        const values = instance.constants.get(field) ?? instance.children.get(field) ?? [];
        for (let i = 0; i < width; i++) rows.push(values[i]);
      }
      return rows;
    }),
    format,
    resets: kernel.objects.map((type) => type.name),
    reset: (object, state, id, live, fail) => reset(world, layout, object, state, id, live, fail),
  });
  const tasks = parts.tasks.map((task, i): Task => ({
    index: i,
    name: task.name,
    kind: task.kind,
    object: task.object,
    locations: (codes[i] as TaskCode).rests.map((node, pc) => location(parts, generated, i, node, pc)),
  }));
  const taskByObject = new Map(tasks.map((task) => [task.object, task.index]));
  const invariants = parts.invariants.map(({ invariant }, i): InvariantCheck => ({
    name: invariant.name,
    source: invariant.source,
    span: invariant.span,
    gate: invariant.gate,
    ...(invariant.doc !== undefined && { doc: invariant.doc }),
    check: generated.invariants[i] as InvariantCheck['check'],
  }));
  const initial = initialState(parts, generated);
  const pc = (state: State, task: number): number => state[layout.pcs[task] as number] as number;
  const restOf = (state: State, task: number): Rest => codes[task]?.rests[pc(state, task)]?.rest as Rest;
  const lazily = lazyCode(parts, generated);

  return {
    scenario: scenario.title,
    source: scenario.source,
    kernel: parts.version,
    slots: layout.slots,
    types: objectPools(kernel, world, layout),
    enums: new Map(kernel.enums.map((type) => [type.name, type.members])),
    tasks,
    invariants,
    initial: () => initial.slice(),
    enabled(state, task) {
      const at = pc(state, task);
      const node = codes[task]?.rests[at] as Node;
      if (node.rest?.ended) return 0;
      const guard = generated.guards[task]?.[at];
      if (guard && !guard(state)) return 0;
      return node.options ? node.options.length : 1;
    },
    step(state, task, alternative, marks) {
      const step = generated.steps[task]?.[pc(state, task)];
      if (!step) throw new Error(`task ${task} has ended`);
      step(state, alternative, marks);
    },
    location: (state, task) => tasks[task]?.locations[pc(state, task)] as Location,
    blocked(state, task): Blocked | undefined {
      const at = pc(state, task);
      const guard = generated.guards[task]?.[at];
      if (!guard || guard(state) || tasks[task]?.locations[at]?.status !== 'ready') return undefined;
      const { reason, holders, text } = restOf(state, task);
      const held = holders ? lazily<number>(task, at, 'holders', holders)(state) : 0;
      return {
        text: reason ? lazily<string>(task, at, 'reason', reason)(state) : `waits to ${lazily<string>(task, at, 'text', text)(state)}`,
        holders: objectsOf(held, holders).flatMap((id) => taskByObject.get(id) ?? []).filter((index) => index !== task),
      };
    },
    describe(state, task) {
      const at = pc(state, task);
      return lazily<string>(task, at, 'text', restOf(state, task).text)(state);
    },
    format,
    violation(state) {
      const failed = state[FAILED_SLOT] as number;
      if (failed > 0) {
        const { name, site } = parts.assertions[failed - 1] as { name: string; site: Site };
        return { property: name, text: `the assertion in ${site.source}:${site.span[0] + 1} failed` };
      }
      for (const invariant of invariants) {
        const text = invariant.check(state);
        if (text !== undefined) return { property: invariant.name, text };
      }
      return undefined;
    },
  };
}

/** A set's members, or the one object of a reference. */
function objectsOf(value: number, holders: Value | undefined): number[] {
  if (holders?.type.kind !== 'set') return value > 0 ? [value] : [];
  const ids: number[] = [];
  for (let bit = 0; bit < 31; bit++) if (value & (1 << bit)) ids.push(bit + 1);
  return ids;
}

function moduleText({ generator, codes, pures, invariants, boot }: Parts): string {
  const list = (functions: readonly string[]): string => `[${functions.join(',\n')}]`;
  generator.area = 0;
  const pure = pures.map(({ name, params, ops }) => {
    const body = generator.scoped(() => generator.ops(ops)).replace(/^let ([^;]*);/, (_, names: string) => {
      const locals = names.split(',').filter((each) => !params.includes(each.split('=')[0] as string));
      return locals.length > 0 ? `let ${locals.join(',')};` : '';
    });
    return `P[${JSON.stringify(name)}]=function(${['S', ...params].join(',')}){${body}return 0;};`;
  });
  const checks = invariants.map(({ ops }) => `function(S){${generator.scoped(() => generator.ops(ops))}}`);
  const booting = generator.scoped(() => generator.ops(boot));
  return `const P={};${pure.join('\n')}
return {starts:${list(codes.map((code) => code.start))},
steps:${list(codes.map((code) => list(code.steps)))},
guards:${list(codes.map((code) => list(code.guards)))},
invariants:${list(checks)},
boot:function(S){let m;${booting}},
lazy:function(text){return eval(text)}};`;
}

/** Texts, reasons and values for people: compiled when first asked for. */
function lazyCode({ generator, layout }: Parts, generated: Generated) {
  const cache = new Map<string, (state: State) => unknown>();
  return <T>(task: number, pc: number, what: string, content: Value | Rest['text']): ((state: State) => T) => {
    const key = `${task}/${pc}/${what}`;
    let compiled = cache.get(key);
    if (!compiled) {
      generator.area = layout.areas[task] as number;
      const expression = generator.scoped(() => `return ${isText(content) ? generator.text(content) : generator.number(content)};`);
      cache.set(key, (compiled = generated.lazy(`(function(S){${expression}})`)));
    }
    return compiled as (state: State) => T;
  };
}

function isText(content: Value | Rest['text']): content is Rest['text'] {
  return Array.isArray(content);
}

function initialState({ world, layout, tasks, boot }: Parts, generated: Generated): State {
  const state = new Int32Array(layout.slots.length);
  for (const [type, pool] of layout.pools) {
    for (const instance of world.pool(type)) {
      const base = pool.base + (instance.id - 1) * pool.stride;
      for (const [name, field] of pool.fields) state.fill(instance.initial.get(name) ?? 0, base + field.offset, base + field.offset + field.length);
      if (pool.live !== undefined) state[base + pool.live] = instance.dynamic ? 0 : 1;
    }
  }
  if (boot.length > 0) generated.boot(state);
  tasks.forEach((_, i) => generated.starts[i]?.(state, 0));
  return state;
}

/** `new` and `free`: the object and its children as they are at boot. */
function reset(world: World, layout: Layout, object: string, state: State, id: number, live: boolean, fail: (message: string) => never): void {
  const pool = layout.pools.get(object);
  const instance = world.instance(object, id);
  if (!pool || !instance) return fail(`there is no ${object} ${id}`);
  const base = pool.base + (id - 1) * pool.stride;
  if (pool.live !== undefined) {
    const name = instanceName(world, instance);
    if (live && state[base + pool.live]) fail(`${name} is made again while it is in use: a capacity of the model is exceeded`);
    if (!live && !state[base + pool.live]) fail(`${name} is freed twice`);
    state[base + pool.live] = live ? 1 : 0;
  }
  for (const [name, field] of pool.fields) state.fill(instance.initial.get(name) ?? 0, base + field.offset, base + field.offset + field.length);
  for (const field of instance.type.fields) {
    if (field.modifier !== 'own' || field.type.kind !== 'object') continue;
    for (const child of instance.children.get(field.name) ?? []) reset(world, layout, field.type.name, state, child, live, fail);
  }
}

function formatter(kernel: KernelTree, world: World): (value: number, type: Type) => string {
  const enums = new Map(kernel.enums.map((type) => [type.name, type.members]));
  const name = (type: string, id: number): string => {
    const instance = world.instance(type, id);
    return instance ? instanceName(world, instance) : 'null';
  };
  return (value, type) => {
    switch (type.kind) {
      case 'bool': return value ? 'true' : 'false';
      case 'enum': return enums.get(type.name)?.[value] ?? String(value);
      case 'object': return name(type.name, value);
      case 'set': return `{${objectsOf(value, { kind: 'const', value, type }).map((id) => name(type.name, id)).join(', ')}}`;
      case 'null': return 'null';
      default: return String(value);
    }
  };
}

function location(parts: Parts, generated: Generated, task: number, node: Node, pc: number): Location {
  const rest = node.rest as Rest;
  const { first, live } = parts.codes[task] as TaskCode;
  const alive = live.before[node.id] as bigint;
  let frames: readonly FrameInfo[] | undefined;
  return {
    pc,
    status: rest.ended ? 'ended' : parts.tasks[task]?.kind === 'agent' && first.has(node) ? 'idle' : 'ready',
    waits: rest.guard !== undefined,
    get frames() {
      return (frames ??= stack(rest).map(({ activation, span, visible }): FrameInfo => ({
        function: activation.function,
        source: activation.source,
        span,
        activation: activation.id,
        variables: visible.map((variable): FrameVariable => ({
          name: variable.name,
          type: variable.type,
          ...reader(parts, generated, task, alive, variable.value),
        })),
      })));
    },
  };
}

function stack(rest: Rest): { activation: Activation; span: Rest['span']; visible: Rest['visible'][number] }[] {
  const frames = [];
  let span = rest.span;
  let depth = 0;
  for (let at: Activation | undefined = rest.activation; at; at = at.parent) {
    frames.push({ activation: at, span, visible: rest.visible[depth++] ?? [] });
    if (at.callSpan) span = at.callSpan;
  }
  return frames;
}

function reader({ generator, layout }: Parts, generated: Generated, task: number, alive: bigint, value: Value): Pick<FrameVariable, 'read' | 'slot'> {
  const area = layout.areas[task] as number;
  if (value.kind === 'const') return { read: () => value.value };
  if (value.kind === 'slot') {
    const slot = area + value.slot.offset;
    const live = (alive >> BigInt(value.slot.offset)) & 1n;
    return live ? { slot, read: (state) => state[slot] } : { read: () => undefined };
  }
  if (value.kind === 'temp') return { read: () => undefined };
  let compiled: ((state: State) => number) | undefined;
  return {
    read(state) {
      try {
        if (!compiled) {
          generator.area = area;
          compiled = generated.lazy(`(function(S){${generator.scoped(() => `return ${generator.number(value)};`)}})`);
        }
        return compiled(state);
      } catch {
        return undefined; // built from a variable that is no longer used
      }
    },
  };
}

