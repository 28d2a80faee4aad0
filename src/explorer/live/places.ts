// Where something stands in a scenario or its overlays, told so that it can be found again in a text of which a search reads the same: by its
// number among the positions of a routine (`Canonical.spans`). What stands in the packaged kernel stays where it is.
import type { KernelTree, Routine, ScenarioTree, Span } from '../../language/tree';
import { canonical } from './canonical';

export interface Place {
  readonly source: string;
  readonly span: Span;
}

export type Anchor = { readonly routine: string; readonly index: number } | Place;

/** The positions in each routine that is not the packaged kernel's. Plain data. */
export type Places = Readonly<Record<string, { readonly source: string; readonly spans: readonly Span[] }>>;

export function placesIn({ processes, asserts, reaches, additions }: ScenarioTree): Places {
  const routines = (kind: string, all: readonly Routine[]) => all.map((routine) => [idOf(kind, routine), { source: routine.source, spans: canonical(routine).spans }] as const);
  const kinds = ['functions', 'agents', 'invariants', 'boot'] satisfies (keyof KernelTree)[];
  return Object.fromEntries([
    ...routines('process', processes), ...routines('assert', asserts), ...routines('reach', reaches), ...kinds.flatMap((kind) => routines(kind, additions[kind])),
  ]);
}

function idOf(kind: string, { name, gate: { since, until } }: Routine): string {
  return `${kind} ${name} ${since ?? ''}-${until ?? ''}`;
}

export function anchorOf(place: Place, places: Places): Anchor {
  for (const [routine, { source, spans }] of Object.entries(places)) {
    if (source !== place.source) continue;
    const index = spans.findIndex((span) => span.join() === place.span.join());
    if (index >= 0) return { routine, index };
  }
  return place;
}

/** Undefined if there is no such place: it was not of that text. */
export function placeOf(anchor: Anchor, places: Places): Place | undefined {
  if (!('routine' in anchor)) return anchor;
  const found = places[anchor.routine];
  const span = found?.spans[anchor.index];
  return span && { source: found.source, span };
}
