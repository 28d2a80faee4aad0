// What a movement writes to the debug console: its events and, each before its event, the messages of log points.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Coordinates } from '../sources/coordinates';
import type { Sources } from '../sources/sources';
import type { Debuggee } from '../motion/debuggee';
import type { LocationBreakpoint } from '../stops/breakpoint';
import type { LogLine } from '../stops/stop-rules';
import { eventLine } from './event-line';
import type { ConsoleStyle } from './style';

/** Of the messages of one movement, so many are written: the latest. */
const MOST_LOGS = 1_000;

/** Of the events of one movement, so many are written: the latest. */
const MOST_LINES = 100;

/** A position in the text as an output event has it. */
type OutputPosition = Pick<DebugProtocol.OutputEvent['body'], 'source' | 'line'>;

/** What the log needs of the session that it belongs to. */
export interface EventLogSession {
  readonly debuggee: Debuggee;
  readonly sources: Sources;
  readonly coordinates: Coordinates;
  readonly style: ConsoleStyle;
  /** Log points count only while debugging. */
  readonly configuration: { readonly noDebug: boolean };
  output(text: string, category: 'stdout', at?: OutputPosition): void;
}

/** Writes the events from a position up to the present one; nothing after a movement backwards. */
export function writeEvents(session: EventLogSession, from: number): void {
  const { debuggee: { program, execution, position }, sources, coordinates, style } = session;
  const first = Math.max(from, position - MOST_LINES);
  const logged = logLines(session, from, position);
  let written = 0;
  const writeLogsBefore = (end: number): void => {
    while (written < logged.length && logged[written]!.position < end) writeLog(session, logged[written++]!);
  };
  if (first > from) {
    writeLogsBefore(first);
    session.output(`(${first - from} events before these)`, 'stdout');
  }
  for (let index = first; index < position; index++) {
    writeLogsBefore(index + 1);
    const event = execution.eventAt(index);
    const { source, span } = event.location.frames[0]!;
    const at = event.choice.edit ? {} : { source: sources.toClient(source), line: coordinates.line(span[0]) };
    session.output(eventLine(program, event, style), 'stdout', at);
  }
}

/** Writes what log points would have said up to the present position, had they been there from the beginning. */
export function writePastLogs(session: EventLogSession, breakpoints: readonly LocationBreakpoint[]): void {
  for (const breakpoint of breakpoints) {
    for (const line of logLines(session, 0, session.debuggee.position, breakpoint)) writeLog(session, line);
  }
}

function logLines(session: EventLogSession, from: number, to: number, only?: LocationBreakpoint): readonly LogLine[] {
  if (session.configuration.noDebug || to <= from) return [];
  const lines = [...session.debuggee.rules.logs(from, to, only)];
  const left = lines.length - MOST_LOGS;
  if (left > 0) session.output(`(${left} messages of log points before these)`, 'stdout');
  return lines.slice(Math.max(0, left));
}

function writeLog(session: EventLogSession, { position, task, text, frame }: LogLine): void {
  const { debuggee, sources, coordinates, style } = session;
  const { name } = debuggee.program.tasks[task]!;
  session.output(`${style.number(`before #${position + 1}`)} ${style.subject(name)}: ${text}`, 'stdout', {
    source: sources.toClient(frame.source), line: coordinates.line(frame.span[0]),
  });
}
