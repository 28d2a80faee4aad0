import type { ComponentChildren } from 'preact';

/** A sign of a legend, and what it means. */
export function LegendRow({ sign, children }: { sign: ComponentChildren; children: ComponentChildren }) {
  return <div><dt aria-hidden="true">{sign}</dt><dd>{children}</dd></div>;
}
