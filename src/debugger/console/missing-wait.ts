// What should have waited for what, as the console and `exceptionInfo` tell it: the sentence first, then each event that it names with where it
// happened, then the paragraph.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Execution } from '../../machine/execution/execution';
import type { Coordinates } from '../sources/coordinates';
import type { Sources } from '../sources/sources';
import type { ExceptionStop } from '../stops/stop';

type OutputEvent = DebugProtocol.OutputEvent['body'];

/** What the texts are made from. */
export interface MissingWaitContext {
  readonly execution: Execution;
  readonly sources: Sources;
  readonly coordinates: Coordinates;
}

/** A group of the console: closed, it shows the sentence alone. */
export function missingWaitOutput(context: MissingWaitContext, { missingWait, explanation }: ExceptionStop): Omit<OutputEvent, 'category'>[] {
  if (!missingWait) return [];
  return [
    { output: missingWait.sentence, group: 'startCollapsed' },
    ...missingWait.events.map((index) => {
      const { text, source, line } = accessOf(context, index);
      return { output: text, ...(source && { source, line }) };
    }),
    { output: explanation },
    { output: '', group: 'end' },
  ];
}

/** The same as lines of text, but for the sentence. */
export function missingWaitText(context: MissingWaitContext, { missingWait, explanation }: ExceptionStop): string {
  const accesses = (missingWait?.events ?? []).map((index) => {
    const { text, source, line, name } = accessOf(context, index);
    return source ? `${text}\n    at ${name} (${source.path ?? source.name}:${line})` : text;
  });
  return [...accesses, explanation].join('\n');
}

function accessOf({ execution, sources, coordinates }: MissingWaitContext, index: number) {
  const { task, text, location, choice } = execution.eventAt(index);
  const { source, span, function: name } = location.frames[0]!;
  return {
    text: `#${index + 1} ${task.name}: ${text}`, name,
    ...(!choice.edit && { source: sources.toClient(source), line: coordinates.line(span[0]) }),
  };
}
