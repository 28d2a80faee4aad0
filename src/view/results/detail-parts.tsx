import type { ComponentChildren } from 'preact';
import type { ComparisonOffer } from '../messages/results';

/** What can be done with what is found. */
export interface Steps {
  debug(schedule?: string, events?: number): void;
  compare(offer: ComparisonOffer): void;
  more(): void;
  check(): void;
}

export function Comparisons({ offers, steps }: { offers: readonly ComparisonOffer[]; steps: Steps }) {
  return <>{offers.map((offer) => <button key={offer.label} class="button secondary" onClick={() => steps.compare(offer)}>{offer.label}</button>)}</>;
}

export function Buttons({ children }: { children: ComponentChildren }) {
  return <p class="buttons">{children}</p>;
}
