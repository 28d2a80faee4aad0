// What `daxscn check` and the program that started it with a channel (VS Code) tell each other. Plain data.
import type { Exploration, Progress } from './explore';

/** Now and then while searches run, and once for every result, in the order in which results are printed. */
export type CheckMessage = CheckProgress | CheckedMessage;

/** Of all searches that run at the moment, together. */
export interface CheckProgress extends Progress {
  readonly type: 'progress';
  /** `race.daxscn v4.17`, oldest first. */
  readonly running: readonly string[];
  /** States a second. */
  readonly rate: number;
}

/** The verdict on one scenario on one kernel version. */
export interface CheckedMessage extends Pick<Exploration, 'verdict' | 'property' | 'schedule' | 'events'> {
  readonly type: 'checked';
  readonly file: string;
  /** `v4.17`. */
  readonly kernel: string;
  /** The verdict is the one that the scenario expects. */
  readonly pass: boolean;
}

/** Every search ends as soon as it can, `unknown`, with what it has found. */
export interface CheckRequest {
  readonly type: 'cancel';
}
