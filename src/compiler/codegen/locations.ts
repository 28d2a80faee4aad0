// `Task.locations`: the call stack at each location, with the variables that are live there.
import type { TaskCode } from './task-code';
import type { Activation, LoweredLocation, Node, Value } from '../ir';
import type { Parts } from './parts';
import type { FrameInfo, FrameVariable, Location, State } from '../program';
import type { GeneratedCode } from './runtime';
import { wordAt, wordName, wordTypes } from '../set-words';

/** The location of a task at a node that has one. Frames are made at the first access, the code of a variable at the first `read`. */
export function location(parts: Parts, generated: GeneratedCode, task: number, node: Node, pc: number): Location {
  const location = node.location as LoweredLocation;
  const { kind } = parts.tasks[task]!;
  const { first, live } = parts.codes[task] as TaskCode;
  const alive = live.before[node.id] as bigint;
  let frames: readonly FrameInfo[] | undefined;
  return {
    pc,
    status: location.ended ? 'ended' : location.idle || (kind === 'agent' && first.has(node)) ? 'idle' : 'ready',
    waits: location.guard !== undefined || location.members !== undefined,
    ...(location.atomicity && { atomicity: location.atomicity }),
    get frames() {
      return (frames ??= stack(location).map(({ activation, span, visible }): FrameInfo => ({
        function: activation.function,
        source: activation.source,
        span,
        activation: activation.id,
        variables: visible.flatMap(({ name, type, value }) => wordTypes(type, parts.world).map((of, word, { length }): FrameVariable => ({
          name: name + wordName(of),
          type: of,
          ...reader(parts, generated, task, alive, value, length > 1 ? word : 0),
        }))),
      })));
    },
  };
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
