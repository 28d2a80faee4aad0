import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import { columnsOf, wrap } from '../../src/cli/text-width';

const plain = ['a', 'Bc', ' ', '  ', '│', '←', '→', '…', '漢', 'é', 'e\u0301', '…', '0.', 'words', 'of some length'];
const colours = ['\u001b[31m', '\u001b[39m', '\u001b[1m', '\u001b[22m'];
const text = (parts: readonly string[]) => fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((chosen) => chosen.join(''));
const emoji = ['❤️', '👨‍👩‍👧', '🇩🇪', '1️⃣', '👍🏽'];

describe('the width of a text', () => {
  it('is what string-width says', () => {
    fc.assert(fc.property(text([...plain, ...colours, '\n']), (any) => { expect(columnsOf(any)).toBe(stringWidth(any)); }));
  });

  it('is rather too large than too small', () => {
    fc.assert(fc.property(fc.oneof(text([...plain, ...emoji]), fc.string({ unit: 'grapheme' })), (any) => {
      expect(columnsOf(any)).toBeGreaterThanOrEqual(stringWidth(any));
    }));
  });
});

describe('lines', () => {
  const width = fc.integer({ min: 14, max: 40 });

  it('are those of wrap-ansi where no word is too long', () => {
    fc.assert(fc.property(fc.array(text(plain.filter((part) => !part.includes(' '))), { maxLength: 12 }), width, (words, columns) => {
      const short = words.filter((word) => stringWidth(word) <= columns).join(' ');
      expect(wrap(short.normalize(), columns)).toEqual(wrapAnsi(short, columns, { hard: true }).split('\n'));
    }));
  });

  it('are never too wide, and lose nothing but spaces', () => {
    fc.assert(fc.property(text([...plain, ...colours, ...emoji, '\n']), fc.integer({ min: 4, max: 40 }), (any, columns) => {
      const lines = wrap(any, columns);
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
      expect(stripVTControlCharacters(lines.join('')).replaceAll(' ', '')).toBe(stripVTControlCharacters(any).replaceAll(/[ \n]/g, ''));
    }));
  });
});
