import { HelpSheet } from '../common/help-sheet';
import { LegendRow } from '../common/legend-row';
import type { CellState, VerdictName } from '../messages/results';
import { bindings } from './keys';
import { VerdictIcon } from './verdict-icon';

const MARKS: readonly (readonly [VerdictName | CellState, string])[] = [
  ['holds', 'holds: every interleaving was tried, and nothing goes wrong'],
  ['violates', 'violates a property, which is named'],
  ['deadlock', 'deadlock: some wait for each other in a circle'],
  ['hang', 'hang: somebody sleeps for ever'],
  ['livelock', 'livelock: some go round and round, and get nowhere'],
  ['reaches', 'reaches what a scenario wants to be reached'],
  ['never reaches', 'never reaches it'],
  ['unknown', 'unknown: a bound was met, or it was cancelled'],
  ['refused', 'cannot run: calls what this version does not have'],
];

/** What the marks mean, and what the keys do. */
export function Legend({ id }: { id: string }) {
  return (
    <HelpSheet id={id} bindings={bindings}>
      {MARKS.map(([mark, says]) => <LegendRow key={mark} sign={<VerdictIcon of={mark} />}>{says}</LegendRow>)}
      <LegendRow sign={<b class="unexpected">!</b>}>not as the scenario expects</LegendRow>
    </HelpSheet>
  );
}
