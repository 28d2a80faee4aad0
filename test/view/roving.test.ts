import { expect, test } from 'vitest';
import { move, type Box } from '../../src/view/ownership/roving';

/** Three columns, two rows, the second one short. */
const boxes: Box[] = [[0, 0], [100, 0], [200, 0], [0, 50], [100, 50]].map(([left, top]) => ({ left: left!, top: top!, bottom: top! + 40 }));

test.each([
  ['ArrowRight', 0, 1], ['ArrowLeft', 0, 0], ['ArrowRight', 4, 4], ['ArrowDown', 1, 4], ['ArrowDown', 2, 4], ['ArrowDown', 3, 3],
  ['ArrowUp', 4, 1], ['ArrowUp', 1, 1], ['Home', 4, 0], ['End', 0, 4],
])('%s from %i leads to %i', (key, from, to) => {
  expect(move(key, from, boxes)).toBe(to);
});

test('other keys are not ours', () => {
  expect(move('a', 0, boxes)).toBeUndefined();
});
