// One debug session: what is launched, where it rests, and which events the client gets.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Program } from '../compiler/program';
import { formatDiagnostic, type Diagnostic } from '../language/diagnostics';
import { formatVersion } from '../language/versions';
import { scheduleOf } from '../machine/schedule/schedule';
import type { AskedSide } from '../view/messages/compare';
import type { Execution } from '../machine/execution/execution';
import { LastChance } from './passing/last-chance';
import { Backwards } from './motion/backwards';
import { Breakpoints } from './stops/breakpoints';
import { verification, type LineBreakpoint, type LocationBreakpoint } from './stops/breakpoint';
import { consoleStyle } from './console/style';
import { writeEvents, writePastLogs } from './console/event-log';
import { Coordinates } from './sources/coordinates';
import { Debuggee } from './motion/debuggee';
import { Forwards } from './motion/forwards';
import { gotoPosition } from './motion/goto-targets';
import { JumpHistory } from './motion/jump-history';
import type { DebugHost } from './protocol/host';
import type { Moment } from './values/items';
import type { LaunchConfiguration } from './launch/configuration';
import { compileScenario, LoadError, readText, type Load, type PreviousRun } from './launch/load';
import { ProgressReporter, type Client } from './protocol/client-events';
import { Run, type Movement } from './motion/run';
import { fileIdentity } from './sources/same-file';
import { Sources } from './sources/sources';
import { frameOf, type FrameReference } from './values/stack';
import { atBeginning } from './motion/stepping';
import { missingWaitOutput } from './console/missing-wait';
import { internalError, NO_STOPS, type Stop } from './stops/stop';
import { threadId } from './protocol/threads';
import { TimelineIndex } from './timeline/timeline-index';
import { Variables } from './values/variables';

/** In the order in which a session passes through them; `stopped` and `running` alternate. */
export type Phase = 'new' | 'initialized' | 'configuring' | 'stopped' | 'running' | 'ended';

/** Exceptions after which nothing is wrong: the execution goes on. */
const HARMLESS = new Set(['layout_retry', 'task_blocked']);

/** The state of one session; the requests act on it. */
export class Session {
  phase: Phase = 'new';
  coordinates = new Coordinates();
  /** Whether the client shows the progress of long movements. */
  wantsProgress = false;
  /** The colours of the client's console. */
  style = consoleStyle(false);
  readonly breakpoints = new Breakpoints();
  readonly variables = new Variables();
  private index: TimelineIndex | undefined;
  private launched: { readonly configuration: LaunchConfiguration; readonly debuggee: Debuggee; readonly sources: Sources; readonly jumps: JumpHistory } | undefined;
  private readonly sourceReferences: string[] = [];
  private run: Run | undefined;
  /** From where on the client knows that the point of no return is not known. */
  private toldUnknown: number | undefined;
  /** How many long movements there have been. */
  private runs = 0;

  constructor(private readonly client: Client, private readonly host: DebugHost, private readonly load: Load) {}

  /** Whether something is launched, stopped or not. */
  get isLaunched(): boolean {
    return this.launched !== undefined;
  }

  /** What is being debugged. This, `sources`, `configuration` and `jumps` are there only once something is launched. */
  get debuggee(): Debuggee {
    return this.launched!.debuggee;
  }

  get sources(): Sources {
    return this.launched!.sources;
  }

  get configuration(): LaunchConfiguration {
    return this.launched!.configuration;
  }

  get jumps(): JumpHistory {
    return this.launched!.jumps;
  }

  /** The present state, and the one before the latest event. */
  get moment(): Moment {
    const { program, execution, position, routines } = this.debuggee;
    return { program, routines, position, state: execution.state, before: position > 0 ? execution.stateAt(position - 1) : undefined };
  }

  /** What is known of the recorded events for the timeline: nothing, before it is asked for. */
  get timeline(): TimelineIndex {
    const { execution } = this.debuggee;
    if (this.index?.execution !== execution) this.index = new TimelineIndex(execution, this.index ? this.index.revision + 1 : 0);
    return this.index;
  }

  /** The frame with a `frameId`. Throws a RequestError if it belongs to an earlier stop. */
  frame(id: number): FrameReference {
    return frameOf(this.debuggee.execution, this.debuggee.stop, id);
  }

