import type { ComponentChildren } from 'preact';
import { keyName, type Binding } from './key-bindings';
import { LegendRow } from './legend-row';

interface Props {
  id: string;
  /** Of the keys. */
  bindings: readonly Binding<string>[];
  /** What the marks mean: rows of a legend. */
  children: ComponentChildren;
  /** Rows after those of the keys. */
  more?: ComponentChildren;
}

/** What the marks mean, and what the keys do. */
export function HelpSheet({ id, bindings, children, more }: Props) {
  return (
    <section id={id} class="help-sheet" aria-label="Marks and keys" tabIndex={0}>
      <h2>Marks</h2>
      <dl class="legend">{children}</dl>
      <h2>Keys</h2>
      <dl class="legend keys">
        {bindings.map(({ action, keys, says }) => <LegendRow key={action} sign={keys.map((key) => <kbd key={key}>{keyName(key)}</kbd>)}>{says}</LegendRow>)}
        {more}
      </dl>
    </section>
  );
}
