import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { classOf, findOutcomes, neverDone, type Outcomes } from '../../src/explorer/answers/outcomes';
import { parseVersion } from '../../src/language/versions';
import { runnable } from '../../src/machine/execution/choice';
import { replay } from '../../src/machine/schedule/replay';
import { program } from '../compiler/tiny-kernel';
import { compileScenario } from '../support/model-kernel';

const folder = join(__dirname, '..', '..', 'examples');
const examples = readdirSync(folder).filter((name) => name.endsWith('.daxscn'));
const textOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

function outcomes(withHistory: Program, maxStates = Infinity): Outcomes {
  const searching = findOutcomes(withHistory, { maxStates });
  for (;;) {
    const { done, value } = searching.next();
    if (done) return value;
  }
}

/** `holds p: f(box) = 1 ×1, again ×0`. */
function lines({ program: withHistory, classes }: Outcomes): string[] {
  return classes.map(({ verdict, property, counts, endStates }) => {
    const told = counts.map(({ variable, times, returned }) =>
      `${withHistory.tasks[variable.task]!.name}: ${variable.name}${returned === null ? '' : ` = ${returned}`} ×${times}`);
    return [property ? `${verdict} ${property}` : verdict, ...told, `(${endStates})`].join(' | ');
  });
}

const CASES: readonly { name: string; kernel: string; processes: string; classes: readonly string[]; never?: readonly string[] }[] = [
  {
    name: 'results and marks', processes: 'process p { n = f(box); } process q { add(box, 1); }',
    kernel: 'syscall int f(block_device d) { if (d.value == 0) return -5; mark seen; return d.value; } const int EIO = 5;',
    classes: [
      'holds | p: seen ×0 | p: f(box) = -EIO ×1 | q: add(box, 1) ×1 | (1)',
      'holds | p: seen ×1 | p: f(box) = 1 ×1 | q: add(box, 1) ×1 | (1)',
    ],
  },
  {
    name: 'counts that stop at three, marks inside one event, the last result of a loop', processes: 'process p { repeat 5 { f(box); } }',
    kernel: 'syscall int f(block_device d) { atomic { d.value += 1; mark inside; } return d.value; }',
    classes: ['holds | p: inside ×3 | p: f(box) = 5 ×3 | (1)'],
  },
  {
    name: 'each process for itself', processes: 'process p[2] { f(box); }',
    kernel: 'syscall bool f(block_device d) { bool first; "who is first in {d}?": atomic { first = d.value == 0; d.value = 1; } return first; }',
    classes: [
      'holds | p0: f(box) = false ×1 | p1: f(box) = true ×1 | (1)',
      'holds | p0: f(box) = true ×1 | p1: f(box) = false ×1 | (1)',
    ],
  },
  {
    name: 'what never comes back, and a run that is over when a property breaks',
    processes: 'process p { f(box); } process q { add(box, 1); add(box, 1); } assert below: box.value < 2 "{box} is full";',
    kernel: 'syscall void f(block_device d) { await (d.value == 3) because "waits"; }',
    classes: ['violates below | (1)'],
  },
  {
    name: 'a run that breaks a property on the way as one that breaks it', kernel: '',
    processes: 'process p { add(box, 1); add(box, 1); } assert never_one: box.value != 1 "{box} is 1";',
    classes: ['violates never_one | (1)'],
  },
  {
    name: 'a call that is never made, one that always fails, a mark that is never passed', processes: 'process p { if (f(box) == 0) g(box); f(box); }',
    kernel: 'syscall int f(block_device d) { if (d.value > 0) { mark seen; return 0; } return -1; } syscall void g(block_device d) { d.full = true; }',
    classes: ['holds | p: seen ×0 | p: f(box) = -1 ×1 | p: g(box) ×0 | p: f(box) = -1 ×1 | (1)'],
    never: ['p never passes seen', 'f(box) of p never succeeds', 'g(box) of p is never called', 'f(box) of p never succeeds'],
  },
  {
    name: 'who hangs where', processes: 'process p { f(box); } process q { f(box); }',
    kernel: 'syscall int f(block_device d) { "take {d}": await (!d.full) because "waits for {d}" { d.full = true; } return 0; }',
    classes: [
      'hang | p: f(box) ×0 | q: f(box) = 0 ×1 | (1)',
      'hang | p: f(box) = 0 ×1 | q: f(box) ×0 | (1)',
    ],
    never: [],
  },
];

