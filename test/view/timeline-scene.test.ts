// The scene of an execution: what is on the picture, and that it can be read.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hitTest } from '../../src/view/drawing/hit';
import { everything, layOut, type Geometry } from '../../src/view/drawing/layout';
import type { Primitive, Scene, Text } from '../../src/view/drawing/scene';
import { approximateWidth } from '../../src/view/drawing/text-width';
import { timelineScene } from '../../src/view/drawing/timeline-scene';
import type { Finding, TimelineRange } from '../../src/view/messages/timeline';
import { crowded, freed, hang, race, waiting, type Execution } from './timeline-fixtures';

const executions = { race, freed, waiting, hang, crowded };

function draw({ timeline, range }: Execution, geometry: Partial<Geometry> = {}): Scene {
  return timelineScene(timeline, range, { width: 1400, ...everything(timeline), measure: approximateWidth, ...geometry });
}

const isText = (primitive: Primitive): primitive is Text => primitive.kind === 'text';
const textsOf = (scene: Scene): string[] => [...scene.head, ...scene.body].filter(isText).map(({ text }) => text);

/** Pairs of texts that cover each other. */
function overlapping(primitives: readonly Primitive[]): string[] {
  const texts = primitives.filter(isText);
  return texts.flatMap((a, index) => texts.slice(index + 1).filter((b) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y - a.size * 0.7 < b.y && b.y - b.size * 0.7 < a.y).map((b) => `${a.text} | ${b.text}`));
}

describe('a race', () => {
  const wide = textsOf(draw(race));

  test.each([
    ['which block, and whose it was', 'victim page 0'],
    ['who has it', 'pinned by reader'],
    ['who maps it', 'mapped by reader'],
    ['who writes into it', 'stray: nvme0 writes for victim'],
    ['who gave it away', 'truncator frees it'],
    ['whose it is', 'writer takes it for other'],
    ['what should have waited for whom', "40 truncator frees block 0: should have waited for reader's pin"],
    ['the first access', '22 reader pins page 0'],
    ['the rule', '49 violates dma_lands_at_home'],
  ])('says %s', (_, text) => { expect(wide).toContain(text); });

  test('a stray write has the colour of another file than the bar that it is on', () => {
    const { body } = draw(race);
    const bar = body.find((each) => each.kind === 'rect' && each.fill === 'file2' && each.alpha === 0.3);
    const stray = body.find((each) => each.kind === 'rect' && each.fill === 'file1' && each.stroke === 'danger');
    expect(bar).toBeDefined();
    expect(stray).toBeDefined();
  });

  test('what is freed is hatched, what is free is an outline', () => {
    const { body } = draw(race);
    expect(body.some((each) => each.kind === 'hatch' && each.lean === 'up' && each.paint === 'file1')).toBe(true);
    expect(body.filter((each) => each.kind === 'rect' && each.fill === undefined && each.stroke === 'quiet')).toHaveLength(2);
  });

  test('what has not happened yet is paler', () => {
    const alphas = ({ timeline, range }: Execution, position: number) =>
      new Set(draw({ timeline: { ...timeline, position }, range }).body.flatMap((each) => (each.kind === 'rect' && each.fill?.startsWith('thread') && each.alpha !== undefined ? [each.alpha] : [])));
    expect(alphas(race, 49).size).toBe(1);
    expect(alphas(race, 20).size).toBe(2);
  });
});

test('retries have numbers, waits their cause, forks a label', () => {
  const texts = textsOf(draw(waiting, { width: 1800 }));
  expect(texts).toEqual(expect.arrayContaining(['1', '2', 'sleeps until page 0 is idle', 'waits for i_rwsem of other', 'fork 1: reader performs event 41']));
});

test('a hang says who should have woken whom', () => {
  expect(textsOf(draw(hang))).toContain('31 hang: truncator should have been woken by reader');
  expect(textsOf(draw(hang, { width: 420, height: 250 }))).toContain('31 hang: reader should have woken it');
});

test('the point of no return is marked, unless that is where it went wrong anyway', () => {
  const at = (event: number): Execution => ({ ...race, timeline: { ...race.timeline, lastChance: { event, lane: 1, text: 'Last chance' } } });
  expect(textsOf(draw(at(34), { width: 1800 }))).toContain('35 point of no return');
  expect(textsOf(draw(at(race.timeline.findings[0]!.event), { width: 1800 })).join()).not.toContain('point of no return');
});

