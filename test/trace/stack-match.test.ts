// Where a task can rest that stood as a report says.
import { describe, expect, test } from 'vitest';
import type { FrameInfo, Location } from '../../src/compiler/program';
import { matchStack, telling } from '../../src/trace/stack-match';

/** Stacks, innermost first, of a process `p`. */
function task(...stacks: readonly string[]) {
  const locations = stacks.map((stack, pc): Location => ({
    pc, status: 'ready', isInCall: stack !== '', waits: false,
    frames: [...stack.split(' ').filter(Boolean), 'p'].map((name) => ({ function: name }) as FrameInfo),
  }));
  return { locations };
}

const CASES: readonly { readonly about: string; readonly reported: string; readonly stacks: readonly string[]; readonly functions: string; readonly near?: readonly number[]; readonly places: readonly number[] }[] = [
  { about: 'the same stack', reported: 'c b a', stacks: ['', 'a', 'b a', 'c b a', 'b a'], functions: 'c b a', places: [1, 2, 3, 4] },
  { about: 'a function that the model has besides', reported: 'c a', stacks: ['a', 'c b a'], functions: 'c a', places: [0, 1] },
  { about: 'functions that the model does not have', reported: 'c x b y a', stacks: ['b a', 'c b a'], functions: 'c b a', places: [0, 1] },
  { about: 'one further in that a report leaves out', reported: 'b a', stacks: ['a', 'c b a', 'd a'], functions: 'b a', places: [0, 1], near: [2] },
  { about: 'one that only other places have', reported: 'c b a', stacks: ['c b a', 'd b a', 'd a', 'd'], functions: 'c b a', places: [0], near: [1] },
  { about: 'another order', reported: 'a b', stacks: ['b a'], functions: 'b', places: [0] },
];

describe('a task rests as reported, with', () => {
  test.each(CASES)('$about', ({ reported, stacks, functions, places, near = [] }) => {
    const match = matchStack(task(...stacks), reported.split(' '))!;
    expect(match.functions).toEqual(functions.split(' '));
    const of = (isExact: boolean): number[] => [...match.places].filter(([, place]) => place.isExact === isExact).map(([pc]) => pc);
    expect([of(true), of(false)]).toEqual([places, near]);
  });

  test('nothing in common nowhere', () => {
    expect(matchStack(task('', 'a', 'b a'), ['x'])).toBeUndefined();
  });
});

test('places are told by their innermost functions, and by outer ones where these are not enough', () => {
  const places = task('a', 'w b a', 'w c a', 'c a');
  expect(telling(['w', 'b', 'a'], places)).toEqual(['b']);
  expect(telling(['w', 'c', 'a'], places)).toEqual(['w', 'c']);
  expect(telling(['w', 'a'], places)).toEqual(['w']);
});
