// One debug session: what is launched, where it rests, and what the client is told about it.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { formatDiagnostic, type Diagnostic } from '../language/diagnostics';
import { scheduleOf } from '../machine/schedule/schedule';
import { Backwards } from './motion/backwards';
import { Breakpoints, type Breakpoint, type LineBreakpoint } from './stops/breakpoints';
import type { Client } from './protocol/client';
import { consoleStyle } from './console/style';
import { eventLine } from './console/event-line';
import { Coordinates } from './sources/coordinates';
import { Debuggee } from './motion/debuggee';
import { Forwards, NO_STOPS } from './motion/forwards';
import { gotoPosition } from './motion/goto-targets';
import type { DebugHost } from './protocol/host';
import type { Moment } from './values/items';
import type { LaunchConfiguration } from './launch/configuration';
import { LoadError, type Before, type Load } from './launch/load';
import { ProgressReporter } from './protocol/progress-events';
import { RequestError } from './protocol/request-error';
import { Run, type Movement } from './motion/run';
import { Sources } from './sources/sources';
import { frameOf, type FrameReference } from './values/stack';
import type { LogLine } from './stops/stop-rules';
import { atBeginning } from './motion/stepping';
import { internalError, type Stop } from './stops/stop';
import { threadId } from './protocol/threads';
import { Variables } from './values/variables';

/** In the order in which a session goes through them; only the last three alternate. */
export type Phase = 'new' | 'initialized' | 'configuring' | 'stopped' | 'running' | 'ended';

/** Stops that are about nothing wrong: one goes on from there. */
const PASSING = new Set(['layout_retry', 'task_blocked']);

/** So many messages of log points of one movement are. */
const MOST_LOGS = 1_000;

/** So many events of one movement are written to the console. */
const MOST_LINES = 100;

export class Session {
  phase: Phase = 'new';
  coordinates = new Coordinates();
  /** The client shows how far a long movement is. */
  wantsProgress = false;
  /** How the console looks to the client. */
  style = consoleStyle(false);
  readonly breakpoints = new Breakpoints();
  readonly variables = new Variables();
  private launched: { readonly configuration: LaunchConfiguration; readonly debuggee: Debuggee; readonly sources: Sources } | undefined;
  private readonly sourceReferences: string[] = [];
  private run: Run | undefined;
  /** How many runs there have been. */
  private runs = 0;

  constructor(private readonly client: Client, private readonly host: DebugHost, private readonly load: Load) {}

  get isLaunched(): boolean {
    return this.launched !== undefined;
  }

  get debuggee(): Debuggee {
    return this.launched!.debuggee;
  }

  get sources(): Sources {
    return this.launched!.sources;
  }

  get configuration(): LaunchConfiguration {
    return this.launched!.configuration;
  }

  /** The present, and the moment before the latest event. */
  get moment(): Moment {
    const { program, execution, position, routines } = this.debuggee;
    return { program, routines, position, state: execution.state, before: position > 0 ? execution.stateAt(position - 1) : undefined };
  }

  /** The frame that a client means. Throws a RequestError if it belongs to an earlier stop. */
  frame(id: number): FrameReference {
    return frameOf(this.debuggee.program, this.debuggee.execution.state, id);
  }

