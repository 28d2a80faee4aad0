// Jobs that are done several at a time and told in their order.

/** Does one job. Never rejects: what went wrong is an outcome. */
export type Perform<Job, Outcome> = (job: Job) => Promise<Outcome>;

/** Milliseconds. Others help only with what is not over by then: most things are, and a thread takes its time to begin. */
const HEAD_START = 150;

/**
 * Performs all jobs: `first` one after the other, and soon `helper`, which does as many as `helpers` at the same time. `tell` gets
 * the outcomes in the order of the jobs, each as soon as those before it are there. A job is taken when somebody is free to do it.
 */
export async function inOrder<Job, Outcome>(
  jobs: Iterable<Job>, first: Perform<Job, Outcome>, helper: Perform<Job, Outcome>, helpers: number, tell: (outcome: Outcome) => void,
): Promise<void> {
  const queue = jobs[Symbol.iterator]();
  const untold: { outcome?: Outcome }[] = [];
  let isEmpty = false;
  const work = async (perform: Perform<Job, Outcome>): Promise<void> => {
    for (let next = queue.next(); !(isEmpty = next.done ?? false); next = queue.next()) {
      const entry: { outcome?: Outcome } = {};
      untold.push(entry);
      entry.outcome = await perform(next.value);
      while (untold.length > 0 && 'outcome' in untold[0]!) tell(untold.shift()!.outcome!);
    }
  };
  const working = work(first);
  const helping: Promise<void>[] = [];
  const timer = setTimeout(() => {
    while (helping.length < helpers && !isEmpty) helping.push(work(helper));
  }, HEAD_START);
  await working;
  clearTimeout(timer);
  await Promise.all(helping);
}
