// Halving versions, and trying sets of changes.
import { describe, expect, it } from 'vitest';
import { neighboursBetween, turnsBetween, type Answer, type Turns } from '../../src/hunt/bisect';
import type { Change } from '../../src/language/changes';

describe('versions are halved', () => {
  const versions = [1, 2, 3, 4, 5, 6, 7, 8];
  it.each(versions.slice(1))('until two are neighbours: the fix is in %i', (fix) => {
    const asked: number[] = [];
    const ask = (version: number): Answer => (asked.push(version), version < fix ? 'has' : 'has not');
    expect(neighboursBetween(versions, ask)).toEqual({ older: fix - 1, newer: fix, skipped: [] });
    expect(asked.length).toBeLessThanOrEqual(4);
  });

  it('or only those of which nothing is known are between', () => {
    const ask = (version: number): Answer => (version === 4 || version === 5 ? 'undecided' : version < 5 ? 'has not' : 'has');
    expect(neighboursBetween(versions, ask)).toEqual({ older: 3, newer: 6, skipped: [4, 5] });
  });
});

describe('changes are tried', () => {
  const changes = ['a', 'b', 'c', 'd'].map((name): Change => ({ name, version: 4019, commits: [], text: '', first: 'v4.19', source: 'versions.daxk', line: 1 }));
  /** `wanted`: sets that turn the verdict if they are taken back, with whatever else. */
  const turns = (wanted: readonly string[], most = 100): Turns => {
    const searching = turnsBetween(changes, (set, direction) => {
      const names = set.map(({ name }) => name);
      if (names.includes('d')) return 'cannot';
      return direction === 'without' && wanted.some((each) => [...each].every((name) => names.includes(name)));
    }, most);
    for (;;) {
      const { done, value } = searching.next();
      if (done) return value;
    }
  };
  const names = ({ turns: found }: Turns): string[] => found.map((turn) => turn.changes.map(({ name }) => name).join(''));

  it.each([
    { wanted: ['b'], found: ['b'], tried: 4 },
    { wanted: ['a', 'bc'], found: ['a'], tried: 4 },
    { wanted: ['bc', 'ab'], found: ['ab', 'bc'], tried: 10 },
    { wanted: [], found: [], tried: 14 },
  ])('alone first, then more together: $wanted', ({ wanted, found, tried }) => {
    const result = turns(wanted);
    expect([names(result), result.tried, result.isComplete]).toEqual([found, tried, true]);
    expect(result.turns.every(({ directions }) => directions.join() === 'without')).toBe(true);
  });

  it('up to a number of sets', () => expect(turns(['bc'], 5)).toMatchObject({ turns: [], tried: 5, isComplete: false }));
});
