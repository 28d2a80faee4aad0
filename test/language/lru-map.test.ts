import { describe, expect, it } from 'vitest';
import { LruMap } from '../../src/language/lru-map';

describe('LruMap', () => {
  const computed: number[] = [];
  const twoValues = () => {
    computed.length = 0;
    const map = new LruMap<number, string>(2);
    const get = (key: number): string => map.get(key, () => {
      computed.push(key);
      return `value ${key}`;
    });
    return { map, get };
  };

  it('computes a value once while it is kept', () => {
    const { get } = twoValues();
    expect([1, 1, 2, 1].map(get)).toEqual(['value 1', 'value 1', 'value 2', 'value 1']);
    expect(computed).toEqual([1, 2]);
  });

  it('gives up the value that has not been used for longest', () => {
    const { get } = twoValues();
    [1, 2, 1, 3, 1, 2].forEach(get);
    expect(computed).toEqual([1, 2, 3, 2]);
  });

  it('forgets what was computed from what has changed', () => {
    const { map, get } = twoValues();
    [1, 2].forEach(get);
    map.forget((key) => key >= 2);
    [1, 2].forEach(get);
    expect(computed).toEqual([1, 2, 2]);
  });
});
