// The runs of a track in a range, at a level of detail: those that lie within one column are told as one.
import type { Chunks } from './chunks';
import { RunCursor } from './run-cursor';

/** What is so at the positions from `from` to `to - 1`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** How many runs it stands for; several have the value of the first. Where gaps are not told, how many stretches with gaps between them. */
  readonly count: number;
}

/**
 * The spans of what is read that meet the positions from `from` to `to`, excluded, in order. With step 1 each is one run. Otherwise a column
 * has two at most: one that stands for what is within the column, and one that goes on into the next. The first column also has what comes from
 * before it. Crowded columns beside each other are one span.
 * `gaps`: whether what has the value 0 is told, too.
 */
export function* spansOf(chunks: Chunks, track: number, from: number, to: number, step: number, gaps: boolean): Generator<Span> {
  let crowd: Span | undefined;
  for (const span of columnsOf(new RunCursor(chunks, track), from, to, step, gaps)) {
    if (crowd && span.count > 1 && span.from < crowd.to + step) {
      crowd = { ...crowd, to: span.to, count: crowd.count + span.count };
      continue;
    }
    if (crowd) yield crowd;
    crowd = span.count > 1 ? span : undefined;
    if (!crowd) yield span;
  }
  if (crowd) yield crowd;
}

function* columnsOf(run: RunCursor, from: number, to: number, step: number, gaps: boolean): Generator<Span> {
  for (let isThere = run.seek(from, to); isThere;) {
    const column = (Math.floor(Math.max(run.start, from) / step) + 1) * step;
    const group = { from: run.start, to: run.end, value: run.value, count: 0 };
    let isAfterGap = true;
    do {
      const isTold = gaps || run.value !== 0;
      if (isTold) {
        if (group.count === 0) Object.assign(group, { from: run.start, value: run.value });
        if (gaps || isAfterGap) group.count++;
        group.to = run.end;
      }
      isAfterGap = !isTold;
      // What has begun before the first column is longer than what is in it.
      const isLong = run.end >= column || run.start < column - step;
      isThere = run.next(to);
      if (isLong) break;
    } while (isThere && run.end <= column);
    if (group.count > 0) yield group;
  }
}
