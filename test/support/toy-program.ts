// Programs written by hand, small enough to check in one's head: no language and no compiler involved.
import { noAnalyses } from '../../src/compiler/analyses';
import { ModelError, RETURNED, type Location, type ObjectPool, type Program, type State, type Task } from '../../src/compiler/program';
import type { Span, Type } from '../../src/language/tree';

export interface ToyEvent {
  readonly text: string;
  /** The event is enabled while this holds. Default: always. */
  readonly when?: (state: State) => boolean;
  readonly because?: string;
  readonly holders?: (state: State) => readonly number[];
  /** One effect for each alternative; each may return the next event's number (default: the one that follows). */
  readonly effects: readonly ((state: State) => number | void)[];
  readonly mark?: string;
  /** The call that the event is part of. It returns where the next event is not part of it, or where `returns` says so. */
  readonly function?: string;
  readonly returns?: boolean;
}

export interface ToyTask {
  readonly name: string;
  readonly agent?: boolean;
  readonly events: readonly ToyEvent[];
}

export interface Toy {
  readonly fields: Readonly<Record<string, readonly [initial: number, min: number, max: number]>>;
  readonly tasks: readonly ToyTask[];
  readonly invariants?: Readonly<Record<string, (state: State) => string | undefined>>;
  /** A value outside its range is an error of the model. */
  readonly isChecked?: boolean;
}

const SOURCE = 'toy.daxscn';
const INT: Type = { kind: 'int', min: -1024, max: 1023 };

/** Slots: the fields in their order, then one program counter a task. */
export function toyProgram(toy: Toy): Program {
  const fields = Object.entries(toy.fields);
  const pcOf = (task: number): number => fields.length + task;
  const current = (state: State, task: number): ToyEvent | undefined => toy.tasks[task]!.events[state[pcOf(task)]!];
  const tasks = toy.tasks.map((task, index): Task => ({
    index, name: task.name, routine: task.name, kind: task.agent ? 'agent' : 'process', object: index + 1,
    pcSlot: pcOf(index),
    locations: [...task.events, undefined].map((event, pc) => locationOf(task, index, event, pc)),
  }));
  const invariants = Object.entries(toy.invariants ?? {}).map(([name, check], index) => ({
    name, check, source: SOURCE, span: [100 + index, 0, 100 + index, 9] as Span, gate: {},
  }));
  const pool: ObjectPool = {
    name: 'toy', source: SOURCE, span: [0, 0, 0, 0],
    instances: fields.map(([name], slot) => ({ id: slot + 1, name, fields: [{ kind: 'state', name, type: INT, slots: [slot], array: false }] })),
  };

  const slots = [
    ...fields.map(([path, [, min, max]], id) => ({ path, type: INT, min, max, field: { type: 'toy', id: id + 1, name: path } })),
    ...toy.tasks.map(({ name, events }, task) => ({ path: `${name}.pc`, type: INT, min: 0, max: events.length, task })),
  ];

  const program: Program = {
    scenario: 'toy', source: SOURCE, kernel: 4017, types: [pool], enums: new Map(), slots, tasks, invariants,
    historyVariables: [], failedAssertionSlots: [], analyses: noAnalyses({ slots, tasks }),
    initial: () => Int32Array.from([...fields.map(([, [initial]]) => initial), ...toy.tasks.map(() => 0)]),
    enabled: (state, task) => {
      const event = current(state, task);
      return event && (event.when?.(state) ?? true) ? event.effects.length : 0;
    },
    step: (state, task, alternative, marks) => {
      const event = current(state, task)!;
      if (event.mark) marks?.push(event.mark);
      const next = event.effects[alternative]!(state) ?? state[pcOf(task)]! + 1;
      if (event.function !== undefined && (event.returns || toy.tasks[task]!.events[next]?.function !== event.function)) marks?.push(RETURNED);
      state[pcOf(task)] = toy.tasks[task]!.agent ? next % toy.tasks[task]!.events.length : next;
      if (!toy.isChecked) return;
      fields.forEach(([path, [, min, max]], slot) => {
        if (state[slot]! < min || state[slot]! > max) {
          throw new ModelError(`${path} = ${state[slot]} is outside ${min}..${max}`, SOURCE, spanOf(task, 0));
        }
      });
    },
    events: (task) => tasks[task]!.locations.map(() => ({
      enabled: (state) => program.enabled(state, task),
      step: (state, alternative, marks) => program.step(state, task, alternative, marks),
    })),
    location: (state, task) => tasks[task]!.locations[state[pcOf(task)]!]!,
    blocked: (state, task) => {
      const event = current(state, task);
      if (!event || program.enabled(state, task) > 0 || program.location(state, task).status === 'idle') return undefined;
      return { text: event.because ?? `waits to ${event.text}`, holders: event.holders?.(state) ?? [] };
    },
    describe: (state, task) => current(state, task)?.text ?? '',
    format: (value) => String(value),
    expression: () => { throw new Error('a toy has no expressions'); },
    failedAssertion: () => undefined,
    reachedAssertions: () => [],
    violation: (state) => {
      for (const { name, check } of invariants) {
        const text = check(state);
        if (text !== undefined) return { property: name, text };
      }
      return undefined;
    },
  };
  return program;
}

