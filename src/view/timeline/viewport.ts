/** The part of time that is looked at: positions at the left and at the right edge. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
}

/** No closer than so many events. */
const CLOSEST = 4;

/** `factor` below 1 comes closer; what is at `at` stays where it is. */
export function zoom(viewport: Viewport, limits: Viewport, at: number, factor: number): Viewport {
  const span = viewport.to - viewport.from;
  const wanted = Math.max(CLOSEST, Math.min(limits.to - limits.from, span * factor));
  const share = (at - viewport.from) / span;
  return within({ from: at - share * wanted, to: at + (1 - share) * wanted }, limits);
}

/** By a share of what is seen; positive to the right. */
export function pan({ from, to }: Viewport, limits: Viewport, share: number): Viewport {
  const by = (to - from) * share;
  return within({ from: from + by, to: to + by }, limits);
}

export function within({ from, to }: Viewport, limits: Viewport): Viewport {
  const span = Math.min(to - from, limits.to - limits.from);
  const start = Math.max(limits.from, Math.min(from, limits.to - span));
  return { from: start, to: start + span };
}

/** Moved as little as it takes to show an event with something around it. */
export function reveal(viewport: Viewport, limits: Viewport, event: number): Viewport {
  const span = viewport.to - viewport.from;
  const margin = span * 0.08;
  if (event >= viewport.from + margin && event + 1 <= viewport.to - margin) return viewport;
  const isNear = event > viewport.from - span && event < viewport.to + span;
  const from = !isNear ? event - span / 2 : event < viewport.from + margin ? event - margin : event + 1 + margin - span;
  return within({ from, to: from + span }, limits);
}
