import { describe, expect, it } from 'vitest';
import { LruMemo } from '../../src/machine/execution/lru-memo';

describe('LruMemo', () => {
  const computed: number[] = [];
  const memo = (): LruMemo<string> => {
    computed.length = 0;
    return new LruMemo(2, (key) => {
      computed.push(key);
      return `result ${key}`;
    });
  };

  it('computes a result once while it is kept', () => {
    const results = memo();
    expect([1, 1, 2, 1].map((key) => results.get(key))).toEqual(['result 1', 'result 1', 'result 2', 'result 1']);
    expect(computed).toEqual([1, 2]);
  });

  it('gives up the result that has not been used for longest', () => {
    const results = memo();
    for (const key of [1, 2, 1, 3, 1, 2]) results.get(key);
    expect(computed).toEqual([1, 2, 3, 2]);
  });

  it('forgets what was computed from numbers that have changed', () => {
    const results = memo();
    for (const key of [1, 2]) results.get(key);
    results.truncate(2);
    for (const key of [1, 2]) results.get(key);
    expect(computed).toEqual([1, 2, 2]);
  });
});
