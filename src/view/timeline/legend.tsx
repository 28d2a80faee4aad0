import { HelpSheet } from '../common/help-sheet';
import { LegendRow } from '../common/legend-row';
import { Icon } from '../common/icon';
import { Swatch } from '../common/swatch';
import { bindings } from './keys';

const victim = { name: 'victim', letter: 'V', colour: 1 };

/** What the marks mean, and what the keys do. */
export function Legend({ id }: { id: string }) {
  return (
    <HelpSheet id={id} bindings={bindings} more={<LegendRow sign={<kbd>Wheel</kbd>}>scroll; with Ctrl closer and farther, with Shift earlier and later</LegendRow>}>
      <LegendRow sign={<span class="sample event" />}>an event of a thread; paler if it has not happened yet at the position</LegendRow>
      <LegendRow sign={<span class="sample retry">2</span>}>a layout retry and its number</LegendRow>
      <LegendRow sign={<span class="sample violation" />}>an event that breaks a rule</LegendRow>
      <LegendRow sign={<Icon name="wait" />}>the thread is blocked, and why; dashed: nothing ends it</LegendRow>
      <LegendRow sign={<Swatch file={victim} />}>the block belongs to the file with this letter and colour</LegendRow>
      <LegendRow sign={<Swatch file={victim} state="freed" />}>freed, but the log has not committed that yet</LegendRow>
      <LegendRow sign={<span class="sample free" />}>free</LegendRow>
      <LegendRow sign={<Icon name="map" />}>mapped along the line above a bar, in the colour of the thread that can use it</LegendRow>
      <LegendRow sign={<Icon name="pin" />}>pinned from one end of the bracket to the other</LegendRow>
      <LegendRow sign={<span class="sample transfer" />}>a device has the block, for the file of this colour</LegendRow>
      <LegendRow sign={<span class="sample stray" />}>stray: a device uses it for a file that does not own it</LegendRow>
      <LegendRow sign={<span class="sample window" />}>the window of the race, between its two accesses</LegendRow>
      <LegendRow sign={<span class="sample no-return" />}>the point of no return: after it no order of events goes right</LegendRow>
      <LegendRow sign={<span class="sample missing" />}>a wait that is missing: from who should have waited to what for</LegendRow>
    </HelpSheet>
  );
}
