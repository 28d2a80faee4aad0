// What the extension and the thread that searches in the background tell each other. Plain data.
import type { Examination, Mistaken } from '../../explorer/live/examination';
import type { Budget, Outcome } from '../../explorer/live/outcome';
import type { GivenOverlay } from '../../language/overlays';
import type { SourceText } from '../../language/source-file';

/** Given to the thread when it starts. */
export interface LiveWorkerData {
  /** The path of the packaged kernel. */
  readonly kernel: string;
  /** The number of the latest search that nobody wants any more. */
  readonly cancelled: SharedArrayBuffer;
}

/** A text to be examined; the latest one of a name is kept, to be searched. */
export interface ExamineRequest {
  readonly type: 'examine';
  readonly name: string;
  readonly revision: number;
  readonly source: string;
  readonly text: string;
  readonly overlays: readonly SourceText[];
  readonly used: ReadonlyMap<string, GivenOverlay>;
}

/** `search`: its number, each greater than the one before. `wanted`: an id in the latest examination of that name and revision. */
export interface SearchRequest {
  readonly type: 'search';
  readonly search: number;
  readonly name: string;
  readonly revision: number;
  readonly wanted: string;
  readonly budget: Budget;
}

export interface ForgetRequest {
  readonly type: 'forget';
  readonly name: string;
}

export type LiveRequest = ExamineRequest | SearchRequest | ForgetRequest;

export interface ExaminedAnswer {
  readonly type: 'examined';
  readonly name: string;
  readonly revision: number;
  readonly result: Examination | Mistaken;
}

/** `outcome`: undefined if it was cancelled, or if a later text was examined meanwhile. */
export interface EndedAnswer {
  readonly type: 'ended';
  readonly search: number;
  readonly outcome: Outcome | undefined;
}

export type LiveAnswer = ExaminedAnswer | EndedAnswer;
