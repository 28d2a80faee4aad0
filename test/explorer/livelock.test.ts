import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { runnable } from '../../src/machine/execution/choice';
import { livelockOf } from '../../src/machine/verdict/livelock';
import { outcomeOf } from '../../src/machine/explain/outcome';
import { isInsideCall, makesProgress } from '../../src/machine/verdict/call-progress';
import { replay } from '../../src/machine/schedule/replay';
import { program as compiled } from '../compiler/tiny-kernel';
import { anyEndlessProgram } from '../support/endless-program';
import { anySource, cellProgram } from '../support/reducible-program';
import { lostWakeupToy, toyProgram, type ToyEvent, type ToyTask } from '../support/toy-program';

const [PINS, LOCK] = [0, 1];

function program(...tasks: ToyTask[]): Program {
  return toyProgram({ fields: { pins: [0, 0, 3], lock: [0, 0, 1] }, tasks });
}

/** An event of a call. */
function inCall(name: string, text: string, effect: (state: State) => number | void, more: Partial<ToyEvent> = {}): ToyEvent {
  return { text, function: name, effects: [effect], ...more };
}

/** Pins and unpins for ever. */
const pinner = (name: string): ToyTask => ({
  name, events: [
    inCall('read', 'pin', (state) => { state[PINS]! += 1; }),
    inCall('read', 'unpin', (state) => { state[PINS]! -= 1; return 0; }, { returns: true }),
  ],
});
const sleeper: ToyTask = {
  name: 'truncator',
  events: [inCall('truncate', 'find the page idle', () => {}, { when: (state) => state[PINS] === 0, because: 'sleeps until the page is idle' })],
};
const take = { when: (state: State) => state[LOCK] === 0 };
const worker = (name: string): ToyTask => ({
  name, events: [
    inCall('write', 'lock', (state) => { state[LOCK] = 1; }, take),
    inCall('write', 'unlock', (state) => { state[LOCK] = 0; return 0; }, { returns: true }),
  ],
});
const once: ToyTask = {
  name: 'once', events: [
    inCall('fsync', 'lock', (state) => { state[LOCK] = 1; }, take),
    inCall('fsync', 'unlock', (state) => { state[LOCK] = 0; }),
  ],
};
/** Tries, and tries again. */
const trier: ToyTask = { name: 'trier', events: [inCall('trylock', 'try to lock', (state) => (state[LOCK] === 0 ? 1 : 0))] };
const spinner = (...effects: (() => number)[]): ToyTask => ({ name: 'spinner', events: [inCall('poll', 'look', () => {}, { effects })] });
const agent = (name: string, value: number): ToyTask => ({
  name, agent: true,
  events: [{ text: 'pass it on', when: (state) => state[LOCK] === value, effects: [(state) => { state[LOCK] = 1 - value; }] }],
});
const body = (event: ToyEvent): ToyTask => ({ name: 'process', events: [event] });

const holds: Record<string, Program> = {
  'one who goes round and returns every time': program(worker('worker')),
  'two who want one lock: it is free again and again': program(worker('one'), worker('two')),
  'one who waits for a lock that is free again and again': program(worker('one'), worker('two'), once),
  'one who sleeps until what comes again and again': program(pinner('reader'), sleeper),
  'a loop whose every round is a call that returns': program(body(inCall('poll', 'look', () => 0, { returns: true }))),
  'a loop of the own body': program(body({ text: 'go round', effects: [() => 0] })),
  'a wait whose end some alternative leads to': program(spinner(() => 0, () => 1)),
  'agents that go round for ever': program(agent('ping', 0), agent('pong', 1)),
  'one who tries until nobody is left who could take the lock': program(once, trier),
};

const livelocks: Record<string, [Program, events: number]> = {
  'a sleeper whose condition is never true, because pins overlap': [program(pinner('one'), pinner('two'), sleeper), 5],
  'one alone who looks for ever': [program(spinner(() => 0)), 1],
  'one whose every alternative leads back': [program(spinner(() => 0, () => 0)), 2],
  'one who tries, and is too late every time': [program(worker('worker'), trier), 3],
  'one who sleeps while agents go round': [program(agent('ping', 0), agent('pong', 1), body(inCall('wait', 'wake up', () => {}, { when: () => false }))), 2],
};

