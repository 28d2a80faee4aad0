import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count } from '../../src/cli/text/style';

describe('what people read', () => {
  it('has its digits in groups', () => {
    expect([0, 7, 999, 1000, 12_345, 1_234_567].map(count)).toEqual(['0', '7', '999', '1,000', '12,345', '1,234,567']);
    fc.assert(fc.property(fc.nat(), (value) => { expect(count(value)).toBe(value.toLocaleString('en-US')); }));
  });
});
