import type { Alarm, Snapshot } from '../messages/ownership';
import { Icon } from './icon';
import { Linked } from './jump';

/** What went wrong: the sentence first, the paragraph behind it, then what is the matter with each block. */
export function Headline({ snapshot: { headline, explanation, alarms } }: { snapshot: Snapshot }) {
  return (
    <>
      {headline !== undefined && (
        <section class="headline" aria-label="What went wrong">
          <Icon name="alert" />
          <div>
            <p><Linked text={headline} /></p>
            {explanation !== undefined && <details><summary>More</summary><p><Linked text={explanation} /></p></details>}
          </div>
        </section>
      )}
      <Alarms alarms={alarms} />
    </>
  );
}

function Alarms({ alarms }: { alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return null;
  return (
    <ul class="alarms" aria-label="Alarms">
      {alarms.map(({ text }) => <li key={text}><Icon name="alert" /><span><Linked text={text} /></span></li>)}
    </ul>
  );
}
