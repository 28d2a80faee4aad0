// Walks along the runs of one track. A run that goes on in the next chunk is one.
import type { Chunk } from './chunk';
import type { Chunks } from './chunks';
import type { Runs } from './runs';

export class RunCursor {
  /** The run: the positions from `start` to `end`, excluded, as far as they are read. */
  start = 0;
  end = 0;
  value = 0;
  private chunk: Chunk | undefined;
  private runs: Runs | undefined;
  private run = -1;

  constructor(private readonly chunks: Chunks, private readonly track: number) {}

  /** Goes to the run with a position, or to the first run after it that is before `limit`. False if there is none. */
  seek(position: number, limit: number): boolean {
    if (!this.enter(position, limit)) return false;
    this.extend();
    // It may have begun in a chunk before.
    for (let before = this.before(this.start); before && before.value === this.value; before = this.before(this.start)) this.start = before.start;
    return true;
  }

  /** Goes to the next run that begins before `limit`. False if there is none. */
  next(limit: number): boolean {
    if (this.end >= limit) return false;
    if (!this.step() && !this.enter(this.end, limit)) return false;
    this.extend();
    return true;
  }

  /** Goes to a run by its position, without what it is in other chunks. */
  private enter(position: number, limit: number): boolean {
    for (let at = position; at < limit; at = this.chunks.next(at)) {
      const chunk = this.chunks.at(at);
      if (!chunk || at >= chunk.read) continue;
      this.chunk = chunk;
      this.runs = chunk.runs.get(this.track);
      this.take(this.runs?.runAt(at) ?? -1);
      return true;
    }
    return false;
  }

  /** Goes to the next run of the chunk. */
  private step(): boolean {
    if (!this.runs || this.run + 1 >= this.runs.length) return false;
    this.take(this.run + 1);
    return true;
  }

  private take(run: number): void {
    const { chunk, runs } = this;
    this.run = run;
    this.start = run < 0 ? chunk!.start : runs!.startOf(run);
    this.value = run < 0 ? 0 : runs!.valueOf(run);
    this.end = runs && run + 1 < runs.length ? runs.startOf(run + 1) : chunk!.read;
  }

  /** As far as it goes on in the following chunks. */
  private extend(): void {
    while (this.chunk!.read === this.end && this.end === this.chunk!.end) {
      const { start, value } = this;
      const next = this.chunks.at(this.end);
      if (!next || next.read === next.start || (next.runs.get(this.track)?.valueAt(next.start) ?? 0) !== value) return;
      this.enter(this.end, this.end + 1);
      this.start = start;
    }
  }

  /** The last run of the chunk that ends at a position, if that is read. */
  private before(position: number): { readonly start: number; readonly value: number } | undefined {
    const chunk = position > 0 ? this.chunks.at(position - 1) : undefined;
    if (!chunk || chunk.read < position || chunk.end !== position) return undefined;
    const runs = chunk.runs.get(this.track);
    const run = runs ? runs.length - 1 : -1;
    return run < 0 ? { start: chunk.start, value: 0 } : { start: runs!.startOf(run), value: runs!.valueOf(run) };
  }
}
