// What a recording has of the model, by task, for people.
import type { RecordingReader } from '../../trace/recording/recording-reader';
import type { RecordedFunction, RecordedTask, RecordingSummary } from '../../trace/recording/recording-summary';
import type { Output } from '../environment';
import { count } from '../text/style';

export function summaryText(file: string, reader: RecordingReader, summary: RecordingSummary, out: Output): void {
  out.write(`${file}: ${head(reader, summary)}\n`);
  for (const task of summary.modelled()) out.write(`\n${task.name}${task.pid === undefined ? '' : ` (${task.pid})`}\n${table(task)}`);
  out.write('\n');
  if (reader.strangeLines === 0) return;
  out.write(`lines that are not understood: ${count(reader.strangeLines)}${reader.strangeLines > reader.strange.length ? `, the first ${reader.strange.length} of them` : ''}:\n`);
  for (const { line, text } of reader.strange) out.write(`${file}:${line}: ${text}\n`);
}

function head({ header: { tracer, release }, lines }: RecordingReader, { calls, events, hasLost, lost }: RecordingSummary): string {
  return [
    `a recording${tracer === undefined ? '' : ` of the tracer ${tracer}`}${release === undefined ? '' : ` on ${release}`}`,
    `${count(lines)} lines`, `${count(calls)} calls`, `${count(events)} events`, ...(hasLost ? [`lost: ${lost === 0 ? 'nobody knows how many' : count(lost)} events`] : []),
  ].join(', ');
}

function table({ functions }: RecordedTask): string {
  const rows = [...functions.values()];
  const width = Math.max(...rows.map(({ name }) => name.length));
  const digits = Math.max(...rows.map((row) => count(row.count).length));
  // System calls first.
  const ordered = [...rows.filter(({ isSystemCall }) => isSystemCall), ...rows.filter(({ isSystemCall }) => !isSystemCall)];
  return ordered.map((row) => `  ${row.isSystemCall ? 'system call' : 'function   '}  ${row.name.padEnd(width)}  ${count(row.count).padStart(digits)} ×${times(row)}\n`).join('');
}

function times({ first, last }: RecordedFunction): string {
  if (first === undefined || last === undefined) return '';
  return `  at ${first.toFixed(6)}${first === last ? '' : ` … ${last.toFixed(6)}`}`;
}
