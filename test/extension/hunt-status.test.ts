// What is said of a hunt, and for which text it stands.
import { expect, test } from 'vitest';
import { statusOf, type HuntState } from '../../src/extension/hunt/hunt-status';
import type { HuntEnded, HuntFound, HuntStep } from '../../src/hunt/hunt-messages';

const found: HuntFound = { type: 'found', number: 1, title: 'take | take: violates never_negative', story: '', schedule: 'a', events: 1, file: 'x.daxscn' };
const step: HuntStep = { type: 'hunting', tried: 1234, incomplete: 0, states: 56_789, found: 0, sizes: { now: 6, most: 12 } };
const ended: HuntEnded = { ...step, type: 'hunted', complete: true, left: 0 };
const begun: HuntState = { target: 'patch.daxk on v6.18, xfs', since: '14:02:11', isEdited: false, found: [], isCancelled: false, isOver: false };
const saved = 'This stands for the text as it was saved at 14:02:11.';

test.each<{ state: Partial<HuntState>; text: string; detail: string }>([
  { state: {}, text: '$(sync~spin) Hunt: nothing found yet', detail: `looking for calls that can meet. ${saved}` },
  { state: { step }, text: '$(sync~spin) Hunt: nothing found yet', detail: `nothing found yet in 1,234 scenarios, 56,789 states; size 6 of 12. ${saved}` },
  { state: { step: { ...step, incomplete: 2 }, found: [found] }, text: '$(sync~spin) Hunt: 1 found', detail: `1 found in 1,234 scenarios (2 not to the end), 56,789 states; size 6 of 12. ${saved}` },
  { state: { step: ended, isOver: true }, text: '$(check) Hunt: nothing found', detail: `nothing found in 1,234 scenarios, 56,789 states; all there are in these bounds. ${saved}` },
  { state: { step: ended, isOver: true, found: [found, found] }, text: '$(warning) Hunt: 2 found', detail: `2 found in 1,234 scenarios, 56,789 states; all there are in these bounds. ${saved}` },
  { state: { step: { ...ended, complete: false, left: 3 }, isOver: true }, text: '$(check) Hunt: nothing found', detail: `nothing found in 1,234 scenarios, 56,789 states; out of time, left: sizes 10 to 12. ${saved}` },
  { state: { step: { ...ended, complete: false, left: 1 }, isOver: true, isCancelled: true }, text: '$(check) Hunt: nothing found', detail: `nothing found in 1,234 scenarios, 56,789 states; cancelled, left: the largest size. ${saved}` },
  { state: { isOver: true, problem: 'patch.daxk:1:1: error: unknown' }, text: '$(error) Hunt: an error', detail: `patch.daxk:1:1: error: unknown. ${saved}` },
  {
    state: { step, found: [found], isEdited: true }, text: '$(sync~spin) Hunt: 1 found (before the edit)',
    detail: '1 found in 1,234 scenarios, 56,789 states; size 6 of 12. This stands for the text that was saved at 14:02:11, before the edit.',
  },
])('$text: $detail', ({ state, text, detail }) => {
  expect(statusOf({ ...begun, ...state })).toEqual({ text, detail: `patch.daxk on v6.18, xfs: ${detail}` });
});
