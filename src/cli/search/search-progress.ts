// How far the searches are that run at the moment, all of them in one line on a terminal, and for whoever started this process
// with a channel. Nothing at all on the terminal while searches are over within a second.
import type { CheckProgress } from '../../explorer/check-messages';
import type { Progress } from '../../explorer/explore';
import type { Environment } from '../environment';
import { count, cut } from '../text/style';

const FIRST_AFTER = 1000;
const EVERY = 200;
const CLEAR = '\r\x1b[K';

interface Running {
  readonly name: string;
  readonly started: number;
  progress: Progress;
}

export class ProgressLine {
  readonly #running = new Set<Running>();
  readonly #environment: Environment;
  readonly #started: number;
  #next: number;
  #isShown = false;

  constructor(environment: Environment) {
    this.#environment = environment;
    this.#started = environment.now();
    this.#next = this.#started + EVERY;
  }

  /** A search begins. `report` may be called as often as one likes. */
  begin(name: string): { report(progress: Progress): void; end(): void } {
    const running: Running = { name, started: this.#environment.now(), progress: { states: 0, frontier: 0, transitions: 0, bytes: 0 } };
    this.#running.add(running);
    return {
      report: (progress) => {
        running.progress = progress;
        this.#show();
      },
      end: () => this.#running.delete(running),
    };
  }

  /** Goes on with a search to its end. */
  follow<T>(name: string, searching: Generator<Progress, T, void>): T {
    const { report, end } = this.begin(name);
    try {
      for (;;) {
        const { done, value } = searching.next();
        if (done) return value;
        report(value);
      }
    } finally {
      end();
      this.clear();
    }
  }

  /** Makes room for other text. */
  clear(): void {
    if (this.#isShown) this.#environment.err.write(CLEAR);
    this.#isShown = false;
  }

  #show(): void {
    const { err, now, channel } = this.#environment;
    const time = now();
    if (time < this.#next) return;
    this.#next = time + EVERY;
    const sum = sumOf([...this.#running], time);
    channel?.send(sum);
    if (!err.isTerminal || time < this.#started + FIRST_AFTER) return;
    // The numbers first: it is the names that may be cut off.
    err.write(CLEAR + cut(`${describe(sum)}  ${sum.running.join(', ')}`, err.columns - 1));
    this.#isShown = true;
  }
}

function sumOf(running: readonly Running[], time: number): CheckProgress {
  const sum = (of: (one: Running) => number): number => running.reduce((total, one) => total + of(one), 0);
  return {
    type: 'progress', running: running.map(({ name }) => name),
    states: sum(({ progress }) => progress.states),
    frontier: sum(({ progress }) => progress.frontier),
    transitions: sum(({ progress }) => progress.transitions),
    bytes: sum(({ progress }) => progress.bytes),
    rate: Math.round(sum(({ progress, started }) => progress.states * 1000 / Math.max(1, time - started))),
  };
}

function describe({ states, frontier, rate, bytes }: CheckProgress): string {
  return `${count(states)} states, ${count(frontier)} waiting, ${count(rate)}/s, ${count(Math.ceil(bytes / 2 ** 20))} MiB`;
}
