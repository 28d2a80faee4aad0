// What people are told of the event that a task would perform next: its text, and why it has to wait. The code for that is
// compiled when it is first asked for.
import type { LoweredLocation, Text, Value } from '../ir';
import type { Blocked, State, Task } from '../program';
import { namesOf } from './locations';
import type { Parts } from './parts';
import type { GeneratedCode } from './runtime';
import { members } from '../set-words';

interface Descriptions {
  /** `Program.describe`. */
  describe(state: State, task: number): string;
  /** `Program.blocked`. */
  blocked(state: State, task: number): Blocked | undefined;
}

/** `tasks`: those of the program, with their locations. */
export function descriptions({ generator, layout, codes, tests, world: { selection: { now, all } } }: Parts, code: GeneratedCode, tasks: readonly Task[]): Descriptions {
  const taskByObject = new Map(tasks.map((task) => [task.object, task.index]));
  const cache = new Map<string, (state: State) => unknown>();
  const pcOf = (state: State, task: number): number => state[layout.pcs[task]!]!;
  const locationAt = (task: number, pc: number): LoweredLocation => {
    const { location, versions } = namesOf(codes[task]!.locations[pc]!, now, all);
    tests.use(now, versions);
    return location;
  };

  /** A function of the state for a value or a text of a location; `kind` tells those of one location apart. */
  function compiled<T>(task: number, pc: number, kind: string, content: Value | Text): (state: State) => T {
    const key = `${task}/${pc}/${kind}`;
    let found = cache.get(key);
    if (!found) {
      generator.area = layout.areas[task]!;
      const body = generator.scoped(() => `return ${isText(content) ? generator.text(content) : generator.value(content)};`);
      cache.set(key, (found = code.lazy(`function(S){${body}}`)));
    }
    return found as (state: State) => T;
  }

  function textAt(state: State, task: number, pc: number): string {
    return compiled<string>(task, pc, 'text', locationAt(task, pc).text)(state);
  }

  return {
    describe: (state, task) => textAt(state, task, pcOf(state, task)),
    blocked(state, task) {
      const pc = pcOf(state, task);
      const { waits, status } = tasks[task]!.locations[pc]!;
      if (!waits || status !== 'ready' || code.events[task]![pc]!.enabled(state) > 0) return undefined;
      const { reason, holders } = locationAt(task, pc);
      const held = holders ? compiled<number | bigint>(task, pc, 'holders', holders)(state) : 0;
      return {
        text: reason ? compiled<string>(task, pc, 'reason', reason)(state) : `waits to ${textAt(state, task, pc)}`,
        holders: (holders?.type.kind === 'set' ? members(held) : [Number(held)]).flatMap((id) => taskByObject.get(id) ?? []),
      };
    },
  };
}

function isText(content: Value | Text): content is Text {
  return Array.isArray(content);
}
