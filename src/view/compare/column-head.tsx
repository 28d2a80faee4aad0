import { Icon } from '../common/icon';
import type { Side, SideName } from '../messages/compare';

/** Which execution a column is, and how it ends. */
export function ColumnHead({ side, name, isDebugged }: { side: Side; name: SideName; isDebugged: boolean }) {
  const { title, kernel, overlays, outcome, isWrong, length } = side;
  return (
    <div role="columnheader" class={`column ${name}${isDebugged ? ' debugged' : ''}`}>
      <p class="which">
        <span class={`tag ${name}`} aria-hidden="true" />
        <span class="unseen">{name}: </span>
        {isDebugged && <span title="The debugger is in this execution"><span class="arrow" aria-hidden="true">▶</span><span class="unseen">debugged, </span></span>}
        <span class="kernel" title="The kernel version that runs">{kernel}</span>
        {title !== kernel && title !== '' && <b>{title}</b>}
        {overlays.map((path) => <span key={path} class="overlay" title={path}>{path.split(/[/\\]/).at(-1)}</span>)}
      </p>
      <p class={`outcome${isWrong ? ' wrong' : ''}`}><Icon name={isWrong ? 'alert' : 'check'} />{outcome}<span class="muted"> · {length} events</span></p>
    </div>
  );
}
