// A movement that may be long runs in slices, so that it can be paused, and reports its progress.
import { internalError, type Stop } from '../stops/stop';
import type { ProgressReporter } from '../protocol/client-events';

/** The number of events in a slice. */
const SLICE = 2_000;

/** The number of slices between two reports. */
const REPORT = 5;

/** A movement to the next stop, forwards or backwards. */
export interface Movement {
  /** The client shows it with the progress. */
  readonly title: string;
  /** Moves by one event. The stop, if the movement ends there. */
  advance(): Stop | undefined;
  /** Ends the movement where it is. */
  pause(): Stop;
  /** How far it is. */
  describe(): { readonly message: string; readonly percentage?: number };
}

/** One movement while it runs. */
export class Run {
  private isPaused = false;
  private isCancelled = false;
  private slices = 0;

  constructor(
    private readonly movement: Movement,
    readonly progress: ProgressReporter,
    private readonly onStop: (stop: Stop) => void,
  ) {}

  /** Starts the movement; `onStop` is called once, unless it is cancelled before. */
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

  /** Ends the movement after the present slice. */
  pause(): void {
    this.isPaused = true;
  }

  /** Drops the movement: there will be no stop. */
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
