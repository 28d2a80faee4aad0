// Where keys lead: from line to line, from side to side, from difference to difference.
import type { SideName } from '../messages/compare';
import type { Shown } from './folds';
import type { Place } from './host';
import type { Action } from './keys';
import { differences, type Line } from './lines';

export class Steps {
  /** The cell that the tab key goes to. */
  readonly place: Place;
  /** Indices in the lines. */
  readonly differences: readonly number[];
  /** What has cells. */
  private readonly stops: readonly Exclude<Shown, { kind: 'parting' }>[];

  constructor(private readonly lines: readonly Line[], shown: readonly Shown[], private readonly standing: Place, wanted: Place | undefined) {
    this.differences = differences(lines);
    this.stops = shown.filter((each) => each.kind !== 'parting');
    const isThere = ({ key }: Place): boolean => this.stops.some((stop) => stop.key === key);
    this.place = wanted && isThere(wanted) ? wanted : isThere(standing) ? standing : { key: this.stops[0]?.key ?? '', side: standing.side };
  }

  to(action: Action): Place | undefined {
    const { side } = this.place;
    const at = this.stops.findIndex(({ key }) => key === this.place.key);
    const stop = (index: number): Place | undefined => this.stops[index] && { key: this.stops[index].key, side };
    switch (action) {
      case 'up': return stop(at - 1);
      case 'down': return stop(at + 1);
      case 'first': return stop(0);
      case 'last': return stop(this.stops.length - 1);
      case 'left': case 'right': return { ...this.place, side: action };
      case 'nextDifference': return this.line(this.differences.find((index) => index > this.lineOf(at)));
      case 'previousDifference': return this.line(this.differences.findLast((index) => index < this.lineOf(at)));
      case 'elsewhere': return this.elsewhere();
      case 'position': return this.standing;
      default: return undefined;
    }
  }

  /** The keys of the lines of the fold that hides a line. */
  hiddenAt({ key }: Place): readonly string[] {
    const index = this.lines.findIndex((line) => line.key === key);
    const fold = this.stops.find((stop) => stop.kind === 'fold' && stop.from <= index && index < stop.to);
    return fold?.kind === 'fold' ? this.lines.slice(fold.from, fold.to).map((line) => line.key) : [];
  }

  private elsewhere(): Place | undefined {
    const here = this.lines.find(({ key }) => key === this.place.key);
    const there = here?.elsewhere && this.lines.find((line) => line.row === here.row && line !== here);
    const side: SideName = here?.kind === 'moved' ? 'right' : 'left';
    return there && { key: there.key, side };
  }

  /** The index of a line, of the first of a fold. */
  private lineOf(stop: number): number {
    const there = this.stops[stop];
    return there === undefined ? 0 : there.kind === 'fold' ? there.from : there.index;
  }

  private line(index: number | undefined): Place | undefined {
    const line = index === undefined ? undefined : this.lines[index];
    return line && { key: line.key, side: line[this.place.side] ? this.place.side : line.left ? 'left' : 'right' };
  }
}
