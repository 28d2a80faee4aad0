// The lines that begin with `#`.
import { sourceName } from '../source-name';

export interface RecordingHeader {
  /** `function_graph`, `function`, `nop`. */
  tracer?: string;
  /** `7.3.4+deb13-amd64`, as the kernel calls itself. */
  release?: string;
  /** The functions that were recorded, if `daxscn record --script` was used: those without a call in it were not called. */
  traced?: string[];
}

/** `lose`: hears how many events the buffer had no room for. */
export function readHeader(header: RecordingHeader, line: string, lose: (count: number) => void): void {
  const tracer = /^# tracer: (\w+)/.exec(line)?.[1];
  if (tracer !== undefined) header.tracer = tracer;
  const traced = /^# traced: (.*)/.exec(line)?.[1];
  if (traced !== undefined) header.traced = [...header.traced ?? [], ...traced.split(' ').map(sourceName)];
  const release = / latency trace \S+ on (\S+)/.exec(line)?.[1] ?? /^# os release : (\S+)/.exec(line)?.[1];
  if (release !== undefined) header.release = release;
  const [, buffer, written] = /^# entries-in-buffer\/entries-written: (\d+)\/(\d+)/.exec(line) ?? [];
  if (Number(written) > Number(buffer)) lose(Number(written) - Number(buffer));
}
