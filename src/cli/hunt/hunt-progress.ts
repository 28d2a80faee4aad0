// How far a hunt is, in one line on a terminal, and told the program that started this one.
import type { Findings } from '../../hunt/findings';
import type { HuntStep } from '../../hunt/hunt-messages';
import type { Workload } from '../../hunt/workload';
import type { Environment } from '../environment';
import { count, cut } from '../text/style';

const EVERY = 200;
const CLEAR = '\r\x1b[K';

export class HuntProgress {
  #next: number;
  #isShown = false;
  #at = '';
  /** Workloads of which the journal told. */
  recalled = 0;
  /** What is left is counted in sizes: how many workloads a size has is known when it is composed. */
  sizes = { now: 0, most: 0 };

  constructor(private readonly environment: Environment, private readonly findings: Findings) {
    this.#next = environment.now() + EVERY;
  }

  /** All smaller workloads were composed. */
  begin(now: number, most: number): void {
    this.sizes = { now, most };
  }

  /** May be called as often as one likes. `workload`: the one that was tried last. */
  show(workload?: Workload): void {
    const { err, now, channel } = this.environment;
    if (workload) this.#at = sizeText(workload);
    if (!(err.isTerminal || channel) || now() < this.#next) return;
    this.#next = now() + EVERY;
    channel?.send({ type: 'hunting', ...this.counts });
    if (!err.isTerminal) return;
    const { tried, all, states, incomplete } = this.findings;
    const open = incomplete > 0 ? `, ${count(incomplete)} not to the end` : '';
    const known = this.recalled > 0 ? `, ${count(this.recalled)} from the journal` : '';
    err.write(CLEAR + cut(`${count(tried)} workloads${open}${known}, ${count(states)} states, ${count(all.length)} found; now ${this.#at}, size ${this.sizes.now} of ${this.sizes.most}`, err.columns - 1));
    this.#isShown = true;
  }

  /** For the program that started this one. */
  get counts(): Omit<HuntStep, 'type'> {
    const { tried, incomplete, states, all } = this.findings;
    return { tried, incomplete, states, found: all.length, sizes: this.sizes };
  }

  /** Makes room for other text. */
  clear(): void {
    if (this.#isShown) this.environment.err.write(CLEAR);
    this.#isShown = false;
  }
}

function sizeText({ files, chains }: Workload): string {
  const calls = chains.flat().length;
  return `${plural(calls, 'call')} in ${plural(chains.length, 'process')}, ${plural(files.reduce((sum, each) => sum + each, 0), 'block')} in ${plural(files.length, 'file')}`;
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}
