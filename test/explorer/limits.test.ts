import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModelLimit, type EventCode, type Program } from '../../src/compiler/program';
import { restoreSearch, saveSearch } from '../../src/explorer/checkpoint/checkpoint';
import { exploreAll } from '../../src/explorer/explore';
import { Search } from '../../src/explorer/search/search';
import { runnable } from '../../src/machine/execution/choice';
import { violations } from '../../src/machine/execution/violations';
import { replay } from '../../src/machine/schedule/replay';
import { program } from '../compiler/tiny-kernel';
import { anyProgram } from '../support/random-program';

const KERNEL = `
syscall void grow(block_device d, int n) { "grow {d}": d.value += n; }
syscall void fill(block_device d) { "fill {d}": d.full = true; }
syscall void check(block_device d) { "is {d} full?": assert (!d.full) "{d} is full"; }
syscall void wait_for(block_device d) { "wait": await (d.full) because "waits"; }
syscall void visit(block_device d) { "visit {d}": limit (d.value < 3) "{d} has room for 3 visitors, not for {d.value + 1}"; }
object token { bool used; }
syscall void take() { token t = new token; "use it": t.used = true; }
`;

/** The process must be the only one of its kind. */
const explored = (processes: string, options = {}) => exploreAll(program(processes, KERNEL), options);

describe.each([['in full', {}], ['with reduction', { reduction: true, symmetry: true, unreducedFirst: 0 }]])('a limit of the model, %s', (_, options) => {
  it('is the verdict unknown, with name, number, place and the way there', () => {
    const processes = 'process p { grow(box, 7); grow(box, 1); }';
    const found = explored(processes, options);
    expect(found).toMatchObject({ verdict: 'unknown', bound: 'model', complete: false, events: 2, schedule: 'a2' });
    expect(found.reason).toBe('limit of the model: block_device.value holds 0 … 7; 8 does not fit (test.daxscn:1, p; more.daxk:2)');
    expect(replay(program(processes, KERNEL), 'a2').refusal?.failure).toBeInstanceOf(ModelLimit);
  });

  it('is what a `limit` statement says', () => {
    expect(explored('process p { grow(box, 3); visit(box); }', options).reason).toContain('box has room for 3 visitors, not for 4');
    expect(explored('process p { grow(box, 2); visit(box); }', options).verdict).toBe('holds');
  });

  it('is an object that is made while it is in use', () => {
    expect(explored('process p { repeat 2 take(); }', options)).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('p.token is made a second time while the first is in use') });
  });

  it('does not keep what goes wrong elsewhere from being found', () => {
    const found = explored('process p { grow(box, 7); grow(box, 1); } process q { fill(box); } process r { check(box); check(box); check(box); }', options);
    expect(found).toMatchObject({ verdict: 'violates', property: 'check', bound: null });
  });

  it('is no end of an execution: who waits for the task there is no hang', () => {
    expect(explored('process p { grow(box, 7); grow(box, 1); fill(box); } process q { wait_for(box); }', options)).toMatchObject({ verdict: 'unknown', bound: 'model' });
  });

  it('is told once for each thing that has no room', () => {
    const { reason } = explored('process p { grow(box, 7); grow(box, 1); } process q { repeat 2 take(); }', options);
    expect(reason).toMatch(/^limit of the model: .*; also /);
  });
});

/** The same program, but the model has no room for events that make x0 and x1 both 2. */
function limited(program: Program): Program {
  const guard = (step: EventCode['step']): EventCode['step'] => (state, alternative, marks) => {
    step(state, alternative, marks);
    if (state[0] === 2 && state[1] === 2) throw new ModelLimit('both are 2', 'toy.daxscn', [0, 0, 0, 1]);
  };
  return {
    ...program,
    step: (state, task, alternative, marks) => guard((after, way, passed) => program.step(after, task, way, passed))(state, alternative, marks),
    events: (task) => program.events(task).map(({ enabled, step }) => ({ enabled, step: guard(step) })),
  };
}

/** All states that are reached without a limit; whether there is one; and the properties that are violated. */
function reference(program: Program) {
  const seen = new Set<string>();
  const violated = new Set<string>();
  let isLimited = false;
  const queue = [program.initial()];
  for (const state of queue) {
    if (seen.has(String(state))) continue;
    seen.add(String(state));
    for (const { property } of violations(program, state)) violated.add(property);
    for (const { task, alternative } of runnable(program, state)) {
      const next = state.slice();
      try {
        program.step(next, task, alternative);
        queue.push(next);
      } catch (error) {
        if (!(error instanceof ModelLimit)) throw error;
        isLimited = true;
      }
    }
  }
  return { states: seen.size, violated: [...violated], isLimited };
}

describe('any program with a limit', () => {
  it('is searched everywhere else', () => {
    fc.assert(fc.property(anyProgram.map(limited), (program) => {
      const { states, violated, isLimited } = reference(program);
      const found = exploreAll(program, { all: true });
      expect(found.states).toBe(states);
      expect(found.counterexamples.flatMap(({ property }) => property ?? [])).toEqual(violated);
      if (isLimited) expect(found.verdict).not.toBe('holds');
      else expect(found.bound).toBe(null);
      const reduced = exploreAll(program, { reduction: true, unreducedFirst: 0 });
      if (isLimited || violated.length > 0) expect(reduced.verdict).not.toBe('holds');
      if (found.bound === 'model') expect(replay(program, found.schedule!).refusal?.failure).toBeInstanceOf(ModelLimit);
    }), { numRuns: 300 });
  });
});

describe('a search that is saved', () => {
  it('keeps the limits that it has met', () => {
    const compiled = program('process p { grow(box, 7); grow(box, 1); }', KERNEL);
    const search = new Search(compiled);
    while (!search.isDone) search.expand();
    const { saved, blocks } = saveSearch(search);
    const numbers = [...blocks].flatMap((block) => [...block]);
    const restored = new Search(compiled);
    restoreSearch(restored, JSON.parse(JSON.stringify(saved)) as typeof saved, (count) => Int32Array.from(numbers.splice(0, count)));
    expect(restored.limits).toHaveLength(1);
    expect(restored.limits[0]).toMatchObject({ state: search.limits[0]!.state, limit: { message: search.limits[0]!.limit.message } });
  });
});
