// Each response property of the packaged kernel says something: a scenario violates it, and another one, where something else goes wrong, does not. That they do is tested with all scenarios.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { modelKernel, scenarioTrees } from '../support/model-kernel';

const folder = join(import.meta.dirname, 'scenarios');
const responses = modelKernel().invariants.filter(({ response }) => response).map(({ name }) => name);
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).filter((text) => responses.some((name) => text.includes(name)));
const expected = texts.flatMap((text) => scenarioTrees(text).scenario.expects);

test('L-1 to L-4 are response properties', () => {
  const rules = modelKernel().invariants.flatMap(({ response, doc }) => (response ? /^L-\d/.exec(doc ?? '')?.[0] : []));
  expect(rules).toEqual(['L-1', 'L-2', 'L-3', 'L-4']);
});

test.each(responses)('%s is violated in a scenario and holds in one', (name) => {
  const verdicts = expected.filter(({ property }) => property === name).map(({ verdict }) => verdict);
  expect([...new Set(verdicts)].sort()).toEqual(['holds', 'violates']);
});
