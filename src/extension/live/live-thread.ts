// The thread that searches in the background, seen from the extension: it is started when it is first needed, cancelled by a flag in shared memory, ended by
// force where it does not look at the flag, and started again. What it is to know of texts is told to the next one.
import { Worker } from 'node:worker_threads';
import type { Outcome } from '../../explorer/live/outcome';
import type { EndedAnswer, ExamineRequest, ExaminedAnswer, LiveAnswer, LiveRequest, LiveWorkerData, SearchRequest } from './worker-messages';

/** Milliseconds in which a cancelled search has to end by itself: while a program is compiled or a counterexample explained nobody looks at the flag. */
const GRACE = 35;

/** So often in a row it may break down. */
const MOST_FAILURES = 3;

export interface LiveThreadHost {
  /** The program that it runs, and the packaged kernel. */
  readonly script: string;
  readonly kernel: string;
  examined(answer: ExaminedAnswer): void;
  log(message: string): void;
}

/** `outcome`: undefined if it was cancelled. `failure`: why there will be none. */
export interface SearchEnd {
  readonly outcome?: Outcome;
  readonly failure?: string;
}

interface Searching {
  readonly number: number;
  readonly end: (end: SearchEnd) => void;
  isCancelled: boolean;
  timer?: NodeJS.Timeout;
}

export class LiveThread {
  readonly #cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  readonly #flag = new Int32Array(this.#cancelled);
  readonly #texts = new Map<string, ExamineRequest>();
  #worker: Worker | undefined;
  #searching: Searching | undefined;
  #searches = 0;
  #failures = 0;
  #isDisposed = false;

  constructor(private readonly host: LiveThreadHost) {}

  examine(request: ExamineRequest): void {
    this.#texts.set(request.name, request);
    this.#send(request);
  }

  forget(name: string): void {
    this.#texts.delete(name);
    if (this.#worker) this.#send({ type: 'forget', name });
  }

  /** One at a time. Never rejects. */
  search(request: Omit<SearchRequest, 'type' | 'search'>): Promise<SearchEnd> {
    const number = ++this.#searches;
    return new Promise((resolve) => {
      this.#searching = { number, end: resolve, isCancelled: false };
      this.#send({ type: 'search', search: number, ...request });
    });
  }

  /** The search that is under way ends within 50 ms. */
  cancel(): void {
    const searching = this.#searching;
    if (!searching || searching.isCancelled) return;
    searching.isCancelled = true;
    Atomics.store(this.#flag, 0, searching.number);
    searching.timer = setTimeout(() => this.#kill(), GRACE);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#end({});
    void this.#worker?.terminate();
    this.#worker = undefined;
  }

  /** It stops where it is, in the middle of whatever it does. */
  #kill(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    worker?.removeAllListeners();
    void worker?.terminate();
    this.#end({});
    this.host.log('A search that was in the middle of something was ended by force.');
    if (!this.#isDisposed && this.#texts.size > 0) this.#start();
  }

  #send(request: LiveRequest): void {
    if (this.#isDisposed || this.#failures >= MOST_FAILURES) {
      if (request.type === 'search') queueMicrotask(() => this.#end({ failure: 'the search in the background does not work' }));
      return;
    }
    // A new one is told all texts.
    if (!this.#worker) this.#start(request.type === 'examine' ? request.name : undefined);
    this.#worker!.postMessage(request);
  }

  /** `except`: its text is sent anyway. */
  #start(except?: string): void {
    const { script, kernel } = this.host;
    const worker = this.#worker = new Worker(script, { workerData: { kernel, cancelled: this.#cancelled } satisfies LiveWorkerData });
    worker.on('message', (answer: LiveAnswer) => this.#take(answer));
    worker.on('error', (error: Error) => this.#broke(error.message));
    // It would keep the process from ending.
    worker.unref();
    for (const [name, text] of this.#texts) if (name !== except) worker.postMessage(text);
  }

  #take(answer: LiveAnswer): void {
    if (answer.type === 'examined') return this.host.examined(answer);
    this.#failures = 0;
    if (answer.search === this.#searching?.number) this.#end(endOf(answer));
  }

  #end(end: SearchEnd): void {
    const searching = this.#searching;
    this.#searching = undefined;
    clearTimeout(searching?.timer);
    searching?.end(end);
  }

  /** It ran out of memory, or is wrong: what it was about is given up. */
  #broke(message: string): void {
    this.#worker = undefined;
    this.#failures++;
    this.host.log(`The search in the background broke down: ${message}`);
    this.#end({ failure: `the search broke down: ${message}` });
    if (this.#failures < MOST_FAILURES && !this.#isDisposed && this.#texts.size > 0) this.#start();
  }
}

function endOf({ outcome }: EndedAnswer): SearchEnd {
  return outcome ? { outcome } : {};
}
