// Where threads are blocked, as bars beside the lines: on each side in as many columns as overlap.
import type { CompareLane, SideName } from '../messages/compare';
import { lineAt, type Line } from './lines';

/** A piece of a bar in one line. */
export interface WaitPiece {
  readonly track: number;
  /** Of the thread: the number of its theme colour. */
  readonly colour: number;
  readonly begins: boolean;
  readonly ends: boolean;
  /** `reader sleeps until page 1 is idle` */
  readonly says: string;
}

/** More that overlap are not drawn: the text of the event says what it waits for. */
const MOST_TRACKS = 3;

/** For each line what is drawn beside it. `tracks` is how many columns that needs. */
export function waitsOf(lines: readonly Line[], side: SideName, lanes: readonly CompareLane[]): { readonly pieces: readonly (readonly WaitPiece[])[]; readonly tracks: number } {
  const pieces: WaitPiece[][] = lines.map(() => []);
  const busyUntil: number[] = [];
  lines.forEach((line, from) => {
    const wait = line[side]?.wait;
    if (!wait) return;
    const to = lineAt(lines, side, wait.until + 1) ?? lines.length - 1;
    if (to <= from) return;
    const track = freeTrack(busyUntil, from);
    if (track >= MOST_TRACKS) return;
    busyUntil[track] = to;
    const { name, colour } = lanes[line.lane]!;
    const says = `${name} ${wait.cause}`;
    for (let index = from; index <= to; index++) pieces[index]!.push({ track, colour, begins: index === from, ends: index === to && lines[to]![side]?.event === wait.until, says });
  });
  return { pieces, tracks: busyUntil.length };
}

function freeTrack(busyUntil: readonly number[], from: number): number {
  const free = busyUntil.findIndex((until) => until < from);
  return free < 0 ? busyUntil.length : free;
}
