import type { Host as CommonHost } from '../common/host';
import type { FromTimeline } from '../messages/timeline-view';
import type { Viewport } from './viewport';

/** What survives when the page is thrown away. */
export interface Saved {
  /** What it was saved of: it is no use for another execution. */
  readonly scenario: string;
  /** None if everything was seen: it goes on being seen when there is more. */
  readonly viewport?: Viewport;
  readonly focus?: Focus;
  readonly scroll: number;
}

/** A lane or a bar, and an event. */
export interface Focus {
  readonly kind: 'lane' | 'bar';
  readonly index: number;
  readonly event: number;
}

export type Host = CommonHost<FromTimeline, Saved>;