test('a label that does not fit is shortened, the others are left out', () => {
  const texts = textsOf(draw(race, { width: 300 }));
  expect(texts).toContain('40 truncator frees block 0');
  expect(texts).toContain('reader');
  expect(texts).not.toContain('writer takes it for other');
});

describe('where a panel is low', () => {
  /** A block before the one that the race is about. */
  const behind: Execution = {
    timeline: { ...race.timeline, bars: [...race.timeline.bars].reverse(), findings: race.timeline.findings.map((finding) => ({ ...finding, race: onBar(finding.race!, 1) })) },
    range: Object.fromEntries(Object.entries(race.range).map(([name, value]) => [name, Array.isArray(value) ? value.map((each) => ('bar' in each ? { ...each, bar: 1 - each.bar } : each)) : value])) as unknown as TimelineRange,
  };
  const many: Execution = { ...behind, timeline: { ...behind.timeline, lanes: [...race.timeline.lanes, ...race.timeline.lanes, ...race.timeline.lanes] } };

  test.each([[620, 205], [440, 200]])('%i × %i say which block, whose it was and is, who writes into it, who gave it away and what should have waited', (width, height) => {
    // The approximation is for the widest of fonts.
    const { top, height: low, head, body } = draw(behind, { width, height, measure: (...asked) => approximateWidth(...asked) * 0.9 });
    const inSight = [...head, ...body.filter(isText).filter(({ y, size }) => y - size > top && y < low)].filter(isText).map(({ text }) => text);
    for (const said of [
      'block 0', 'victim page 0', 'stray: nvme0 writes for victim', 'truncator frees it', '22 reader pins page 0', '49 violates dma_lands_at_home', 'O',
    ]) expect(inSight).toContain(said);
    expect(inSight.some((text) => text.endsWith("should have waited for reader's pin"))).toBe(true);
  });

  test('the block of the finding stays in sight under the lanes, which scroll', () => {
    const geometry: Geometry = { width: 700, height: 200, ...everything(many.timeline), measure: approximateWidth };
    const at = (scroll: number) => layOut(many.timeline, { ...geometry, scroll });
    const [begin, on, end] = [at(0), at(60), at(1000)];
    expect(begin.bars.map(({ index }) => index)).toEqual([1, 0]);
    for (const layout of [begin, on]) {
      expect(layout.bar(1)!.bottom).toBe(200);
      expect(layout.floor).toBe(layout.bar(1)!.top);
      expect(layout.bar(0)).toBeUndefined();
      const lanes = layout.lanes.filter(({ index }) => layout.lane(index));
      expect(lanes.length).toBeGreaterThanOrEqual(2);
      for (const { bottom } of lanes) expect(bottom).toBeLessThanOrEqual(layout.floor);
    }
    expect(on.lanes.find(({ index }) => on.lane(index))!.index).toBeGreaterThan(0);
    expect([end.floor, end.whole]).toEqual([200, begin.whole]);
    const [x, y] = [begin.x(10), begin.bar(1)!.at + 2];
    expect(hitTest(many.timeline, many.range, begin, x, y)).toMatchObject({ kind: 'bar', bar: 1 });
  });

  function onBar({ first, second, end }: NonNullable<Finding['race']>, bar: number): NonNullable<Finding['race']> {
    return { first: { ...first, bar }, second: { ...second, bar }, end };
  }
});

test('no label covers another one, and none leaves the picture', () => {
  fc.assert(fc.property(
    fc.constantFrom(...Object.keys(executions) as (keyof typeof executions)[]), fc.integer({ min: 200, max: 2000 }), fc.option(fc.integer({ min: 150, max: 900 })),
    fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.002, max: 1.2, noNaN: true }), fc.integer({ min: 0, max: 100 }),
    (name, width, height, begin, share, position) => {
      const { timeline, range } = executions[name];
      const from = begin * timeline.length;
      const scene = draw({ timeline: { ...timeline, position: Math.round(timeline.length * position / 100) }, range }, {
        width, ...(height !== null && { height }), from, to: from + Math.max(1, share * timeline.length),
      });
      expect(overlapping(scene.head)).toEqual([]);
      expect(overlapping(scene.body)).toEqual([]);
      for (const text of [...scene.head, ...scene.body].filter(isText)) {
        expect(text.x).toBeGreaterThanOrEqual(0);
        expect(text.x + text.width).toBeLessThanOrEqual(width);
      }
    },
  ), { numRuns: 300 });
});

test('a long execution is not many primitives', () => {
  const { head, body } = draw(crowded, { height: 900 });
  expect(head.length + body.length).toBeLessThan(2_000);
});
