import { Icon } from '../common/icon';
import type { Lock, Wait } from '../messages/ownership';
import { EventLink } from '../common/jump';

/** Who holds what and who queues for it, and who waits for whom. */
export function Locks({ locks, waits }: { locks: readonly Lock[]; waits: readonly Wait[] }) {
  if (locks.length + waits.length === 0) return null;
  return (
    <section>
      <h2>Locks and waits</h2>
      <ul class="locks" aria-label="Locks and waits">
        {waits.map(({ task, text, since, holders, isNew }) => (
          <li key={task} class={isNew ? 'wait new' : 'wait'}>
            <Icon name="wait" />
            <span>
              <b>{task}</b> {text}{since > 0 && <span class="muted">, since <EventLink event={since} /></span>}
              {holders.length > 0 && <span class="muted"> · {holders.join(', ')} can end it</span>}
            </span>
          </li>
        ))}
        {locks.map(({ name, writer, readers, queue, isNew }) => (
          <li key={name} class={isNew ? 'new' : ''}>
            <Icon name="lock" />
            <span class="name">{name}</span>
            <span><b>{writer ?? readers.join(', ')}</b> <span class="muted">{writer ? 'exclusive' : 'shared'}</span></span>
            {queue.length > 0 && <span class="queue"><span class="muted">queue:</span> {queue.map((task, index) => `${index + 1}. ${task}`).join(', ')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
