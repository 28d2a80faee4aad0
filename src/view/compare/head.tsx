import type { Comparison } from '../messages/compare';
import type { Standing } from './host';
import type { Action } from './keys';

interface Props {
  comparison: Comparison;
  standing: Standing | undefined;
  perform: (action: Action) => boolean;
  foldsAlike: boolean;
  hasLegend: boolean;
  differences: number;
}

/** What differs, in one sentence, and what can be done with it. */
export function Head({ comparison, standing, perform, foldsAlike, hasLegend, differences }: Props) {
  const tool = (action: Action, label: string, sign: string, extra: object = {}) => (
    <button class="tool sign" title={label} aria-label={label} onClick={() => perform(action)} {...extra}>{sign}</button>
  );
  return (
    <header>
      <div class="says">
        <p class="sentence">{comparison.sentence}</p>
        <h1>{comparison.scenario}<span>{differences === 0 ? 'no difference' : differences === 1 ? 'one difference' : `${differences} differences`}</span>{!standing && <span>the debugger is in neither: a click debugs one</span>}</h1>
        {comparison.explanation !== undefined && <details><summary>More</summary><p>{comparison.explanation}</p></details>}
      </div>
      <span class="tools">
        {tool('previousDifference', 'Previous difference (P)', '↑', { disabled: differences === 0 })}
        {tool('nextDifference', 'Next difference (N)', '↓', { disabled: differences === 0 })}
        {tool('fold', foldsAlike ? 'Show what is alike (F)' : 'Fold what is alike (F)', '⇳', { 'aria-pressed': !foldsAlike })}
        {tool('ask', 'Compare with something else (C)', '⇄')}
        {tool('legend', 'Marks and keys (?)', '?', { 'aria-expanded': hasLegend, 'aria-controls': 'legend' })}
      </span>
    </header>
  );
}
