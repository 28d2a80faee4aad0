// What a line says to those who listen.
import type { Comparison, RowEvent, SideName } from '../messages/compare';
import type { Line } from './lines';

export const other = (side: SideName): SideName => (side === 'left' ? 'right' : 'left');

/** `v4.17`, or what else is different about it. */
export function nameOf({ title, kernel }: Comparison[SideName]): string {
  return title === '' ? kernel : title;
}

/** A cell: what happens there, and how that is on the other side. */
export function describeCell(comparison: Comparison, line: Line, side: SideName): string {
  const { name } = comparison.lanes[line.lane]!;
  const event = line[side];
  const there = line[other(side)];
  const otherName = nameOf(comparison[other(side)]);
  if (!event) {
    return line.elsewhere ? `performed as event ${line.elsewhere.event + 1}, elsewhere: ${line.elsewhere.text}` : `nothing: only ${otherName} performs this`;
  }
  const relation = (): string => {
    switch (line.kind) {
      case 'same': return there && there.event !== event.event ? `the same as event ${there.event + 1} of ${otherName}` : 'alike';
      case 'different': return `${otherName} does something else`;
      case 'moved': case 'movedHere': return `${otherName} performs it elsewhere, as event ${(line.elsewhere?.event ?? 0) + 1}`;
      case 'left': case 'right': return `only ${nameOf(comparison[side])} performs it`;
    }
  };
  return [`Event ${event.event + 1}, ${name}: ${event.text}`, ...marksOf(event, line.retry[side]), relation()].join('; ');
}

function marksOf({ effect, mark, wait, blocks = [] }: RowEvent, retry: number | undefined): string[] {
  return [
    ...(effect === undefined ? [] : [`changes ${effect}`]),
    ...(mark === 'violation' ? ['breaks a rule'] : mark === 'lastChance' ? ['the last chance was before it'] : mark === 'retry' ? [`layout retry ${retry ?? ''}`.trim()] : []),
    ...blocks.map(({ title, state, owner }) => `${title} ${state === 'owned' && owner ? `is of ${owner.name}` : `is ${state}`}`),
    ...(wait ? [wait.cause] : []),
  ];
}

/** For each stop of the debugger. */
export function describeStop(comparison: Comparison, line: Line | undefined, side: SideName, position: number): string {
  const where = `The debugger is at position ${position} of ${nameOf(comparison[side])}, ${side}`;
  return line ? `${where}. ${describeCell(comparison, line, side)}` : where;
}