  /** The text of a file that a configuration names. Rejects with a RequestError if it cannot be read. */
  read(path: string): Promise<string> {
    return readText(this.host, path, path);
  }

  /** Of an execution, the recorded one or another. */
  lastChanceOf(execution: Execution): LastChance {
    const { debuggee } = this;
    return execution === debuggee.execution ? debuggee.lastChance : new LastChance(execution, this.host.passingSearch(execution.program));
  }

  /** Compiles the scenario beside what is debugged: on another kernel, or another source of it. Rejects with a RequestError if that cannot be. */
  async compile(other: Pick<AskedSide, 'program' | 'text' | 'kernel' | 'overlays'>): Promise<Program> {
    const { configuration: { program, overlays }, debuggee: { program: { kernel } } } = this;
    const compiled = await compileScenario({ program, kernel: formatVersion(kernel), ...(overlays && { overlays }), ...other, called: '' }, this.host);
    return compiled.program;
  }

  /** Loads what `configuration` names and repeats a previous run. Rejects with a RequestError, and changes nothing, if it cannot. */
  async launch(configuration: LaunchConfiguration, previous?: PreviousRun): Promise<void> {
    const loaded = await this.load(configuration, this.host, previous).catch((error: unknown) => {
      if (error instanceof LoadError) this.show(error.diagnostics, new Sources(configuration.program, error.overlays, this.host, this.sourceReferences));
      throw error;
    });
    if (this.phase === 'ended') return;
    const debuggee = new Debuggee(loaded, this.breakpoints, this.host.passingSearch(loaded.execution.program));
    this.halt();
    this.variables.clear();
    this.toldUnknown = undefined;
    this.launched = { configuration, debuggee, sources: new Sources(debuggee.program.source, loaded.overlays, this.host, this.sourceReferences), jumps: new JumpHistory(debuggee) };
    this.show(loaded.diagnostics, this.sources);
    if (loaded.lost !== undefined) this.output(`What happened before fits no further: ${loaded.lost}`);
    this.resolveBreakpoints();
  }

  /** Rule 4: moves to the first stop. */
  begin(): void {
    const { debuggee, configuration: { noDebug, stopOnEntry } } = this;
    const { position } = debuggee;
    if (noDebug || (position === 0 && !stopOnEntry)) this.continue();
    else this.stopped(position === 0 ? atBeginning(debuggee) : gotoPosition(debuggee, position), position);
  }

  /** Rule 4. */
  continue(): void {
    this.go(new Forwards(this.debuggee, this.configuration.noDebug ? NO_STOPS : this.debuggee.rules));
  }

  /** Rule 5. */
  reverse(): void {
    this.go(new Backwards(this.debuggee));
  }

  /** Ends the long movement that is running, if one is. */
  pause(): void {
    this.run?.pause();
  }

  /** Pauses the long movement with this progress id, if it is still running. */
  cancel(progressId: string | undefined): void {
    if (this.run?.progress.id === progressId) this.pause();
  }

  /** Performs a short movement and reports its stop. If it throws, that is an error in the debugger: the session goes on where it is. */
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

  /** Performs a short movement that *Undo Jump* goes back over. */
  jump(movement: (debuggee: Debuggee) => Stop): void {
    const note = this.jumps.begin();
    this.move(movement);
    note();
  }

  /** Tells the client that it can send its breakpoints. */
  sendInitialized(): void {
    this.client.event('initialized');
  }

  /** Tells the client that the session is over. */
  sendTerminated(): void {
    this.client.event('terminated');
  }

  /** Reports the latest stop once more. */
  repeatStop(): void {
    this.move(({ stop }) => ({ ...stop!, reason: 'pause', description: 'Paused' }));
  }

  /** Ends the session: no stop is reported any more. */
  end(): void {
    this.halt();
    this.variables.clear();
    this.phase = 'ended';
  }

  /** Writes a line to the client's console. */
  output(text: string, category: 'console' | 'stdout' | 'stderr' = 'console', at: Partial<DebugProtocol.OutputEvent['body']> = {}): void {
    // The end of a group has no text, not even an empty line.
    this.client.event('output', { category, output: text && `${text}\n`, ...at });
  }

