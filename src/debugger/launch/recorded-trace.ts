// Traces that `daxscn run --json` has written: an event a line, and the schedule in the last line.
import { RequestError } from '../protocol/request-error';

/** The content of a trace. */
export interface Trace {
  readonly schedule: string;
  /** By event its text; empty where the line has none. */
  readonly texts: readonly string[];
}

/** Reads the content of the file at `path`. Throws a RequestError that names the line which does not belong to a trace. */
export function readTrace(path: string, content: string): Trace {
  const lines = content.split('\n').map((line) => line.trim());
  while (lines.at(-1) === '') lines.pop();
  const documents = lines.map((line, index) => readLine(line, `${path}:${index + 1}`));
  const schedule = documents.pop()?.schedule;
  if (typeof schedule !== 'string') {
    throw new RequestError(`${path}:${Math.max(1, lines.length)}: a trace ends with a line that has its \`schedule\`, as \`daxscn run --json\` writes it.`, true);
  }
  return { schedule, texts: documents.map(({ text }) => (typeof text === 'string' ? text : '')) };
}

function readLine(line: string, position: string): { readonly text?: unknown; readonly schedule?: unknown } {
  try {
    const document: unknown = JSON.parse(line);
    if (typeof document === 'object' && document !== null) return document;
  } catch {
    // The error below says it.
  }
  throw new RequestError(`${position}: this line is no JSON object; a trace is what \`daxscn run --json\` writes.`, true);
}
