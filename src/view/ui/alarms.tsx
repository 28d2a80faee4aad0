import type { Alarm } from '../messages';
import { Icon } from './icon';

export function Alarms({ alarms }: { alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return null;
  return (
    <ul class="alarms" aria-label="Alarms">
      {alarms.map(({ text }) => <li key={text}><Icon name="alert" /><span>{text}</span></li>)}
    </ul>
  );
}