describe('a livelock', () => {
  it.each(Object.entries(holds))('is not %s', (_, toy) => {
    expect(exploreAll(toy)).toMatchObject({ verdict: 'holds', complete: true, counterexamples: [] });
  });

  it('is not a hang', () => {
    const verdicts = exploreAll(lostWakeupToy(), { all: true }).counterexamples.map(({ verdict }) => verdict);
    expect(verdicts).toEqual(['hang']);
  });

  it.each(Object.entries(livelocks))('is %s', (_, [toy, events]) => {
    expect(exploreAll(toy)).toMatchObject({ verdict: 'livelock', property: null, complete: true, bound: null, events });
  });

  it('says who sleeps, since when, and who goes on', () => {
    expect(exploreAll(program(pinner('one'), pinner('two'), sleeper))).toMatchObject({
      schedule: 'aba2b',
      reason: 'truncator never returns from truncate: it sleeps until the page is idle. '
        + 'Events 2 to 5 lead back to where they began and can repeat for ever: one and two keep going',
    });
  });

  it('says who goes round', () => {
    expect(exploreAll(program(worker('worker'), trier))).toMatchObject({
      reason: 'trier never returns from trylock: it goes round with 1 event of its own. '
        + 'Events 1 to 3 lead back to where they began and can repeat for ever: worker keeps going',
    });
    expect(exploreAll(program(spinner(() => 0)))).toMatchObject({
      schedule: 'a', reason: 'spinner never returns from poll: it goes round with 1 event of its own. Event 1 leads back to where it began and can repeat for ever',
    });
  });

  it('is told from progress where both look alike from outside', () => {
    const poll = 'syscall void poll(block_device d) { if (d.full) return; }';
    const spin = 'syscall void spin(block_device d) { while (!d.full) { } }';
    expect(exploreAll(compiled('process p { while (true) poll(box); }', poll)).verdict).toBe('holds');
    expect(exploreAll(compiled('process p { while (true) spin(box); }', spin)).verdict).toBe('livelock');
  });
});

describe('the search for livelocks', () => {
  it('comes after everything else, unless it is asked for', () => {
    const check = (state: State): string | undefined => (state[PINS] === 0 ? 'no pins' : undefined);
    const toy: Program = {
      ...program(spinner(() => 0)), invariants: [{ name: 'pinned', check, source: '', span: [0, 0, 0, 0], gate: {} }],
      violation: (state) => (check(state) ? { property: 'pinned', text: 'no pins' } : undefined),
    };
    expect(exploreAll(toy)).toMatchObject({ verdict: 'violates', counterexamples: [{ verdict: 'violates' }] });
    const both = [{ verdict: 'violates' }, { verdict: 'livelock' }];
    expect(exploreAll(toy, { all: true })).toMatchObject({ verdict: 'violates', counterexamples: both });
    expect(exploreAll(toy, { until: { verdict: 'livelock' } })).toMatchObject({ verdict: 'livelock', counterexamples: both });
  });

  it('respects bounds', () => {
    const toy = program(pinner('one'), pinner('two'), sleeper);
    expect(exploreAll(toy, { isCancelled: () => true })).toMatchObject({
      verdict: 'unknown', bound: 'cancelled', schedule: null, reason: 'cancelled after 8 states, while looking for livelocks',
    });
  });

  it('finds one exactly where some set of states is a fair component', () => {
    const count = { holds: 0, livelock: 0 };
    fc.assert(fc.property(anyEndlessProgram, (toy) => {
      const graph = graphOf(toy);
      fc.pre(graph.length <= 11);
      const expected = toy.tasks.some(({ index }) => hasFairComponent(toy, graph, index));
      const { counterexamples } = exploreAll(toy, { all: true });
      expect(counterexamples.some(({ verdict }) => verdict === 'livelock')).toBe(expected);
      count[expected ? 'livelock' : 'holds']++;
    }), { numRuns: 400 });
    expect(Math.min(count.holds, count.livelock)).toBeGreaterThan(40);
  });

  it('gives a way into a cycle and once around it', () => {
    fc.assert(fc.property(anyEndlessProgram, (toy) => {
      const found = exploreAll(toy, { all: true }).counterexamples.find(({ verdict }) => verdict === 'livelock');
      fc.pre(found !== undefined);
      const { execution, refusal } = replay(toy, found.schedule);
      expect(refusal).toBeUndefined();
      expect(execution.length).toBe(found.events);
      expect(outcomeOf(execution)).toEqual({ verdict: 'livelock', property: null, reason: found.reason, missingWait: found.missingWait });
      const { begin, starved } = livelockOf(execution)!;
      expect([...execution.stateAt(begin)]).toEqual([...execution.state]);
      const positions = Array.from({ length: execution.length - begin }, (_, index) => begin + index);
      const moved = positions.map((position) => execution.choiceAt(position).task);
      const movable = positions.flatMap((position) => runnable(toy, execution.stateAt(position)).map(({ task }) => task));
      expect(new Set(moved)).toEqual(new Set(movable));
      for (const process of starved) expect(positions.every((position) => isInsideCall(toy, execution.stateAt(position), process))).toBe(true);
    }), { numRuns: 200 });
  });

  it('says the same after a reduced search', () => {
    fc.assert(fc.property(fc.oneof(anySource.map(cellProgram), anyEndlessProgram), (toy) => {
      const { verdict, schedule } = exploreAll(toy);
      expect(exploreAll(toy, { reduction: true, unreducedFirst: 0 })).toMatchObject({ verdict, schedule });
    }), { numRuns: 100 });
  });

  it('is open after a reduced search if a bound does not allow the other one', () => {
    const own = 'syscall void lock_own() { current.lock.writer = current; current.lock.writer = null; }';
    const poll = 'syscall void poll(block_device d) { if (d.full) return; }';
    const loop = (): Program => compiled('process a { lock_own(); } process b { lock_own(); } process c { while (true) poll(box); }', own + poll);
    const full = exploreAll(loop());
    expect(exploreAll(loop(), { reduction: true, unreducedFirst: 0 })).toEqual(full);
    expect(full.verdict).toBe('holds');
    expect(exploreAll(loop(), { reduction: true, unreducedFirst: 0, maxStates: full.states - 1 })).toMatchObject({
      verdict: 'unknown', bound: 'states', complete: false, reduced: true, schedule: null,
      reason: expect.stringMatching(/^without reduction it may be a livelock: some execution can go on for ever; the bound on states was reached after 9 states/),
    });
  });
});

