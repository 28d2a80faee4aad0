// A thread that searches for `daxscn check` and `daxscn hunt`: a program of its own, which needs neither the parser nor the command line.
import { worker, workerEmit } from 'workerpool';
import type { Trial, TrialJob } from '../../hunt/fault';
import { tryWorkload } from '../../hunt/trial';
import type { KernelTree } from '../../language/tree';
import { Cancellation } from '../cancellation';
import { readPackagedKernel } from '../input/input';
import { Families } from './families';
import { cloneable, search, type SearchJob, type SearchOutcome } from './search-job';

/** Milliseconds between two reports. */
const EVERY = 100;

let kernel: KernelTree | undefined;
const families = new Families();

export type SearchThread = (job: SearchJob, cancellation: SharedArrayBuffer) => SearchOutcome;

/** Reports with the `Progress` of the explorer. */
const searchOne: SearchThread = (job, memory) => {
  const cancellation = new Cancellation(memory);
  const now = (): number => performance.now();
  kernel ??= readPackagedKernel(__dirname);
  const searching = search(job, { kernel, now, isCancelled: () => cancellation.isCancelled, families });
  for (let next = now() + EVERY; ;) {
    const { done, value } = searching.next();
    if (done) return cloneable(value);
    if (now() < next) continue;
    workerEmit(value);
    next = now() + EVERY;
  }
};

export type TrialThread = (job: TrialJob, cancellation: SharedArrayBuffer) => Trial;

const tryOne: TrialThread = (job, memory) => {
  const cancellation = new Cancellation(memory);
  return tryWorkload(job, kernel ??= readPackagedKernel(__dirname), { isCancelled: () => cancellation.isCancelled });
};

worker({ search: searchOne, try: tryOne });