function spanOf(task: number, pc: number): Span {
  return [task * 10 + pc, 4, task * 10 + pc, 20];
}

function locationOf(task: ToyTask, index: number, event: ToyEvent | undefined, pc: number): Location {
  const outer = { function: task.name, source: SOURCE, span: spanOf(index, pc), activation: 0, variables: [] };
  const inner = event?.function
    ? [{ ...outer, function: event.function, activation: 1 + task.events.findIndex((other) => other.function === event.function) }]
    : [];
  const status = event ? (task.agent && pc === 0 ? 'idle' : 'ready') : task.agent ? 'idle' : 'ended';
  return { pc, status, frames: [...inner, outer], isInCall: inner.length > 0, waits: event?.when !== undefined };
}

/** Takes `lock` (0 is free) for `task`. */
function take(lock: number, name: string, task: number): ToyEvent {
  return {
    text: `lock ${name}`, function: 'lock', because: `waits for ${name}`,
    when: (state) => state[lock] === 0,
    holders: (state) => [state[lock]! - 1],
    effects: [(state) => { state[lock] = task + 1; }],
  };
}

function release(lock: number, name: string): ToyEvent {
  return { text: `unlock ${name}`, function: 'unlock', effects: [(state) => { state[lock] = 0; }] };
}

/** Two tasks, two locks, opposite orders. */
export function lockOrderToy(): Program {
  return toyProgram({
    fields: { A: [0, 0, 2], B: [0, 0, 2] },
    tasks: [
      { name: 'reader', events: [take(0, 'A', 0), take(1, 'B', 0), release(1, 'B'), release(0, 'A')] },
      { name: 'truncator', events: [take(1, 'B', 1), take(0, 'A', 1), release(0, 'A'), release(1, 'B')] },
    ],
  });
}

/** Each task reads the counter and then writes it back plus one; `limit` breaks when it reaches `limit`. */
export function counterToy(tasks = 2, rounds = 1, limit = Infinity): Program {
  const names = ['reader', 'truncator', 'writer', 'signaller'].slice(0, tasks);
  return toyProgram({
    fields: { counter: [0, 0, 255], ...Object.fromEntries(names.map((name) => [`${name}.seen`, [0, 0, 255] as const])) },
    tasks: names.map((name, index) => ({
      name,
      events: Array.from({ length: rounds }, (): ToyEvent[] => [
        { text: 'read counter', function: 'load', effects: [(state) => { state[1 + index] = state[0]!; }] },
        { text: 'write counter', function: 'store', mark: 'written', effects: [(state) => { state[0] = state[1 + index]! + 1; }] },
      ]).flat(),
    })),
    invariants: {
      below_limit: (state) => (state[0]! < limit ? undefined : `counter is ${state[0]}`),
      no_lost_update: (state) => {
        const done = names.every((_, task) => state[1 + names.length + task] === 2 * rounds);
        return done && state[0]! < names.length * rounds ? `${names.length * rounds} increments made ${state[0]}` : undefined;
      },
    },
  });
}

/** The sleeper tests a flag and then sleeps; the waker wakes whoever sleeps at that moment. */
export function lostWakeupToy(): Program {
  return toyProgram({
    fields: { done: [0, 0, 1], asleep: [0, 0, 1], woken: [0, 0, 1] },
    tasks: [
      {
        name: 'sleeper',
        events: [
          { text: 'test done', effects: [(state) => (state[0] === 1 ? 3 : 1)] },
          { text: 'go to sleep', effects: [(state) => { state[1] = 1; }] },
          { text: 'wake up', because: 'sleeps until somebody wakes it', when: (state) => state[2] === 1, effects: [() => {}] },
        ],
      },
      {
        name: 'waker',
        events: [
          { text: 'set done', effects: [(state) => { state[0] = 1; }] },
          { text: 'wake', effects: [(state) => { if (state[1] === 1) state[2] = 1; }] },
        ],
      },
    ],
  });
}

/** A process that chooses one of three numbers, and an agent that consumes it. */
export function chooserToy(): Program {
  return toyProgram({
    fields: { box: [0, 0, 3], eaten: [0, 0, 3] },
    tasks: [
      { name: 'process', events: [{ text: 'choose', effects: [1, 2, 3].map((value) => (state: State) => { state[0] = value; }) }] },
      {
        name: 'agent', agent: true,
        events: [
          { text: 'take the box', when: (state) => state[0]! > 0, effects: [(state) => { state[1] = state[0]!; }] },
          { text: 'empty the box', effects: [(state) => { state[0] = 0; }] },
        ],
      },
    ],
    invariants: { never_two: (state) => (state[1] === 2 ? 'two was eaten' : undefined) },
  });
}

/** A program whose model fails when both tasks have moved. */
export function brokenToy(): Program {
  const bump: ToyEvent = { text: 'bump', effects: [(state) => { state[0]! += 1; }] };
  return toyProgram({ isChecked: true, fields: { small: [0, 0, 1] }, tasks: [{ name: 'reader', events: [bump] }, { name: 'writer', events: [bump] }] });
}
