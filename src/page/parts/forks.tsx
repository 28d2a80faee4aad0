import type { PageSession, Rest } from '../engine/page-session';

/** The futures that were left. */
export function Forks({ session, rest: { forks: { forks } } }: { session: PageSession; rest: Rest }) {
  if (forks.length === 0) return null;
  return (
    <section aria-label="Forks">
      <h2>Forks</h2>
      <ul class="forks">
        {forks.map(({ id, position, label, length }) => (
          <li key={id}>
            <button title="Take up this future" onClick={() => void session.ask('daxscn/switchTo', { fork: id })}>
              <b>{id}</b> <span>at {position}, {length} {length === 1 ? 'event' : 'events'}: {label}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
