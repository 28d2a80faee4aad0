// `Task.locations`: the call stack at each location, with the variables that are live there.
import type { Activation, LoweredLocation, Node, Value } from '../ir';
import type { Parts } from './parts';
import type { VersionSet } from '../version-set';
import type { Atomicity, FrameInfo, FrameVariable, Location, State } from '../program';
import type { GeneratedCode } from './runtime';
import { wordAt, wordName, wordTypes } from '../set-words';

/** The location of a task at a node that has one. */
export function location(parts: Parts, generated: GeneratedCode, task: number, node: Node, pc: number): Location {
  return new NodeLocation(parts, generated, task, node, pc);
}

/** What a version calls a location, and the versions that call it so. */
export function namesOf({ location, variants = [] }: Node, version: VersionSet, all: VersionSet): { readonly location: LoweredLocation; readonly versions: VersionSet } {
  const variant = variants.find(({ versions }) => versions & version);
  return variant ?? { location: location!, versions: variants.reduce((rest, { versions }) => rest & ~versions, all) };
}

/** Frames are made at the first access, the code of a variable at the first `read`. */
class NodeLocation implements Location {
  readonly status: Location['status'];
  readonly waits: boolean;
  readonly isInCall: boolean;
  readonly #version: VersionSet;
  #frames: readonly FrameInfo[] | undefined;

  constructor(private readonly parts: Parts, private readonly generated: GeneratedCode, private readonly task: number, private readonly node: Node, readonly pc: number) {
    const { activation, ended, idle, guard, members } = node.location!;
    const isIdle = idle ?? (parts.tasks[task]!.kind === 'agent' && parts.codes[task]!.first.has(node));
    this.status = ended ? 'ended' : isIdle ? 'idle' : 'ready';
    this.waits = guard !== undefined || members !== undefined;
    this.isInCall = activation.parent !== undefined;
    this.#version = parts.world.selection.now;
  }

  get atomicity(): Atomicity | undefined {
    return this.node.location!.atomicity;
  }

  get frames(): readonly FrameInfo[] {
    return (this.#frames ??= this.#made());
  }

  #made(): readonly FrameInfo[] {
    const { parts, generated, task, node } = this;
    const { location, versions } = namesOf(node, this.#version, parts.world.selection.all);
    parts.tests.use(this.#version, versions);
    const { live } = parts.codes[task]!;
    const alive = live.classes.of(this.#version, live.before[node.id]!);
    return stack(location).map(({ activation, span, visible }): FrameInfo => ({
      function: activation.function,
      source: activation.source,
      span,
      activation: activation.id,
      variables: visible.flatMap(({ name, type, value }) => wordTypes(type, parts.world).map((of, word, { length }): FrameVariable => ({
        name: name + wordName(of),
        type: of,
        ...reader(parts, generated, task, alive, value, length > 1 ? word : 0),
      }))),
    }));
  }
}

function stack(location: LoweredLocation): { activation: Activation; span: LoweredLocation['span']; visible: LoweredLocation['visible'][number] }[] {
  const frames = [];
  let span = location.span;
  let depth = 0;
  for (let at: Activation | undefined = location.activation; at; at = at.parent) {
    frames.push({ activation: at, span, visible: location.visible[depth++] ?? [] });
    if (at.callSpan) span = at.callSpan;
  }
  return frames;
}

function reader({ generator, layout }: Parts, generated: GeneratedCode, task: number, alive: bigint, value: Value, word: number): Pick<FrameVariable, 'read' | 'slot'> {
  const area = layout.areas[task] as number;
  if (value.kind === 'const') return { read: () => (word > 0 ? 0 : value.value) };
  if (value.kind === 'slot') {
    const slot = area + value.slot.offset + word;
    const live = (alive >> BigInt(value.slot.offset)) & 1n;
    return live ? { slot, read: (state) => state[slot] } : { read: () => undefined };
  }
  if (value.kind === 'temp') return { read: () => undefined };
  let compiled: ((state: State) => number | bigint) | undefined;
  return {
    read(state) {
      try {
        if (!compiled) {
          generator.area = area;
          compiled = generated.lazy(`function(S){${generator.scoped(() => `return ${generator.value(value)};`)}}`);
        }
        const read = compiled(state);
        return typeof read === 'bigint' ? wordAt(read, word) : read;
      } catch {
        return undefined; // it is computed from a variable that is dead here
      }
    },
  };
}
