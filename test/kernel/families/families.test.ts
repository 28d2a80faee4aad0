// A sample of the four families; `npx node bench/families.mts` searches all of them.
import { expect, test } from 'vitest';
import { exploreAll } from '../../../src/explorer/explore';
import { KNOWN_VERSIONS, parseVersion } from '../../../src/language/versions';
import { compileScenario } from '../../support/model-kernel';
import { families, isKnown } from './families';

/** One of so many is in the sample. Prime to the sizes of the tables, so the rows mix. */
const SAMPLED = 67;
const newest = parseVersion(KNOWN_VERSIONS.at(-1)!)!;
const all = families();

test('there are at least 2,000 scenarios, in four families, of two to four tasks', () => {
  expect(all.length).toBeGreaterThanOrEqual(2000);
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(all.map(({ family }) => family)).size).toBe(4);
  const tasks = all.map(({ text }) => text.match(/^process /gm)!.length);
  expect([Math.min(...tasks), Math.max(...tasks)]).toEqual([2, 4]);
});

test.each(all.filter((_, index) => index % SAMPLED === 0))('every safety property holds: $name', (scenario) => {
  const { counterexamples, bound, error } = exploreAll(compileScenario(scenario.text, newest), { all: true });
  expect(error).toBeUndefined();
  expect(bound).toBeNull();
  expect(counterexamples.flatMap(({ property }) => (property === null || isKnown(scenario, property) ? [] : property))).toEqual([]);
});
