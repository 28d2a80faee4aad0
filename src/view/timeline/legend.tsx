import { LegendRow } from '../common/legend-row';
import { Icon } from '../common/icon';
import { Swatch } from '../common/swatch';
import { keyName } from '../common/key-bindings';
import { bindings } from './keys';

const victim = { name: 'victim', letter: 'V', colour: 1 };

/** What the marks mean, and what the keys do. */
export function Legend({ id }: { id: string }) {
  return (
    <section id={id} class="help-sheet" aria-label="Marks and keys" tabIndex={0}>
      <h2>Marks</h2>
      <dl class="legend">
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
      </dl>
      <h2>Keys</h2>
      <dl class="legend keys">
        {bindings.map(({ action, keys, says }) => (
          <LegendRow key={action} sign={keys.map((key) => <kbd key={key}>{keyName(key)}</kbd>)}>{says}</LegendRow>
        ))}
        <LegendRow sign={<kbd>Wheel</kbd>}>scroll; with Ctrl closer and farther, with Shift earlier and later</LegendRow>
      </dl>
    </section>
  );
}
