import { isFault } from '../../explorer/verdict-words';
import { Icon } from '../../view/common/icon';
import type { PageSession, PageState } from '../engine/page-session';

/** What a check has found, how far one is, or that there can be one. */
export function CheckResult({ session, state: { kernel, checking, checked } }: { session: PageSession; state: PageState }) {
  if (checking !== undefined) {
    return (
      <p class="check" role="status">
        <span class="busy" aria-hidden="true" /> Checking every interleaving on {kernel}: {checking.toLocaleString('en')} states …
        {' '}<button class="link" onClick={() => session.cancelCheck()}>Stop</button>
      </p>
    );
  }
  return (
    <p class="check" role="status">
      {(checked ?? []).map(({ kernel: on, verdict, text, states, transitions, reason, schedule, expected }) => (
        <span key={text} class={isFault(verdict) ? 'verdict fault' : 'verdict'}>
          <Icon name={isFault(verdict) ? 'alert' : 'check'} /> <b>{text}</b> on {on} <span class="muted">
            — {states.toLocaleString('en')} states and {transitions.toLocaleString('en')} transitions searched just now, in this page
            {expected && (expected.isMet ? '; as the scenario expects' : `; the scenario expects: ${expected.text}`)}
            {verdict === 'unknown' && reason !== null && `; ${reason}`}</span>
          {schedule !== null && <> <button class="link" onClick={() => void session.launch(on, schedule)}>Show it</button></>}
        </span>
      ))}
    </p>
  );
}
