import { expect, test } from 'vitest';
import { writtenKernel, writtenTitle } from '../../src/language/written-header';

const written = (text: string) => [writtenTitle(text), writtenKernel(text)].map((found) => (found ? [found.start, found.text] : undefined));

test.each([
  ['scenario "a" kernel v4.17', [[0, 'scenario "a"'], undefined]],
  ['scenario "a"\nkernel  v4.17 // default', [[0, 'scenario "a"'], [21, 'v4.17']]],
  ['/*\nscenario "old"\nkernel v4.15\n*/\nscenario "new" // kernel v4.18\n  kernel v4.19', [[34, 'scenario "new"'], [74, 'v4.19']]],
  ['scenario "https://x /* y"\nkernel v6.18', [[0, 'scenario "https://x /* y"'], [33, 'v6.18']]],
  ['scenario "open\nkernel v6.18', [[0, 'scenario "open'], [22, 'v6.18']]],
  ['// kernel v4.15', [undefined, undefined]],
  ['scenarios\nkernels v4.15', [undefined, undefined]],
])('%j', (text, expected) => {
  expect(written(text)).toEqual(expected);
});
