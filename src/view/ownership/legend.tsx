import { Icon } from '../common/icon';
import { LegendRow } from '../common/legend-row';
import { Swatch } from '../common/swatch';
import type { Cell } from '../messages/ownership';

/** What the signs mean. */
export function Legend({ id }: { id: string }) {
  const file = { name: 'victim', letter: 'V', colour: 1 };
  const sign = (state: Cell['state']) => <Swatch file={state === 'free' ? undefined : file} state={state} />;
  return (
    <dl id={id} class="legend" aria-label="Legend">
      <LegendRow sign={sign('owned')}>belongs to the file with this letter and colour</LegendRow>
      <LegendRow sign={sign('freed')}>freed, but the log has not committed that yet; or a page in memory without a file</LegendRow>
      <LegendRow sign={sign('free')}>free</LegendRow>
      <LegendRow sign={<span class="dots">○●</span>}>references: one of an idle page, then one for each pin, each mapping and whoever else holds it</LegendRow>
      <LegendRow sign={<Icon name="pin" />}>pinned by this thread, so that a device may use the page</LegendRow>
      <LegendRow sign={<Icon name="map" />}>mapped by this process: rw it may write, ro it may only read</LegendRow>
      <LegendRow sign={<Icon name="in" />}>a device writes into it, in the colour of the file for which it does</LegendRow>
      <LegendRow sign={<Icon name="out" />}>a device reads from it</LegendRow>
      <LegendRow sign={<Icon name="alert" />}>in danger: a device uses it for a file that does not own it</LegendRow>
      <LegendRow sign={<Icon name="wait" />}>this thread sleeps until something happens to it</LegendRow>
      <LegendRow sign={<Icon name="lock" />}>locked</LegendRow>
      <LegendRow sign={<span class="mark" />}>this event has changed something here</LegendRow>
      <LegendRow sign={<span class="mark ahead" />}>the selected thread is about to change something here</LegendRow>
    </dl>
  );
}
