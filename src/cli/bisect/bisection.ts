// What came of a bisection.
import type { Sought } from '../../explorer/search/sought';
import type { Neighbours, Turn, Turns } from '../../hunt/bisect';
import type { Change } from '../../language/changes';
import type { Func } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import type { Examined } from './kernel-trials';

/** What `daxscn bisect` tells. */
export interface Bisection {
  readonly file: string;
  /** The files of `--overlay`. */
  readonly overlays: readonly string[];
  /** What one of the two versions has and the other has not. */
  readonly fault: Sought;
  readonly between: Neighbours;
  readonly older: Examined;
  readonly newer: Examined;
  /** All changes between the two. */
  readonly changes: readonly Change[];
  readonly turns: Turns;
  /** What becomes of the scenario with these changes taken back, or brought. */
  examine(turn: Turn, direction: 'without' | 'with'): Examined;
}

/** The functions that the changes change, of those that the scenario calls, as the newer version has them if that can be told. */
export function functionsOf({ examine }: Pick<Bisection, 'examine'>, turn: Turn): readonly Func[] {
  const found = turn.directions.flatMap((direction) => examine(turn, direction).functions);
  return found.filter(({ name }, index) => found.findIndex((other) => other.name === name) === index);
}

/** `fs/xfs/versions.daxk:8, v4.19, e25ff835af89` */
export function placeOfChange({ source, line, version, commits }: Change): string {
  return [`${source}:${line}`, formatVersion(version), ...commits].join(', ');
}