  /** The text of a file that a configuration names. Throws a RequestError. */
  async read(path: string): Promise<string> {
    try {
      return await this.host.readFile(path);
    } catch (error) {
      throw new RequestError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`, true);
    }
  }

  /** Makes `configuration` what is debugged, where it was `before`. Rejects, leaving everything as it was, if it cannot be. */
  async launch(configuration: LaunchConfiguration, before?: Before): Promise<void> {
    const loaded = await this.load(configuration, this.host, before).catch((error: unknown) => {
      if (error instanceof LoadError) this.show(error.diagnostics, new Sources(configuration.program, this.host, this.sourceReferences));
      throw error;
    });
    if (this.phase === 'ended') return;
    const debuggee = new Debuggee(loaded, this.breakpoints);
    this.halt();
    this.variables.clear();
    this.launched = { configuration, debuggee, sources: new Sources(debuggee.program.source, this.host, this.sourceReferences) };
    this.show(loaded.diagnostics, this.sources);
    if (loaded.lost !== undefined) this.output(`What happened before fits no further: ${loaded.lost}`);
    this.resolveBreakpoints();
  }

  /** Rule 4: to the first stop. */
  begin(): void {
    const { debuggee, configuration: { noDebug, stopOnEntry } } = this;
    const { position } = debuggee;
    if (noDebug || (position === 0 && !stopOnEntry)) this.continue();
    else this.stopped(position === 0 ? atBeginning(debuggee) : gotoPosition(debuggee, position), position);
  }

  continue(): void {
    this.go(new Forwards(this.debuggee, this.configuration.noDebug ? NO_STOPS : this.debuggee.rules));
  }

  reverse(): void {
    this.go(new Backwards(this.debuggee));
  }

  pause(): void {
    this.run?.pause();
  }

  /** The client has lost patience with a movement, if it still lasts: that is a pause. */
  cancel(progressId: string | undefined): void {
    if (this.run?.progress.id === progressId) this.pause();
  }

  /** Performs a movement and tells where it ended. Whatever goes wrong, the session lives on where it is. */
  move(movement: (debuggee: Debuggee) => Stop): void {
    const { debuggee } = this;
    const { position: from } = debuggee;
    let stop: Stop;
    try {
      stop = movement(debuggee);
    } catch (error) {
      stop = internalError(error, debuggee.stop?.task ?? 0);
    }
    this.stopped(stop, from);
    const left = debuggee.takeLeft();
    if (left) this.output(`The other future is kept as fork ${left.id}: it leaves this one at position ${left.at} with \`${debuggee.labelOf(left)}\`.`);
  }

  tellInitialized(): void {
    this.client.event('initialized');
  }

  tellTerminated(): void {
    this.client.event('terminated');
  }

  /** For a client that has lost track: it rests where it rested. */
  repeatStop(): void {
    this.move(({ stop }) => ({ ...stop!, reason: 'pause', description: 'Paused' }));
  }

  /** Stops for good: nothing more is said. */
  end(): void {
    this.halt();
    this.variables.clear();
    this.phase = 'ended';
  }

  output(text: string, category: 'console' | 'stdout' | 'stderr' = 'console', place: Partial<DebugProtocol.OutputEvent['body']> = {}): void {
    this.client.event('output', { category, output: `${text}\n`, ...place });
  }

  lineBreakpointForClient(breakpoint: LineBreakpoint): DebugProtocol.Breakpoint {
    const { id, requested, place, message } = breakpoint;
    return {
      id, verified: place !== undefined, line: this.coordinates.line(place?.line ?? requested),
      ...(place && { source: this.sources.toClient(place.source) }),
      ...(message !== undefined && { message }),
      ...(!place && { reason: this.isLaunched ? 'failed' as const : 'pending' as const }),
    };
  }

  /** Finds where breakpoints are in the program. Nothing to do before there is one. */
  findBreakpoints(): void {
    if (!this.launched) return;
    const { breakpointLocations, routines, program, expressions } = this.debuggee;
    this.breakpoints.resolve({
      program, expressions, breakpointLocations, routines, kernel: program.kernel,
      sourceOf: (file) => this.sources.fromClient(file, breakpointLocations.sources),
    });
  }

  private resolveBreakpoints(): void {
    this.findBreakpoints();
    for (const breakpoint of this.breakpoints.lineBreakpoints) {
      this.client.event('breakpoint', { reason: 'changed', breakpoint: this.lineBreakpointForClient(breakpoint) });
    }
    for (const { id, message } of this.breakpoints.dataBreakpoints) {
      this.client.event('breakpoint', { reason: 'changed', breakpoint: { id, verified: message === undefined, ...(message !== undefined && { message }) } });
    }
    for (const { id, verified, message } of this.breakpoints.functionBreakpoints) {
      this.client.event('breakpoint', { reason: 'changed', breakpoint: { id, verified, ...(message !== undefined && { message }) } });
    }
  }

