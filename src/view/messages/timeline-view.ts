// The messages between the extension and the timeline view. What they are about is in `timeline.ts`.
// Invariant: they are plain JSON, and the view knows nothing else of the program.
import type { ViewAction } from './view-action';
import type { Found, Mark, RangeQuery, Timeline, TimelineRange } from './timeline';

/** From the extension to the view. */
export type ToTimeline =
  /** The debugger has stopped. `stop` says why, in a few words; `event` is the one that led to the position. */
  | { readonly kind: 'timeline'; readonly timeline: Timeline; readonly stop?: string; readonly event?: Mark }
  /** The answer to the question of that number. */
  | { readonly kind: 'range'; readonly id: number; readonly range: TimelineRange }
  | { readonly kind: 'found'; readonly id: number; readonly found: Found }
  /** What became of the picture or text that was to be copied, in words for the user. */
  | { readonly kind: 'copied'; readonly id: number; readonly said: string }
  /** There is no answer to that question: the session has gone on or is over. */
  | { readonly kind: 'unanswered'; readonly id: number }
  /** The session runs: a timeline follows at the next stop. */
  | { readonly kind: 'running' }
  /** There is no session. */
  | { readonly kind: 'ended' };

/** From the view to the extension. Questions have a number that grows. */
export type FromTimeline =
  | ViewAction
  /** The page has loaded; the extension answers with what there is to draw. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'range'; readonly id: number; readonly query: RangeQuery }
  /** Events that contain all the words, from an event on. */
  | { readonly kind: 'find'; readonly id: number; readonly text: string; readonly from: number }
  /** Puts an SVG on the clipboard. */
  | { readonly kind: 'copySvg'; readonly id: number; readonly svg: string }
  /** Puts the events from `from` to `to`, the latter excluded, on the clipboard as plain text. */
  | { readonly kind: 'copyText'; readonly id: number; readonly from: number; readonly to: number }
  /** Offers to save a PNG (base64) as a file: the extension has no clipboard for images, and the browser refused its own. */
  | { readonly kind: 'savePng'; readonly id: number; readonly png: string }
  /** Lets the thread of a lane perform the next event. */
  | { readonly kind: 'step'; readonly lane: number }
  /** Makes a fork the recorded future. */
  | { readonly kind: 'switchTo'; readonly fork: number };
