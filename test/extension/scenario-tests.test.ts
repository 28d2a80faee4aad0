// What a scenario expects, as the Test Explorer shows it.
import { expect, test } from 'vitest';
import { scenarioTests } from '../../src/extension/testing/scenario-tests';

test('an `expect` is a test with its versions, where it stands', () => {
  const { title, tests } = scenarioTests(`scenario "a race"
kernel v4.17
expect until v4.18
  violates dma_lands_at_home
expect v4.18, v4.19 holds   // again
expect since v7.1 never reaches retried`);
  expect(title).toBe('a race');
  expect(tests).toEqual([
    { label: 'until v4.18 violates dma_lands_at_home', span: [2, 0, 3, 28], versions: ['v4.15', 'v4.17'], expected: 'violates dma_lands_at_home' },
    { label: 'v4.18, v4.19 holds', span: [4, 0, 4, 25], versions: ['v4.18', 'v4.19'], expected: 'holds' },
    { label: 'since v7.1 never reaches retried', span: [5, 0, 5, 39], versions: ['v7.1', 'v7.3'], expected: 'never reaches retried' },
  ]);
});

test('what no `expect` says is a test, too: it holds on its kernel, and what is to be reached is', () => {
  const reach = 'reach twice: p.x == 2;';
  expect(scenarioTests(`scenario "x" kernel v4.17\n${reach}`).tests).toEqual([
    { label: 'v4.17 holds', span: [0, 13, 0, 25], versions: ['v4.17'], expected: 'holds' },
    { label: 'reaches twice', span: [1, 0, 1, 22], versions: ['v4.17'], expected: 'reaches twice' },
  ]);
  expect(scenarioTests(`scenario "x"\n${reach}\nexpect v4.18 reaches twice`).tests.map(({ label }) => label)).toEqual(['v4.18 reaches twice']);
  expect(scenarioTests(`scenario "x"\n${reach}\nexpect v4.18, v5.4 violates a`).tests.at(-1)).toMatchObject({ label: 'reaches twice', versions: ['v4.18', 'v5.4'] });
});

test('a text with errors says what can be read of it', () => {
  expect(scenarioTests('scenario "x" process p { ftruncate( }\nexpect v4.17 holds\nexpect v9.9 holds\n').tests.map(({ label }) => label)).toEqual(['v4.17 holds', 'v9.9 holds']);
  expect(scenarioTests('')).toEqual({ tests: [] });
});
