import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { count, padEnd, wrap } from '../../src/cli/style';

/** Plain text, text in colour, wide text. */
const anyText = fc.array(fc.constantFrom('a', 'Bc', ' ', '  ', '│', '←', '→', '…', '\u001b[31m', '\u001b[39m', '漢', 'é', '\n', '0.'), { maxLength: 30 })
  .map((parts) => parts.join(''));

describe('the short ways for plain text', () => {
  it('give what the general ones give', () => {
    fc.assert(fc.property(anyText, fc.integer({ min: 5, max: 40 }), (text, width) => {
      expect(wrap(text, width)).toEqual(wrapAnsi(text, width, { hard: true }).split('\n'));
      expect(padEnd(text, width)).toBe(text + ' '.repeat(Math.max(0, width - stringWidth(text))));
    }), { numRuns: 2000 });
  });

  it('group digits', () => {
    expect([0, 7, 999, 1000, 12_345, 1_234_567].map(count)).toEqual(['0', '7', '999', '1,000', '12,345', '1,234,567']);
    fc.assert(fc.property(fc.nat(), (value) => { expect(count(value)).toBe(value.toLocaleString('en-US')); }));
  });
});
