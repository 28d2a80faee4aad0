// Jobs that are done several at a time and told in their order.

/** Does one job. Never rejects: what went wrong is an outcome. */
export type Perform<Job, Outcome> = (job: Job) => Promise<Outcome>;

/** Milliseconds. Others help only with what is not over by then: most things are, and a thread takes its time to begin. */
const HEAD_START = 150;

/**
 * Performs all jobs, group by group: who does one of a group has done part of the others. `first` does one after the other, and soon `helper`, which does as many groups as
 * `helpers` at the same time. `tell` gets the outcomes in the order of the jobs, each as soon as those before it are there. A group is taken when somebody is free to do it.
 */
export async function inOrder<Job, Outcome>(
  groups: Iterable<Iterable<Job>>, first: Perform<Job, Outcome>, helper: Perform<Job, Outcome>, helpers: number, tell: (outcome: Outcome) => void,
): Promise<void> {
  const queue = groups[Symbol.iterator]();
  const untold: { readonly outcomes: Outcome[]; isDone: boolean }[] = [];
  let isEmpty = false;
  const tellWhatIsThere = (): void => {
    for (let next = untold[0]; next; next = untold[0]) {
      for (const outcome of next.outcomes.splice(0)) tell(outcome);
      if (!next.isDone) return;
      untold.shift();
    }
  };
  const work = async (perform: Perform<Job, Outcome>): Promise<void> => {
    for (let next = queue.next(); !(isEmpty = next.done ?? false); next = queue.next()) {
      const entry = { outcomes: [] as Outcome[], isDone: false };
      untold.push(entry);
      for (const job of next.value as Iterable<Job>) {
        entry.outcomes.push(await perform(job));
        tellWhatIsThere();
      }
      entry.isDone = true;
      tellWhatIsThere();
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
