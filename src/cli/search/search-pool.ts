// Loaded only when several searches go on at the same time.
import { pool, type Pool } from 'workerpool';

/** Threads that run this program, at most so many; none before the first job. */
export function startPool(script: string, most: number): Pool {
  return pool(script, { workerType: 'thread', maxWorkers: most });
}
