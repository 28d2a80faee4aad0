import type { Results } from '../messages/results';
import { progressText, summaryOf } from './words';

interface Props {
  results: Results;
  showsAll: boolean;
  canFold: boolean;
  hasLegend: boolean;
  onFold: () => void;
  onLegend: () => void;
  onCheck: () => void;
  onCancel: () => void;
}

/** What is running or was found, and what can be done about all of it. */
export function Head({ results, showsAll, canFold, hasLegend, onFold, onLegend, onCheck, onCancel }: Props) {
  const { run, note } = results;
  return (
    <div class="head">
      <h1>{run ? `Checking ${run.title}` : summaryOf(results) || 'Nothing is checked yet'}</h1>
      {run && <progress max={run.total ?? undefined} value={run.total === undefined ? undefined : run.done} aria-label={`Checking ${run.title}`} />}
      {run && <span class="muted">{progressText(run)}</span>}
      {note !== undefined && <span class="note">{note}</span>}
      <span class="tools">
        {run && <button class="button secondary" disabled={run.isEnding ?? false} onClick={onCancel}>Cancel</button>}
        {canFold && <button class="tool sign" aria-pressed={showsAll} title="Every version (F)" aria-label="Every version (F)" onClick={onFold}>↔</button>}
        <button class="tool sign" title="Check scenarios on all kernel versions" aria-label="Check scenarios on all kernel versions" onClick={onCheck}>⟳</button>
        <button class="tool sign" title="Marks and keys (?)" aria-label="Marks and keys (?)" aria-expanded={hasLegend} aria-controls="legend" onClick={onLegend}>?</button>
      </span>
    </div>
  );
}
