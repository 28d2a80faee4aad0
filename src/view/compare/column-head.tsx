import { Icon } from '../common/icon';
import { KernelBadge } from '../common/kernel-badge';
import type { Side, SideName } from '../messages/compare';

/** Which execution a column is, and how it ends. */
export function ColumnHead({ side, name, isDebugged }: { side: Side; name: SideName; isDebugged: boolean }) {
  const { title, kernel, overlays, outcome, isWrong, length } = side;
  const named = overlays.map((path) => path.split(/[/\\]/).at(-1)!).filter((overlay) => !title.includes(overlay));
  return (
    <div role="columnheader" class={`column ${name}${isDebugged ? ' debugged' : ''}`}>
      <p class="which">
        <span class={`tag ${name}`} aria-hidden="true" />
        <span class="unseen">{name}: </span>
        {isDebugged && <span title="The debugger is in this execution"><span class="arrow" aria-hidden="true">▶</span><span class="unseen">debugged, </span></span>}
        <KernelBadge kernel={kernel} />
        {title !== kernel && title !== '' && <b>{title}</b>}
        {named.map((name) => <span key={name} class="overlay" title="A patch of the model kernel">{name}</span>)}
      </p>
      <p class={`outcome${isWrong ? ' wrong' : ''}`}><Icon name={isWrong ? 'alert' : 'check'} />{outcome}{!isWrong && <span class="muted"> · {length} events</span>}</p>
    </div>
  );
}
