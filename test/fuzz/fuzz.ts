// What all fuzzers have in common: how many inputs, which, and what may never come of one. Each has a file of its own.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import fc from 'fast-check';
import { expect } from 'vitest';

/** The number of inputs of each fuzzer; `FUZZ_RUNS` asks for more. */
export const RUNS = Number(process.env.FUZZ_RUNS ?? 10_000);

/** The same inputs each time, unless `FUZZ_SEED` says otherwise. A failure prints the seed and the shortest input. */
const SEED = Number(process.env.FUZZ_SEED ?? 1);

/** So long may a test with `RUNS` inputs take, in milliseconds, also on a slow machine. */
export const PATIENCE = 60_000 + 60 * RUNS;

/** No input takes longer, in milliseconds, nor needs more memory, in bytes. Both are far above what any does: a slow machine must not fail. */
const LONGEST = 10_000;
const MOST_MEMORY = 512 * 2 ** 20;

/** What belongs to the inside of the program, and not into what a person reads. */
const INTERNAL = /Maximum call stack|TypeError|RangeError|Cannot read prop|is not a function|is not iterable|is not defined|\[object |wrong with the debugger itself|node_modules|\n\s+at .+:\d+:\d+|\bundefined\b|\bNaN\b/;

/** Checks `RUNS` inputs, or `runs`; an input may be what stands for several, such as a session. */
export async function fuzz<Input>(inputs: fc.Arbitrary<Input>, check: (input: Input) => Promise<void> | void, runs = RUNS): Promise<void> {
  await fc.assert(fc.asyncProperty(inputs, async (input) => {
    const [began, memory] = [performance.now(), process.memoryUsage().heapUsed];
    await check(input);
    expect(performance.now() - began).toBeLessThan(LONGEST);
    expect(process.memoryUsage().heapUsed - memory).toBeLessThan(MOST_MEMORY);
  }), { numRuns: runs, seed: SEED });
}

/** What is told to a person: never empty, never of the inside of the program, never more than some lines. */
export function expectWords(said: unknown): void {
  expect(said).toEqual(expect.stringMatching(/\S/));
  expect(said).not.toMatch(INTERNAL);
  expect((said as string).length).toBeLessThan(2_000);
}

/** A text made of these pieces, sometimes with any characters between them. */
export function textOf(pieces: readonly string[], maxLength = 12): fc.Arbitrary<string> {
  const piece = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) });
  return fc.array(piece, { maxLength }).chain((parts) => fc.constantFrom('', ' ').map((blank) => parts.join(blank)));
}

/** A text after some changes: pieces of it left out, repeated, moved, or replaced by one of `pieces`. */
export function mutated(texts: readonly string[], pieces: readonly string[]): fc.Arbitrary<string> {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const change = fc.record({
    from: place, to: place, length: fc.nat(40), how: fc.constantFrom('leave out', 'repeat', 'move', 'replace'), piece: fc.constantFrom(...pieces), times: fc.integer({ min: 1, max: 5 }),
  });
  return fc.tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 })).map(([text, changes]) => changes.reduce((before, { from, to, length, how, piece, times }) => {
    const start = Math.floor(from * before.length);
    const taken = before.slice(start, start + length);
    const rest = before.slice(0, start) + before.slice(start + length);
    const put = Math.floor(to * rest.length);
    switch (how) {
      case 'leave out': return rest;
      case 'repeat': return before.slice(0, start) + taken.repeat(times) + before.slice(start);
      case 'move': return rest.slice(0, put) + taken + rest.slice(put);
      default: return before.slice(0, start) + piece + before.slice(start + Math.min(length, 8));
    }
  }, text));
}