describe('the outcomes', () => {
  it.each(CASES)('tell $name', ({ kernel, processes, classes, never }) => {
    const withHistory = program(processes, kernel, { historyVariables: true });
    const found = outcomes(withHistory);
    expect(lines(found)).toEqual(classes);
    expect(found.bound).toBeNull();
    if (never) expect(neverDone(found)).toEqual(never);
  });

  it('show a truncate of two pinned pages that looks again never, once and twice', () => {
    const withHistory = compileScenario(textOf('03-two-pinned-pages.daxscn'), parseVersion('v4.19'), { historyVariables: true });
    const { classes, bound } = outcomes(withHistory);
    expect(bound).toBeNull();
    const retries = classes.flatMap(({ counts }) =>
      counts.filter(({ variable }) => variable.name === 'layout_retry' && withHistory.tasks[variable.task]!.name === 'truncator').map(({ times }) => times));
    expect([...new Set(retries)].sort()).toEqual([0, 1, 2]);
  }, 60_000);

  it('say that a bound was hit', () => {
    const withHistory = program('process p { f(box); }', 'syscall void f(block_device d) { repeat 3 d.value += 1; }', { historyVariables: true });
    expect(outcomes(withHistory, 2)).toEqual({ program: withHistory, classes: [], bound: 'states' });
  });

  it('say that the model has no room for all runs', () => {
    const withHistory = program('process p { f(box); }', 'syscall void f(block_device d) { repeat 9 d.value += 1; }', { historyVariables: true });
    expect(outcomes(withHistory)).toMatchObject({ classes: [], bound: 'model' });
  });

  const small = ['05', '06', '07', '08'].map((number) => examples.find((name) => name.startsWith(number))!);
  const runs = small.flatMap((name) => ['v4.17', 'v4.18', 'v6.18'].map((version) => [name, version] as const));

  it.each(runs)('of %s on %s replay, also on the program that notes nothing', (name, version) => {
    const withHistory = compileScenario(textOf(name), parseVersion(version), { historyVariables: true });
    const plain = compileScenario(textOf(name), parseVersion(version));
    const { classes } = outcomes(withHistory);
    expect(classes.length).toBeGreaterThan(1);
    for (const { schedule, events, verdict, property, counts } of classes) {
      const { execution, refusal } = replay(withHistory, schedule);
      expect(refusal).toBeUndefined();
      expect(execution.length).toBe(events);
      expect(classOf(withHistory, execution.state)).toEqual({ verdict, property, counts });
      if (verdict !== 'violates') expect(runnable(withHistory, execution.state)).toEqual([]);
      const same = replay(plain, schedule);
      expect(same.refusal).toBeUndefined();
      expect(classOf(plain, same.execution.state)).toMatchObject({ verdict, property });
    }
  }, 60_000);

  it('are those of an obvious search', () => {
    const withHistory = compileScenario(textOf(examples.find((name) => name.startsWith('06'))!), parseVersion('v4.18'), { historyVariables: true });
    const ends = new Map<string, number>();
    const seen = new Set<string>();
    const queue: State[] = [withHistory.initial()];
    for (const state of queue) {
      if (seen.has(String(state))) continue;
      seen.add(String(state));
      const next = withHistory.violation(state) ? [] : runnable(withHistory, state);
      if (next.length === 0) {
        const key = JSON.stringify(classOf(withHistory, state));
        ends.set(key, (ends.get(key) ?? 0) + 1);
      }
      for (const { task, alternative } of next) {
        const after = state.slice();
        withHistory.step(after, task, alternative);
        queue.push(after);
      }
    }
    const found = outcomes(withHistory).classes.map(({ verdict, property, counts, endStates }) => [JSON.stringify({ verdict, property, counts }), endStates] as const);
    expect(new Map(found)).toEqual(ends);
  });
});

describe('withHistory', () => {
  it('changes no event', () => {
    const plain = compileScenario(textOf(examples[0]!));
    const withHistory = compileScenario(textOf(examples[0]!), undefined, { historyVariables: true });
    expect(plain.historyVariables).toEqual([]);
    fc.assert(fc.property(fc.array(fc.nat(), { maxLength: 80 }), (draws) => {
      const [one, other] = [plain.initial(), withHistory.initial()];
      for (const draw of draws) {
        const choices = runnable(plain, one);
        expect(runnable(withHistory, other)).toEqual(choices);
        if (choices.length === 0) return;
        const { task, alternative } = choices[draw % choices.length]!;
        expect(withHistory.describe(other, task)).toBe(plain.describe(one, task));
        plain.step(one, task, alternative);
        withHistory.step(other, task, alternative);
      }
    }), { numRuns: 30 });
  });
});