interface Group {
  readonly task: number;
  readonly targets: readonly number[];
  readonly returns: boolean;
}

/** All states with what each task can do in them. */
function graphOf(toy: Program): { state: State; groups: Group[] }[] {
  const states = [toy.initial()];
  const numberOf = (state: State): number => {
    const known = states.findIndex((other) => String(other) === String(state));
    return known >= 0 ? known : states.push(state) - 1;
  };
  const graph: { state: State; groups: Group[] }[] = [];
  for (const state of states) {
    const groups = toy.tasks.map(({ index: task }): Group => {
      const choices = runnable(toy, state).filter((choice) => choice.task === task);
      return {
        task,
        targets: choices.map(({ alternative }) => {
          const next = state.slice();
          toy.step(next, task, alternative);
          return numberOf(next);
        }),
        returns: choices.some(({ alternative }) => makesProgress(toy, state, task, alternative)),
      };
    });
    graph.push({ state, groups: groups.filter(({ targets }) => targets.length > 0) });
  }
  return graph;
}

/** Tries every set of states: the definition, word for word. */
function hasFairComponent(toy: Program, graph: ReturnType<typeof graphOf>, process: number): boolean {
  for (let set = 1; set < 1 << graph.length; set++) {
    const nodes = [...graph.keys()].filter((node) => set >>> node & 1);
    if (!nodes.every((node) => isInsideCall(toy, graph[node]!.state, process))) continue;
    const stays = (group: Group): boolean => group.targets.every((target) => set >>> target & 1) && !(group.task === process && group.returns);
    const edges = nodes.map((node) => graph[node]!.groups.filter(stays));
    const movable = nodes.flatMap((node) => graph[node]!.groups.map(({ task }) => task));
    const moved = new Set(edges.flat().map(({ task }) => task));
    if (moved.size === 0 || !movable.every((task) => moved.has(task))) continue;
    const reachesAll = nodes.every((start) => {
      const reached = new Set([start]);
      for (const node of reached) edges[nodes.indexOf(node)]!.flatMap(({ targets }) => targets).forEach((target) => reached.add(target));
      return reached.size === nodes.length;
    });
    if (reachesAll) return true;
  }
  return false;
}
