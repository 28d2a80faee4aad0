// A movement that may be long, gone in slices, so that it can be paused and so that the client is told how far it is.
import { internalError, type Stop } from '../stops/stop';
import type { ProgressReporter } from '../protocol/client-events';

const SLICE = 2_000;

/** Slices between two reports. */
const REPORT = 5;

/** The way to the next stop, forwards or backwards. */
export interface Movement {
  /** What the client calls it. */
  readonly title: string;
  /** One event further; the stop, if that is the end of it. */
  advance(): Stop | undefined;
  /** Rests where it has got to. */
  pause(): Stop;
  /** Where it has got to. */
  describe(): { readonly message: string; readonly percentage?: number };
}

export class Run {
  private isPaused = false;
  private isCancelled = false;
  private slices = 0;

  constructor(
    private readonly movement: Movement,
    readonly progress: ProgressReporter,
    private readonly onStop: (stop: Stop) => void,
  ) {}

  /** Begins; `onStop` is called once, unless the run is cancelled before. */
  start(): void {
    if (this.isCancelled) return;
    const stop = this.guardedSlice();
    if (stop) {
      this.progress.end();
      this.onStop(stop);
    } else {
      if (this.slices++ % REPORT === 0) this.progress.report(this.movement.title, this.movement.describe());
      setTimeout(() => this.start(), 0);
    }
  }

  pause(): void {
    this.isPaused = true;
  }

  cancel(): void {
    this.isCancelled = true;
    this.progress.end();
  }

  private guardedSlice(): Stop | undefined {
    try {
      return this.slice();
    } catch (error) {
      return internalError(error, this.movement.pause().task);
    }
  }

  private slice(): Stop | undefined {
    if (this.isPaused) return this.movement.pause();
    for (let count = 0; count < SLICE; count++) {
      const stop = this.movement.advance();
      if (stop) return stop;
    }
    return undefined;
  }
}
