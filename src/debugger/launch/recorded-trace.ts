// A trace that `daxscn run --json` has written: an event a line, and the schedule in the last one.
import { RequestError } from '../protocol/request-error';

export interface Trace {
  readonly schedule: string;
  /** By event: what it says of itself. */
  readonly texts: readonly string[];
}

/** Throws a RequestError with the line that is none of a trace. */
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

function readLine(line: string, place: string): { readonly text?: unknown; readonly schedule?: unknown } {
  try {
    const document: unknown = JSON.parse(line);
    if (typeof document === 'object' && document !== null) return document;
  } catch {
    // Said below.
  }
  throw new RequestError(`${place}: this line is no JSON object; a trace is what \`daxscn run --json\` writes.`, true);
}
