import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { watchedBy } from '../../src/compiler/lowering/watch';
import { exploreAll } from '../../src/explorer/explore';
import { formatVersion } from '../../src/language/versions';
import { replay } from '../../src/machine/schedule/replay';
import { compileScenario, modelKernel, scenarioTrees } from '../support/model-kernel';

const folder = join(import.meta.dirname, '..', 'kernel', 'scenarios');
const cases = ['holds-and-reaches', 'holds-one-property', 'where-tasks-stand', 'process-variables', 'what-if-an-override-asserts'].flatMap((name) => {
  const text = readFileSync(join(folder, `${name}.daxscn`), 'utf8');
  const { scenario } = scenarioTrees(text);
  return scenario.expects.flatMap((expected) => {
    const watch = watchedBy(expected, scenario, modelKernel());
    const { version, verdict, property } = expected;
    return watch ? [{ name: `${name} ${formatVersion(version)} ${verdict} ${property}`, text, version, watch }] : [];
  });
});

/** Where one property is watched, every search says the same. */
describe('a program that watches one property', () => {
  it.each(cases)('$name, with and without reduction', ({ text, version, watch }) => {
    const program = compileScenario(text, version, { watch });
    const plain = exploreAll(program);
    for (const omissions of [{ reduction: true }, { symmetry: true }, { reduction: true, symmetry: true }]) {
      const reduced = exploreAll(program, { ...omissions, unreducedFirst: 0 });
      expect(reduced).toMatchObject({ verdict: plain.verdict, property: plain.property, events: plain.events, complete: true });
    }
  });

  it.each(cases)('$name, with a schedule that fits the program that watches all', ({ text, version, watch }) => {
    const { schedule, events } = exploreAll(compileScenario(text, version, { watch }));
    if (schedule === null) return;
    const { execution, refusal } = replay(compileScenario(text, version), schedule);
    expect(refusal).toBeUndefined();
    expect(execution.length).toBe(events);
  });
});
