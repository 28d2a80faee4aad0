// Response properties: what a search finds of them, whatever it leaves out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { watchedBy } from '../../src/compiler/lowering/watch';
import { compile } from '../../src/compiler/compile';
import type { Program } from '../../src/compiler/program';
import { findCounterexamples } from '../../src/explorer/answers/counterexamples';
import { exploreAll } from '../../src/explorer/explore';
import { replay } from '../../src/machine/schedule/replay';
import { livelockOf } from '../../src/machine/verdict/livelock';
import { unanswered } from '../../src/machine/verdict/verdict';
import { modelKernel, scenarioTrees } from '../support/model-kernel';

const folder = join(import.meta.dirname, '..', 'kernel', 'scenarios');
const names = ['scan-ends', 'sleeper-of-another-queue-is-woken', 'layout-change-returns', 'what-if-a-signal-wakes-nobody', 'endless-pins-are-no-fault-of-a-truncate', 'endless-pin-is-no-fault-of-a-truncate'];

const cases = names.flatMap((name) => {
  const { scenario } = scenarioTrees(readFileSync(join(folder, `${name}.daxscn`), 'utf8'));
  return scenario.expects.flatMap((each) => {
    const watch = watchedBy(each, scenario, modelKernel());
    if (watch?.kind !== 'response') return [];
    const compiled = compile(modelKernel(), scenario, each.version, { watch });
    if ('errors' in compiled) throw new Error(compiled.errors[0]!.message);
    return [[`${name}: ${each.verdict} ${each.property}`, each.verdict, compiled.program] as const];
  });
});

describe.each(cases)('%s', (_, verdict, program) => {
  test('with reduction as without', () => {
    const full = exploreAll(program);
    const { schedule, property } = exploreAll(program, { reduction: true, symmetry: true, unreducedFirst: 0 });
    expect([full.verdict, full.schedule, full.property]).toEqual([verdict, schedule, property]);
  });

  test('each counterexample that ends', () => {
    const search = findCounterexamples(program, 2);
    let next = search.next();
    while (!next.done) next = search.next();
    const isStuck = unanswered(program, replay(program, exploreAll(program).schedule ?? '').execution.state) !== undefined;
    expect(next.value.found.map(({ property }) => property)).toEqual(isStuck ? [program.watched!.name] : []);
  });
});

test.each(cases.filter(([, verdict]) => verdict === 'violates'))('%s: the counterexample ends where the call never returns', (_, __, program) => {
  const { execution } = replay(program, exploreAll(program).schedule!);
  expect(unanswered(program, execution.state) ?? livelockOf(execution)).toBeDefined();
});

test('what is assumed is asked of the process that has called', () => {
  const [, , program] = cases.find(([name]) => name.startsWith('what-if-a-signal'))!;
  const { execution } = replay(program, exploreAll(program).schedule!);
  const awaited = (of: Program): string[] => of.tasks.filter(({ index }) => of.response!.isAwaited(execution.state, index)).map(({ name }) => name);
  expect(awaited(program)).toEqual(['truncator']);
});