  /** A breakpoint on a line as the protocol has it. */
  protocolBreakpoint(breakpoint: LineBreakpoint): DebugProtocol.Breakpoint {
    const { id, requested, location } = breakpoint;
    return {
      id, ...verification(breakpoint), line: this.coordinates.line(location?.line ?? requested),
      ...(location && { source: this.sources.toClient(location.source) }),
      ...(!location && { reason: this.isLaunched ? 'failed' as const : 'pending' as const }),
    };
  }

  /** Finds out what the breakpoints mean in the program, if there is one already. */
  findBreakpoints(): void {
    if (!this.launched) return;
    const { breakpointLocations, routines, program, expressions } = this.debuggee;
    this.breakpoints.resolve({
      program, expressions, breakpointLocations, routines, kernel: program.kernel,
      sourceOf: (file) => this.sources.fromClient(file, breakpointLocations.sources),
    });
  }

  /** Whether two names of files, as `clientFile` reads them, mean one file. */
  isSameFile(one: string, other: string): boolean {
    return one === other || this.identify(one) === this.identify(other);
  }

  private identify(file: string): string {
    return this.launched ? this.sources.identify(file, this.debuggee.breakpointLocations.sources) : fileIdentity(file, this.host);
  }

  private resolveBreakpoints(): void {
    this.findBreakpoints();
    const { lineBreakpoints, clientDataBreakpoints, functionBreakpoints } = this.breakpoints;
    const changed = [
      ...lineBreakpoints.map((breakpoint) => this.protocolBreakpoint(breakpoint)),
      ...[...clientDataBreakpoints, ...functionBreakpoints].map((breakpoint) => ({ id: breakpoint.id, ...verification(breakpoint) })),
    ];
    for (const breakpoint of changed) this.client.event('breakpoint', { reason: 'changed', breakpoint });
  }

  /** Begins a movement that may be long; `pause` and `cancel` can end it, and *Undo Jump* goes back over it. */
  go(movement: Movement): void {
    const from = this.debuggee.position;
    const progress = new ProgressReporter(this.client, this.wantsProgress, `movement ${++this.runs}`);
    this.phase = 'running';
    const note = this.jumps.begin();
    this.run = new Run(movement, progress, (stop) => {
      note();
      this.stopped(stop, from);
    });
    this.run.start();
  }

  private stopped(found: Stop, from: number): void {
    if (this.phase === 'ended') return;
    const { debuggee } = this;
    const stop = debuggee.rest(found);
    this.run = undefined;
    this.phase = 'stopped';
    this.variables.clear();
    writeEvents(this, from);
    this.tell(stop);
    if (stop.reason === 'end' || (stop.exception && !HARMLESS.has(stop.exception.id))) this.output(`schedule: ${this.schedule} (position ${debuggee.position})`);
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

  /** Why it stopped. Of what is wrong the wait that is missing comes first; the rest is behind it. */
  private tell({ reason, text, exception }: Stop): void {
    const category = reason === 'exception' ? 'stderr' : 'console';
    if (exception?.missingWait) {
      const context = { execution: this.debuggee.execution, sources: this.sources, coordinates: this.coordinates };
      for (const { output, ...at } of missingWaitOutput(context, exception)) this.output(output, category, at);
    }
    if (text !== undefined) this.output(text, category);
    this.tellUnknown();
  }

  /** A filter that cannot tell says so, once in an execution. */
  private tellUnknown(): void {
    const { unknownFrom } = this.debuggee.lastChance;
    if (unknownFrom === undefined || unknownFrom === this.toldUnknown || !this.breakpoints.filter('point_of_no_return')) return;
    this.output(`From position ${unknownFrom} on *point of no return* does not stop: too much can follow there to look at all of it.`);
    this.toldUnknown = unknownFrom;
  }

  /** Rule 10: the schedule that leads to the present position. */
  get schedule(): string {
    const { execution, position } = this.debuggee;
    return scheduleOf(execution, position);
  }

  /** Log points that are added while the execution rests also write the messages of the past. */
  writePastLogs(breakpoints: readonly LocationBreakpoint[]): void {
    if (this.phase === 'stopped') writePastLogs(this, breakpoints);
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
