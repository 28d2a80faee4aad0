// The window of a race in the margin of the lanes: from the first of the two accesses to the event that broke the property.
import { isReach } from '../../compiler/watched';
import type { Execution } from '../../machine/execution/execution';
import { raceOf, type Race } from '../../machine/explain/race';

export interface RaceWindow {
  /** Columns that the margin takes, with the space behind it. */
  readonly width: number;
  /** What stands in the margin of an event: on its first line, and on those below. */
  margin(index: number): { readonly first: string; readonly below: string };
  /** What is to be said at the end of the event's text. */
  note(index: number): string;
}

const NOTHING: RaceWindow = { width: 0, margin: () => ({ first: '', below: '' }), note: () => '' };

/** The window of the race that breaks a property in the last event; without one, nothing. */
export function raceWindow(execution: Execution): RaceWindow {
  const last = execution.length - 1;
  // What is reached is no fault, and nothing raced for it.
  if (isReach(execution.program.watched)) return NOTHING;
  const violation = last >= 0 ? execution.eventAt(last).violation : undefined;
  const race = violation && raceOf(execution, last, violation.property);
  if (!race) return NOTHING;
  const { first, second } = race;
  return {
    width: 2,
    margin: (index) => ({ first: `${glyph(race, index)} `, below: `${index >= first.index && index < race.end ? '┃' : ' '} ` }),
    note: (index) => {
      if (index === first.index) return `  ← races with event ${second.index + 1}`;
      return index === second.index ? `  ← races with event ${first.index + 1}` : '';
    },
  };
}

function glyph({ first, second, end }: Race, index: number): string {
  if (index < first.index || index > end) return ' ';
  if (index === first.index) return '┏';
  if (index === end) return '┗';
  return index === second.index ? '┣' : '┃';
}
