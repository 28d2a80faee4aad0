// How long things take and how much memory they hold, printed beside their limits.
import { performance } from 'node:perf_hooks';
import process from 'node:process';

/** How long an action takes for each value, in milliseconds, after what prepares it. */
export async function timesOf<Value>(
  values: readonly Value[], action: (value: Value) => Promise<unknown>, prepare?: (value: Value) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const value of values) {
    await prepare?.(value);
    const begin = performance.now();
    await action(value);
    times.push(performance.now() - begin);
  }
  return times;
}

/** Bytes in use, after everything else has been collected. */
export function memory(): number {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/**
 * A line, and an exit code that is not zero if the limit is missed. Of many values the limit is for 95 of 100, of a few for the
 * median: the machine may have other things to do meanwhile. The worst is shown beside it.
 */
export function say(what: string, values: readonly number[], limit?: number): void {
  const sorted = values.toSorted((a, b) => a - b);
  const share = sorted.length >= 20 ? 0.95 : 0.5;
  const [usual, worst] = [sorted[Math.floor((sorted.length - 1) * share)]!, sorted.at(-1)!];
  const isOver = limit !== undefined && usual > limit;
  const number = (value: number): string => value.toFixed(value < 100 ? 2 : 0);
  const columns = [what.padEnd(52), number(usual).padStart(10), worst > usual ? `  (worst ${number(worst)})` : '', limit === undefined ? '' : `  limit ${limit}`];
  process.stdout.write(`${columns.join('')}${isOver ? '  OVER' : ''}\n`);
  if (isOver) process.exitCode = 1;
}
