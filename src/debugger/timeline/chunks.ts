// All that is read of an execution, in chunks: those are read first that are asked for first.
import type { Stray } from '../../view/messages/timeline';
import { Chunk, CHUNK, type ChunkReading } from './chunk';

export class Chunks {
  private readonly chunks = new Map<number, Chunk>();

  /** The chunk with a position, if any of it is read. */
  at(position: number): Chunk | undefined {
    return this.chunks.get(Math.floor(position / CHUNK));
  }

  /** The first position of the chunk after the one with a position. */
  next(position: number): number {
    return (Math.floor(position / CHUNK) + 1) * CHUNK;
  }

  isRead(position: number): boolean {
    return position < (this.at(position)?.read ?? 0);
  }

  /** The value of a track at a position, 0 where it is not read. */
  valueAt(track: number, position: number): number {
    return this.at(position)?.runs.get(track)?.valueAt(position) ?? 0;
  }

  /** Whether a track has anything in what is read. */
  shows(track: number): boolean {
    for (const { runs } of this.chunks.values()) if ((runs.get(track)?.length ?? 0) > 0) return true;
    return false;
  }

  /** Those of the events from `from` to `to`, excluded, as far as they are read. */
  strays(from: number, to: number): Stray[] {
    const found: Stray[] = [];
    // What an event does shows in the position after it.
    for (let position = from + 1; position <= to; position = this.next(position)) {
      found.push(...(this.at(position)?.strays ?? []).filter(({ event }) => event >= from && event < to));
    }
    return found;
  }

  /** Reads the positions from `from` to `to`, excluded, in at most so many chunks, nearest to `near` first. How many positions are left. */
  read(reading: ChunkReading, from: number, to: number, near: number, most: number): number {
    const numbers = Array.from({ length: Math.ceil(to / CHUNK) - Math.floor(from / CHUNK) }, (_, index) => Math.floor(from / CHUNK) + index);
    const middle = near / CHUNK - 0.5;
    const open = numbers.filter((number) => (this.chunks.get(number)?.read ?? 0) < Math.min((number + 1) * CHUNK, to))
      .sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle));
    for (const number of open.slice(0, most)) {
      let chunk = this.chunks.get(number);
      if (!chunk) this.chunks.set(number, chunk = new Chunk(number * CHUNK));
      chunk.extend(reading);
    }
    return open.slice(most).reduce((sum, number) => sum + Math.min(to, (number + 1) * CHUNK) - Math.max(from, number * CHUNK), 0);
  }

  /** Forgets what depends on the events from `position` on. */
  truncate(position: number): void {
    for (const [number, chunk] of this.chunks) {
      if (chunk.start > position) this.chunks.delete(number);
      else chunk.truncate(position);
    }
  }
}
