// What a text says that it expects of each version.
import { expect, test } from 'vitest';
import { expectedVerdicts } from '../../src/extension/scenario/expected-verdicts';
import { KNOWN_VERSIONS } from '../../src/language/versions';

test('ranges, lists, and several of one version', () => {
  const verdicts = expectedVerdicts(`scenario "x"
    expect until v4.18 violates dma_lands_at_home
    expect v4.18, v4.19 holds
    expect since v7.1 holds dma_lands_at_home
    expect since v7.3 reaches retried`);
  expect([...verdicts]).toEqual([
    ['v4.15', 'violates dma_lands_at_home'], ['v4.17', 'violates dma_lands_at_home'], ['v4.18', 'holds'], ['v4.19', 'holds'],
    ['v7.1', 'holds dma_lands_at_home'], ['v7.3', 'holds dma_lands_at_home, reaches retried'],
  ]);
});

test('a text with errors says what can be read of it', () => {
  expect(expectedVerdicts('scenario "x" process p { ftruncate( } expect since v4.15 holds').size).toBeLessThanOrEqual(KNOWN_VERSIONS.length);
  expect(expectedVerdicts('').size).toBe(0);
});
