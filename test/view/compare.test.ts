// What the compare view makes of rows: lines, folds, bars of waits, and the sentences for those who listen.
import { describe, expect, test } from 'vitest';
import { shownOf } from '../../src/view/compare/folds';
import { differences, lineAt, linesOf, sides, type Line } from '../../src/view/compare/lines';
import { blocksOf } from '../../src/view/compare/moves';
import { waitsOf } from '../../src/view/compare/waits';
import { describeCell, describeStop } from '../../src/view/compare/words';
import type { Comparison } from '../../src/view/messages/compare';
import { alike, kernels, long, passing } from './compare-fixtures';

/** `37 b | -` and so on; `~` where an event is performed elsewhere. */
function outline({ lanes }: Comparison, lines: readonly Line[]): string[] {
  return lines.map(({ lane, left, right, elsewhere }) => {
    const of = (event: Line['left']): string => (event ? String(event.event + 1) : elsewhere ? `~${elsewhere.event + 1}` : '-');
    return `${lanes[lane]!.letter} ${of(left)} | ${of(right)}`;
  });
}

describe('lines', () => {
  test('an event that the right side performs later has a line at both places', () => {
    expect(outline(passing, linesOf(passing)).slice(-5)).toEqual(['b 37 | ~40', 'd 38 | 37', 'd 39 | 38', 'a 40 | 39', 'b ~37 | 40']);
  });

  test.each(Object.entries({ kernels, passing, alike, long }))('each column has its events in order, each once: %s', (_, comparison) => {
    const lines = linesOf(comparison);
    for (const side of sides) {
      const events = lines.flatMap((line) => (line[side] ? [line[side].event] : []));
      expect(events).toEqual(events.map((__, index) => index));
      expect(lines.map(({ after }) => after[side]).at(-1)).toBe(events.length);
    }
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length);
  });

  test('lines in a row that differ are one difference', () => {
    expect(differences(linesOf(passing)).map((index) => outline(passing, linesOf(passing))[index])).toEqual(['b 37 | ~40', 'a 40 | 39']);
    expect(differences(linesOf(alike))).toEqual([]);
  });

  test('retries are numbered, each thread of each side for itself', () => {
    expect(linesOf(long).flatMap(({ lane, retry }) => (lane === 1 ? [retry] : [])).filter(({ left, right }) => left ?? right)).toEqual([{ left: 1 }, { left: 2 }, { left: 3 }, { left: 4 }, { left: 5 }]);
  });

  test('events that move together are one block', () => {
    expect(blocksOf(linesOf(kernels)).map(({ here, there }) => [here.to - here.from, there.to - there.from])).toEqual([[11, 11]]);
  });
});

describe('folds', () => {
  const shown = (comparison: Comparison, options: Partial<Parameters<typeof shownOf>[1]> = {}) => {
    const lines = linesOf(comparison);
    const rows = outline(comparison, lines);
    return shownOf(lines, { unfolded: new Set(), foldsAlike: true, ...options }).map((each) => (each.kind === 'line' ? rows[each.index] : each.kind === 'fold' ? `${each.to - each.from} folded` : 'parting'));
  };

  test('what is alike is folded, but for what is beside a difference', () => {
    const lines = linesOf(passing);
    const parting = lines.findIndex(({ kind }) => kind !== 'same');
    expect(shown(passing, { parting })).toEqual(['34 folded', 'b 35 | 35', 'b 36 | 36', 'parting', 'b 37 | ~40', 'd 38 | 37', 'd 39 | 38', 'a 40 | 39', 'b ~37 | 40']);
  });

  test('the event that led to where the debugger stands is in sight', () => {
    expect(shown(alike, { present: 10 })).toEqual(['9 folded', 'a 10 | 10', 'a 11 | 11', 'a 12 | 12', '12 folded']);
  });

  test('where a thread begins to wait or a rule is broken is never folded', () => {
    expect(shown(kernels)).toContain('a 24 | 24');
    expect(shown(kernels)).toContain('b 37 | ~55');
  });

  test('everything can be shown', () => {
    expect(shown(long, { foldsAlike: false })).toHaveLength(linesOf(long).length);
    expect(shown(alike, { unfolded: new Set(linesOf(alike).map(({ key }) => key)) })).toHaveLength(24);
  });
});

describe('waits', () => {
  test('a bar goes from the event after which a thread is blocked to the one that lets it go on', () => {
    const lines = linesOf(kernels);
    const { pieces, tracks } = waitsOf(lines, 'right', kernels.lanes);
    expect(tracks).toBe(2);
    const sleeping = lines.flatMap((line, index) => (pieces[index]!.some(({ says }) => says === 'truncator sleeps until page 0 is idle') ? [line.right?.event] : [])).filter((event) => event !== undefined);
    expect([sleeping[0], sleeping.at(-1)]).toEqual([31, 44]);
  });

  test('who is never let go on waits to the end', () => {
    const lines = linesOf(kernels);
    const { pieces } = waitsOf(lines, 'left', kernels.lanes);
    expect(pieces.at(-1)).toMatchObject([{ says: 'reader sleeps until nvme0 has finished', ends: false }]);
  });
});

test('for those who listen a cell says what happens and how that is on the other side', () => {
  const lines = linesOf(kernels);
  const said = (side: 'left' | 'right', position: number): string => describeCell(kernels, lines[lineAt(lines, side, position)!]!, side);
  expect(said('left', 1)).toBe('Event 1, reader: down_write: lock reader.mmap_lock exclusively; alike');
  expect(said('left', 37)).toBe('Event 37, truncator: __xfs_bunmapi: take blocks 0 to 1 out of the extent map of victim; breaks a rule; v4.19 performs it elsewhere, as event 55');
  expect(said('right', 31)).toBe('Event 31, truncator: page_became_idle: is page 0 idle? refcount 2; layout retry 1; only v4.19 performs it');
  expect(describeCell(kernels, lines[lineAt(lines, 'right', 31)!]!, 'left')).toBe('nothing: only v4.19 performs this');
  const [different] = linesOf(passing).filter(({ kind }) => kind === 'different');
  expect(describeCell(passing, different!, 'left')).toBe('Event 40, reader: fput: close victim; changes victim.i_count from 2 to 1; nearest passing run does something else');
  expect(describeStop(kernels, undefined, 'left', 0)).toBe('The debugger is at position 0 of v4.17, left');
});
