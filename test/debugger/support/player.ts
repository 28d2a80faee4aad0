// Plays a debugging script and writes down what a person would see. Lines of a transcript that begin with `>` are the
// script, indented lines are what came of it, and everything else is comment.
import { createHash } from 'node:crypto';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import type { Cursor } from '../../../src/debugger/values/cursors';
import type { Comparison, RowEvent, Side } from '../../../src/view/messages/compare';
import type { Client } from './wire';

const RESULT = '  ';

type Play = (words: readonly string[], rest: string) => Promise<readonly string[]>;

export interface Stage {
  readonly client: Client;
  /** The path of a scenario or kernel source as a client names it. */
  pathOf(name: string): string;
  /** Paths made short again, so that transcripts are the same everywhere. */
  shorten(text: string): string;
}

/** The transcript with fresh results. */
export async function play(transcript: string, stage: Stage): Promise<string> {
  const player = new Player(stage);
  const lines: string[] = [];
  for (const line of transcript.split('\n')) {
    if (line.startsWith(RESULT)) continue;
    lines.push(line);
    if (line.startsWith('>')) {
      const results = await player.perform(line.slice(1).trim());
      lines.push(...results.map((result) => RESULT + stage.shorten(result)));
    }
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

class Player {
  private readonly lines = new Map<string, Dap.SourceBreakpoint[]>();
  /** By name, once they have been listed. */
  private readonly sources = new Map<string, Dap.Source>();
  private readonly watched: Dap.DataBreakpoint[] = [];
  private threads: Dap.Thread[] = [];
  private stopped: Dap.StoppedEvent['body'] | undefined;
  private told = 0;
  private depth = 0;

  constructor(private readonly stage: Stage) {}

  async perform(command: string): Promise<readonly string[]> {
    const [verb = '', ...words] = command.split(/\s+/);
    const play = this.verbs[verb];
    if (!play) throw new Error(`There is no command \`${verb}\` in transcripts; there are ${Object.keys(this.verbs).join(', ')}`);
    try {
      const results = await play(words, command.slice(verb.length).trim());
      return [...this.outputs(), ...results];
    } catch (error) {
      return [...this.outputs(), `refused: ${(error as Error).message}`];
    }
  }

  private readonly verbs: Readonly<Record<string, Play>> = {
    launch: async ([name = ''], rest) => {
      const { client } = this.stage;
      await client.request('initialize', { adapterID: 'daxscn', pathFormat: 'path', linesStartAt1: true, columnsStartAt1: true });
      await client.request('launch', this.withPath({ program: name, ...json(rest.slice(name.length)) }));
      await client.waitFor('initialized');
      return [];
    },
    attach: async ([trace = '', program = ''], rest) => {
      const { client } = this.stage;
      await client.request('initialize', { adapterID: 'daxscn', pathFormat: 'path', linesStartAt1: true, columnsStartAt1: true });
      const more = json(rest.slice(trace.length).trim().slice(program.length));
      await client.request('attach', { trace: this.stage.pathOf(trace), program: this.stage.pathOf(program), ...more });
      await client.waitFor('initialized');
      return [];
    },
    start: async () => this.moving('configurationDone'),
    continue: async () => this.moving('continue', { threadId: 1 }),
    reverse: async () => this.moving('reverseContinue', { threadId: 1 }),
    back: async () => this.moving('stepBack', { threadId: 1 }),
    into: async ([thread]) => this.moving('stepIn', { threadId: this.thread(thread) }),
    over: async ([thread]) => this.moving('next', { threadId: this.thread(thread) }),
    again: async ([name, thread]) => {
      const { stackFrames } = await this.ask<Dap.StackTraceResponse>('stackTrace', { threadId: this.thread(thread) });
      return this.moving('restartFrame', { frameId: stackFrames.find((frame) => frame.name === name)?.id ?? 0 });
    },
    out: async ([thread]) => this.moving('stepOut', { threadId: this.thread(thread) }),
    choose: async (_, label) => {
      const { targets } = await this.ask<Dap.StepInTargetsResponse>('stepInTargets', { frameId: await this.frame() });
      const target = targets.find((candidate) => candidate.label.startsWith(label));
      if (!target) throw new Error(`no target ${label} among ${targets.map((candidate) => candidate.label).join(' | ')}`);
      return this.moving('stepIn', { threadId: this.thread(), targetId: target.id });
    },
    targets: async () => {
      const { targets } = await this.ask<Dap.StepInTargetsResponse>('stepInTargets', { frameId: await this.frame() });
      return targets.map(({ label, line }) => `${label} (line ${line})`);
    },
    break: async ([location = ''], rest) => {
      const [file, line] = splitLocation(location);
      const lines = [...(this.lines.get(file) ?? []), { line, ...json(rest.slice(location.length)) }];
      this.lines.set(file, lines);
      return this.setLines(file, lines);
    },
    clear: async ([file = '']) => {
      this.lines.set(file, []);
      return this.setLines(file, []);
    },
    functions: async (names) => {
      const { breakpoints } = await this.ask<Dap.SetFunctionBreakpointsResponse>(
        'setFunctionBreakpoints', { breakpoints: names.map((name) => ({ name })) });
      return breakpoints.map(({ verified, message }, index) => `${names[index]}: ${verified ? 'verified' : `unverified: ${message}`}`);
    },
    filters: async (filters) => {
      await this.ask('setExceptionBreakpoints', { filters });
      return [];
    },
    watch: async (_, rest) => {
      const [, name = '', options = ''] = /^(.*?)\s*(\{.*\})?$/.exec(rest)!;
      const { dataId, description } = await this.ask<Dap.DataBreakpointInfoResponse>('dataBreakpointInfo', { name, frameId: await this.frame() });
      if (dataId === null) return [description];
      this.watched.push({ dataId, ...json(options) });
      return this.setWatched();
    },
    unwatch: async () => {
      this.watched.length = 0;
      return this.setWatched();
    },
    locations: async ([location = '', end]) => {
      const [file, line] = splitLocation(location);
      const { breakpoints } = await this.ask<Dap.BreakpointLocationsResponse>('breakpointLocations', {
        source: this.sourceOf(file), line, ...(end && { endLine: Number(end) }),
      });
      return breakpoints.map((location) => `${location.line}:${location.column}`);
    },
    occurrences: async ([location = '']) => (await this.occurrences(location)).map(({ label }) => label),
    jump: async ([location = '', number = '1']) => {
      const target = (await this.occurrences(location))[Number(number) - 1];
      return this.moving('goto', { threadId: this.thread(), targetId: target?.id ?? 0 });
    },
    position: async ([position]) => this.moving('daxscn/goto', { position: Number(position) }),
    go: async ([movement, ...words]) => {
      const named = words.length > 0 ? { expression: words.join(' '), frameId: await this.frame() } : {};
      const isAlong = this.threads.some(({ name }) => name.split(/ [—(]/)[0] === words[0]);
      return this.moving('daxscn/move', { movement, ...(isAlong ? { threadId: this.thread(words[0]) } : named) });
    },
    schedule: async () => {
      const { schedule, position, kernel } = await this.ask<Dap.Response>('daxscn/schedule');
      return [`${schedule} (position ${position}, ${kernel})`];
    },
    state: async () => {
      const { position: _, ...picture } = await this.ask<Dap.Response>('daxscn/ownership');
      return [createHash('sha256').update(JSON.stringify(picture)).digest('hex').slice(0, 12)];
    },
    forks: async () => {
      const { forks } = await this.ask<Dap.Response>('daxscn/forks');
      return forks.map(({ id, position, label, schedule }: Record<string, unknown>) => `fork ${id} at ${position}, ${label}: ${schedule}`);
    },
    switch: async ([fork]) => this.moving('daxscn/switchTo', { fork: Number(fork) }),
    threads: async () => {
      await this.findThreads();
      return this.threads.map(({ name }) => name);
    },
    cursors: async () => {
      const { cursors } = await this.stage.client.request<{ cursors: Cursor[] }>('daxscn/cursors');
      return cursors.map(({ letter, name, status, text, frames }) => {
        const lines = frames.map((frame) => `${frame.function} ${frame.source.name}:${frame.line}`);
        return `${letter} ${name} ${[status, ...lines].join(' < ')}: ${text}`;
      });
    },
    stack: async ([thread]) => this.stack(this.thread(thread), 20),
    /** As a client asks that loads a stack piece by piece. */
    frames: async ([thread, startFrame, levels]) => {
      const { stackFrames, totalFrames } = await this.ask<Dap.StackTraceResponse>('stackTrace', {
        threadId: this.thread(thread), startFrame: Number(startFrame), levels: Number(levels),
      });
      return [...stackFrames.map(frameText), `${stackFrames.length} of ${totalFrames}`];
    },
    scopes: async ([thread]) => (await this.scopesOf(thread)).map(({ name }) => name),
    show: async ([thread, ...path]) => (await this.open(thread, path.join(' ').split('/')))
      .map(variableText),
    evaluate: async (_, expression) => {
      const { result, type } = await this.ask<Dap.EvaluateResponse>('evaluate', { expression, frameId: await this.frame(), context: 'hover' });
      return [`${result}${type ? ` : ${type}` : ''}`];
    },
    set: async (_, rest) => {
      const [path = '', value = ''] = rest.split(/ = (.*)/s);
      const [scope = '', ...inside] = path.split('/');
      const [name = '', ...outside] = inside.reverse();
      const reference = await this.reference(undefined, [scope, ...outside.reverse()]);
      return this.moving('setVariable', { variablesReference: reference, name, value });
    },
    assign: async (_, rest) => {
      const [expression = '', value = ''] = rest.split(/ = (.*)/s);
      return this.moving('setExpression', { expression, value, frameId: await this.frame() });
    },
    console: async (_, expression) => {
      const { result, variablesReference } = await this.ask<Dap.EvaluateResponse>('evaluate', { expression, frameId: await this.frame(), context: 'repl' });
      return `${result}${variablesReference ? ' +' : ''}`.split('\n');
    },
    /** A command of the console that moves. */
    order: async (_, expression) => this.moving('evaluate', { expression, frameId: await this.frame(), context: 'repl' }),
    /** What a question or an expression opens. */
    under: async (_, expression) => {
      const { variablesReference } = await this.ask<Dap.EvaluateResponse>('evaluate', { expression, frameId: await this.frame(), context: 'repl' });
      const { variables } = await this.ask<Dap.VariablesResponse>('variables', { variablesReference });
      return variables.map(variableText);
    },
    copy: async (_, expression) => {
      const { result } = await this.ask<Dap.EvaluateResponse>('evaluate', { expression, frameId: await this.frame(), context: 'clipboard' });
      return result.split('\n');
    },
    complete: async (_, text) => {
      const { targets } = await this.ask<Dap.CompletionsResponse>('completions', { text, column: text.length + 1, frameId: await this.frame() });
      return [targets.map(({ label }) => label).join(', ')];
    },
    exception: async () => {
      const { exceptionId, description } = await this.ask<Dap.ExceptionInfoResponse>('exceptionInfo', { threadId: this.thread() });
      return [exceptionId, description ?? ''];
    },
    sources: async () => {
      const { sources } = await this.ask<Dap.LoadedSourcesResponse>('loadedSources');
      for (const source of sources) this.sources.set(source.name!, source);
      return sources.map(({ name, path, sourceReference, origin }) => `${name}: ${path ?? `reference ${sourceReference}`}${origin ? ` (${origin})` : ''}`);
    },
    /** The text of a source that was listed, some lines of it. */
    source: async ([name = '', from = '1', to = from]) => {
      const source = this.sourceOf(name);
      const { content } = await this.ask<Dap.SourceResponse>('source', { source, sourceReference: source.sourceReference ?? 0 });
      return content.split('\n').slice(Number(from) - 1, Number(to));
    },
    restart: async (_, rest) => {
      const text = rest.replace(/^anew /, '');
      const configuration = this.withPath(json(text));
      return this.moving('restart', text === '' ? undefined : { arguments: configuration, ...(text !== rest && { anew: true }) });
    },
    compare: async (_, rest) => {
      const sides = Object.entries(json(rest)).map(([name, side]) => [name, typeof side === 'object' ? this.withPath(side as Record<string, unknown>) : side]);
      return comparisonText(await this.stage.client.request<Comparison>('daxscn/compare', Object.fromEntries(sides)));
    },
    request: async ([command = ''], rest) => {
      const body = await this.stage.client.request(command, this.withPath(json(rest.slice(command.length))));
      return body ? [JSON.stringify(body)] : [];
    },
  };

  /** Makes a request that moves time and says where it stopped. */
  private async moving(command: string, args: object = {}): Promise<readonly string[]> {
    const { client } = this.stage;
    await client.request(command, args);
    const event = await client.waitFor('stopped', 'terminated');
    if (event.event === 'terminated') return ['terminated'];
    const body = event.body as Dap.StoppedEvent['body'];
    this.stopped = body;
    await this.findThreads();
    const thread = this.threads.find(({ id }) => id === body.threadId)?.name.split(/ [—(]/)[0];
    const { position } = await this.ask<Dap.Response>('daxscn/schedule');
    const hits = body.hitBreakpointIds ? ` [${body.hitBreakpointIds.join(', ')}]` : '';
    return [`= ${position} ${body.reason}${hits}: ${body.description}`, ...(await this.stack(body.threadId!, 1)).map((frame) => `${thread} in ${frame}`)];
  }

  private outputs(): string[] {
    const { events } = this.stage.client;
    const fresh = events.slice(this.told);
    this.told = events.length;
    return fresh.flatMap(({ event, body }) => {
      if (event === 'output') return this.line(body);
      return event === 'breakpoint' ? [`breakpoint ${describe(body.breakpoint)}`] : [];
    });
  }

  /** What is in a group is indented. */
  private line({ output, group }: Dap.OutputEvent['body']): string[] {
    if (group === 'end') this.depth--;
    const line = `| ${'  '.repeat(this.depth)}${output.trimEnd()}`;
    if (group?.startsWith('start')) this.depth++;
    return output === '' ? [] : [line];
  }

  private withPath(args: Record<string, unknown>): Record<string, unknown> {
    const paths = (names: readonly unknown[]): unknown[] => names.map((name) => (typeof name === 'string' ? this.stage.pathOf(name) : name));
    return {
      ...args, ...(typeof args.program === 'string' && { program: this.stage.pathOf(args.program) }),
      ...(Array.isArray(args.overlays) && { overlays: paths(args.overlays) }),
    };
  }

  private async setLines(file: string, lines: readonly Dap.SourceBreakpoint[]): Promise<string[]> {
    const { breakpoints } = await this.ask<Dap.SetBreakpointsResponse>('setBreakpoints', {
      source: this.sourceOf(file), breakpoints: [...lines],
    });
    return breakpoints.slice(-1).map(describe);
  }

  private async setWatched(): Promise<string[]> {
    const { breakpoints } = await this.ask<Dap.SetDataBreakpointsResponse>('setDataBreakpoints', { breakpoints: [...this.watched] });
    return breakpoints.slice(-1).map(describe);
  }

  private async occurrences(location: string): Promise<readonly Dap.GotoTarget[]> {
    const [file, line] = splitLocation(location);
    const { targets } = await this.ask<Dap.GotoTargetsResponse>('gotoTargets', { source: this.sourceOf(file), line });
    return targets;
  }

  private async stack(threadId: number, levels: number): Promise<string[]> {
    const { stackFrames } = await this.ask<Dap.StackTraceResponse>('stackTrace', { threadId, startFrame: 0, levels });
    return stackFrames.map(frameText);
  }

  private async scopesOf(thread: string | undefined): Promise<readonly Dap.Scope[]> {
    const { scopes } = await this.ask<Dap.ScopesResponse>('scopes', { frameId: await this.frame(thread) });
    return scopes;
  }

  private async open(thread: string | undefined, path: readonly string[]): Promise<readonly Dap.Variable[]> {
    const variablesReference = await this.reference(thread, path);
    return (await this.ask<Dap.VariablesResponse>('variables', { variablesReference })).variables;
  }

  private async reference(thread: string | undefined, [scope, ...path]: readonly string[]): Promise<number> {
    let reference = (await this.scopesOf(thread)).find(({ name }) => name === scope)?.variablesReference ?? 0;
    for (const step of path) {
      const { variables } = await this.ask<Dap.VariablesResponse>('variables', { variablesReference: reference });
      reference = variables.find(({ name }) => name === step)?.variablesReference ?? 0;
    }
    return reference;
  }

  /** As the client knows it: what was listed without a path has only its reference. */
  private sourceOf(name: string): Dap.Source {
    return this.sources.get(name) ?? { path: this.stage.pathOf(name) };
  }

  private async frame(thread?: string): Promise<number> {
    const { stackFrames } = await this.ask<Dap.StackTraceResponse>('stackTrace', { threadId: this.thread(thread), startFrame: 0, levels: 1 });
    return stackFrames[0]!.id;
  }

  private async findThreads(): Promise<void> {
    this.threads = (await this.ask<Dap.ThreadsResponse>('threads')).threads;
  }

  /** By name; without one the thread that stopped. */
  private thread(name?: string): number {
    if (name === undefined) return this.stopped?.threadId ?? 1;
    return this.threads.find((thread) => thread.name === name || thread.name.startsWith(`${name} `))?.id ?? 0;
  }

  private async ask<R extends Dap.Response>(command: string, args?: object): Promise<R['body']> {
    return this.stage.client.request<R['body']>(command, args);
  }
}

function describe({ id, verified, line, message }: Dap.Breakpoint): string {
  return `${id}: ${verified ? 'verified' : 'unverified'}${line === undefined ? '' : ` line ${line}`}${message === undefined ? '' : `: ${message}`}`;
}

function frameText({ name, source, line, presentationHint }: Dap.StackFrame): string {
  return presentationHint === 'label' ? `-- ${name} --` : `${name} ${source?.name}:${line}`;
}

function variableText({ name, value, variablesReference }: Dap.Variable): string {
  return `${name} = ${value}${variablesReference ? ' +' : ''}`;
}

function splitLocation(location: string): [file: string, line: number] {
  const colon = location.lastIndexOf(':');
  return [location.slice(0, colon), Number(location.slice(colon + 1))];
}

function json(text: string): Record<string, unknown> {
  return text.trim() === '' ? {} : JSON.parse(text) as Record<string, unknown>;
}

/** Rows that are alike are counted. */
function comparisonText({ left, right, sentence, explanation, lanes, rows, parting, leftOut }: Comparison): string[] {
  const side = ({ title, kernel, overlays, schedule, length, outcome, isWrong }: Side): string =>
    `${[title, kernel, ...overlays].join(', ')}: ${length} events ${schedule} ${outcome}${isWrong ? '!' : ''}`;
  const lines = [sentence, ...explanation ? [explanation] : [], side(left), side(right), lanes.map(({ name, letter, colour }) => `${letter}${colour} ${name}`).join(', ')];
  let alike = 0;
  const count = (): void => {
    if (alike > 0) lines.push(`… ${alike} alike`);
    alike = 0;
  };
  rows.forEach(({ kind, lane, left: one, right: other }, index) => {
    if (kind === 'same' && !one!.wait && !one!.mark && !one!.blocks) return void alike++;
    count();
    lines.push(`${index === parting ? '⇒ ' : ''}${kind} ${lanes[lane]!.name}: ${one ? rowEventText(one) : '–'} | ${other ? rowEventText(other) : '–'}`);
  });
  count();
  return [...lines, ...leftOut === undefined ? [] : [`${leftOut} left out`]];
}

function rowEventText({ event, text, effect, mark, wait, blocks = [] }: RowEvent): string {
  const changed = blocks.map(({ title, state, owner }) => `${title} ${state}${owner ? ` ${owner.name}` : ''}`);
  return [`${event} ${text}`, ...effect === undefined ? [] : [`changes ${effect}`], ...mark ? [`(${mark})`] : [], ...wait ? [`waits until ${wait.until}: ${wait.cause}`] : [], ...changed].join(', ');
}
