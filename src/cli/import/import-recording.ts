// `daxscn import` of a recording: who did what of that which the model has.
import type { KernelTree } from '../../language/tree';
import { RecordingReader } from '../../trace/recording/recording-reader';
import { RecordingSummary, type RecordedFunction, type RecordedTask } from '../../trace/recording/recording-summary';
import { Status, type Environment } from '../environment';
import { InputError } from '../input/input';
import { count } from '../text/style';

/** `pieces`: of its text. */
export function importRecording(file: string, pieces: Iterable<string>, kernel: KernelTree, { out, err }: Environment): number {
  const names = (isSystemCall: boolean): Set<string> => new Set(kernel.functions.flatMap(({ name, syscall }) => (syscall === isSystemCall ? [name] : [])));
  const summary = new RecordingSummary(names(false), names(true));
  const reader = new RecordingReader((event) => summary.hear(event));
  for (const piece of pieces) reader.read(piece);
  reader.end();
  if (reader.unattributed > 0) {
    throw InputError.in(file, `${count(reader.unattributed)} of its lines tell neither their CPU nor their task; record with the option funcgraph-proc or funcgraph-cpu of ftrace`);
  }
  out.write(`${file}: ${head(reader, summary)}\n`);
  const tasks = summary.modelled();
  if (tasks.length === 0) err.write('nothing in it is a function that the model kernel has; `daxscn record --script` prints a script that records those\n');
  for (const task of tasks) out.write(`\n${task.name}${task.pid === undefined ? '' : ` (${task.pid})`}\n${table(task)}`);
  if (reader.strangeLines > 0) {
    err.write(`lines that are not understood: ${count(reader.strangeLines)}${reader.strangeLines > reader.strange.length ? `, the first ${reader.strange.length} of them` : ''}:\n`);
    for (const { line, text } of reader.strange) err.write(`${file}:${line}: ${text}\n`);
  }
  return Status.expected;
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
