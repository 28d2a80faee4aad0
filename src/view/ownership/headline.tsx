import { Headline } from '../common/headline';
import { Icon } from '../common/icon';
import type { Alarm, Snapshot } from '../messages/ownership';
import { Linked } from '../common/jump';

/** What went wrong, then what is the matter with each block. */
export function WhatWentWrong({ snapshot: { headline, brief, explanation, alarms } }: { snapshot: Snapshot }) {
  return (
    <>
      {headline !== undefined && <Headline text={headline} short={brief} explanation={explanation} />}
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
