// What is known of the recorded events of an execution, for a timeline.
// Invariant: it is a function of the recorded events, whatever was asked before. What it has not read yet it says it has not.
import type { Execution } from '../../machine/execution/execution';
import { ChunkReading } from './chunk';
import { Chunks } from './chunks';
import { EventCounts } from './event-counts';
import { EventTexts } from './event-texts';
import { Findings } from './findings';
import { StateReader } from './state-reader';
import { Tracks } from './tracks';

/** A request reads no more chunks than this, so that its answer comes soon. */
const CHUNKS_A_REQUEST = 2;

export class TimelineIndex {
  readonly reader: StateReader;
  readonly tracks: Tracks;
  readonly counts: EventCounts;
  readonly texts: EventTexts;
  readonly findings: Findings;
  readonly chunks = new Chunks();
  private readonly reading: ChunkReading;
  private cuts: number;

  /** `before`: how often the events of executions before this one were replaced, which this one replaces as a whole. */
  constructor(readonly execution: Execution, private readonly before = 0) {
    const { tasks } = execution.program;
    this.cuts = execution.cuts.length;
    this.reader = new StateReader(execution.program);
    this.tracks = new Tracks(tasks.length, this.reader.bars.length);
    this.counts = new EventCounts(execution);
    this.texts = new EventTexts(execution);
    this.findings = new Findings(execution, this.counts, this.reader);
    this.reading = new ChunkReading(execution, this.reader, this.tracks);
  }

  /** Another number once recorded events have been replaced. */
  get revision(): number {
    return this.before + this.execution.cuts.length;
  }

  /** Follows the execution: forgets what has been replaced, and counts what is new. Everything else is read when it is asked for. */
  follow(): void {
    const { cuts } = this.execution;
    if (this.cuts < cuts.length) {
      const position = Math.min(...cuts.slice(this.cuts));
      this.counts.truncate(position);
      this.chunks.truncate(position);
      this.findings.truncate(position);
      this.cuts = cuts.length;
    }
    this.counts.extend();
  }

  /** Reads positions from `from` to `to`, excluded: not all at once if they are many. How many are left. */
  read(from: number, to: number, most = CHUNKS_A_REQUEST): number {
    const { position } = this.execution;
    const near = position >= from && position < to ? position : (from + to) / 2;
    return this.chunks.read(this.reading, from, to, near, most);
  }
}