  /** Begins a movement that may be long. */
  go(movement: Movement): void {
    const from = this.debuggee.position;
    const progress = new ProgressReporter(this.client, this.wantsProgress, `movement ${++this.runs}`);
    this.phase = 'running';
    this.run = new Run(movement, progress, (stop) => this.stopped(stop, from));
    this.run.start();
  }

  private stopped(found: Stop, from: number): void {
    if (this.phase === 'ended') return;
    const { debuggee } = this;
    const stop = debuggee.rest(found);
    this.run = undefined;
    this.phase = 'stopped';
    this.variables.clear();
    this.tellEvents(from);
    if (stop.text !== undefined) this.output(stop.text, stop.reason === 'exception' ? 'stderr' : 'console');
    if (stop.reason === 'end' || (stop.exception && !PASSING.has(stop.exception.id))) this.output(`schedule: ${this.schedule} (position ${debuggee.position})`);
    if (this.configuration.noDebug) {
      this.client.event('terminated');
      return;
    }
    this.client.event('stopped', {
      reason: stop.reason,
      description: stop.description,
      threadId: threadId(stop.task),
      allThreadsStopped: true,
      ...(stop.text !== undefined && { text: stop.text }),
      ...(stop.breakpoints && { hitBreakpointIds: [...stop.breakpoints] }),
    });
  }

  /** Rule 10: how one comes here again. */
  get schedule(): string {
    const { execution, position } = this.debuggee;
    return scheduleOf(execution, position);
  }

  private tellEvents(from: number): void {
    const { execution, position } = this.debuggee;
    const first = Math.max(from, position - MOST_LINES);
    const logged = this.logged(from, position);
    let told = 0;
    const tellLogs = (end: number): void => {
      while (told < logged.length && logged[told]!.position < end) this.tellLog(logged[told++]!);
    };
    if (first > from) {
      tellLogs(first);
      this.output(`(${first - from} events before these)`, 'stdout');
    }
    for (let index = first; index < position; index++) {
      tellLogs(index + 1);
      const event = execution.eventAt(index);
      const { source, span } = event.location.frames[0]!;
      const place = event.choice.edit ? {} : { source: this.sources.toClient(source), line: this.coordinates.line(span[0]) };
      this.output(eventLine(this.debuggee.program, event, this.style), 'stdout', place);
    }
  }

  /** A log point that is added while everything rests tells also what it would have said so far. */
  tellPastLogs(breakpoints: readonly Breakpoint[]): void {
    if (this.phase !== 'stopped') return;
    for (const breakpoint of breakpoints) for (const line of this.logged(0, this.debuggee.position, breakpoint)) this.tellLog(line);
  }

  /** What the log points said on the way, the latest of it. */
  private logged(from: number, to: number, only?: Breakpoint): readonly LogLine[] {
    if (this.configuration.noDebug || to <= from) return [];
    const lines = [...this.debuggee.rules.logs(from, to, only)];
    const left = lines.length - MOST_LOGS;
    if (left > 0) this.output(`(${left} messages of log points before these)`, 'stdout');
    return lines.slice(Math.max(0, left));
  }

  private tellLog({ position, task, text, frame }: LogLine): void {
    const name = this.debuggee.program.tasks[task]!.name;
    this.output(`${this.style.number(`before #${position + 1}`)} ${this.style.subject(name)}: ${text}`, 'stdout', {
      source: this.sources.toClient(frame.source), line: this.coordinates.line(frame.span[0]),
    });
  }

  private show(diagnostics: readonly Diagnostic[], sources: Sources): void {
    for (const diagnostic of diagnostics) {
      const { source, span, severity } = diagnostic;
      const { line, column } = this.coordinates.range(span);
      this.output(formatDiagnostic(diagnostic), severity === 'error' ? 'stderr' : 'console', { source: sources.toClient(source), line, column });
    }
  }

  private halt(): void {
    this.run?.cancel();
    this.run = undefined;
  }
}
