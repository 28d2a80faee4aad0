import { Icon } from '../common/icon';
import { HelpSheet } from '../common/help-sheet';
import { LegendRow } from '../common/legend-row';
import { Swatch } from '../common/swatch';
import { bindings } from './keys';

const victim = { name: 'victim', letter: 'V', colour: 1 };

/** What the marks mean, and what the keys do. */
export function Legend({ id }: { id: string }) {
  return (
    <HelpSheet id={id} bindings={bindings}>
      <LegendRow sign={<span class="disc" data-thread="1">a</span>}>a thread, with its letter in the schedule; named where it begins to move</LegendRow>
      <LegendRow sign={<span class="sample cell present"><span class="arrow">▶</span></span>}>where the debugger stands; beside it, where the other execution is then</LegendRow>
      <LegendRow sign={<span class="sample left" />}>only the left execution performs it, or something else than the right one</LegendRow>
      <LegendRow sign={<span class="sample right" />}>only the right execution performs it, or something else than the left one</LegendRow>
      <LegendRow sign={<span class="sample blank" />}>this execution performs nothing here</LegendRow>
      <LegendRow sign={<span class="sample move" />}>the same event, performed at another place</LegendRow>
      <LegendRow sign={<span class="sample wait" />}>the thread of this colour is blocked</LegendRow>
      <LegendRow sign={<span class="badge retry"><Icon name="retry" />2</span>}>a layout retry and its number</LegendRow>
      <LegendRow sign={<Swatch file={victim} />}>the block is of that file after the event; hatched: freed; dotted: free</LegendRow>
    </HelpSheet>
  );
}
