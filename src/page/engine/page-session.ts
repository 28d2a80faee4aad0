// The debug session of a page, and the checks beside it: what the parts of the page show, and what they may ask for.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { RequestName } from '../../debugger/protocol/capabilities';
import { filters } from '../../debugger/protocol/capabilities';
import type { ForksAnswer } from '../../debugger/protocol/answers';
import { whyStopped, type StopReason } from '../../debugger/stops/why-stopped';
import type { Cursor } from '../../debugger/values/cursors';
import { isFault } from '../../explorer/verdict-words';
import type { Snapshot } from '../../view/messages/ownership';
import type { Mark, Timeline, TimelineRange } from '../../view/messages/timeline';
import type { Exhibit } from '../document';
import { check, type Checked } from './check';
import { DebugClient } from './debug-client';
import type { PageHost } from './page-host';

/** Where the execution rests, and everything that is drawn of it. */
export interface Rest {
  readonly position: number;
  readonly length: number;
  /** Why, in a few words, unless it is plain stepping. */
  readonly stop?: string;
  /** A sentence or more of the debugger's. */
  readonly text?: string;
  readonly cursors: readonly Cursor[];
  /** What can happen next. */
  readonly targets: readonly DebugProtocol.StepInTarget[];
  /** The event that led here, and the recorded one that comes next. */
  readonly event?: Mark;
  readonly next?: Mark;
  readonly forks: ForksAnswer;
  readonly timeline: Timeline;
}

/** Of the thread that is selected. */
export interface Selected {
  readonly threadId: number;
  readonly frames: readonly DebugProtocol.StackFrame[];
  readonly snapshot: Snapshot;
}

export interface PageState {
  readonly kernel: string;
  readonly rest?: Rest;
  readonly selected?: Selected;
  /** What is wrong: a scenario that does not run, a request that was refused. */
  readonly failure?: string;
  /** How many states a check under way has found. */
  readonly checking?: number;
  readonly checked?: readonly Checked[];
}

interface Stopped extends StopReason { readonly text?: string }

export class PageSession {
  #state: PageState;
  #client: DebugClient | undefined;
  #stops = 0;
  #check: { isCancelled: boolean } | undefined;
  readonly #listeners = new Set<() => void>();

  constructor(readonly host: PageHost, readonly exhibit: Exhibit) {
    this.#state = { kernel: exhibit.kernel };
  }

  get state(): PageState {
    return this.#state;
  }

  /** Answers what ends it. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Begins anew, at the end of a schedule or, without one, at the beginning. */
  async launch(kernel: string, schedule?: string): Promise<void> {
    this.#client?.dispose();
    const { program, overlays } = this.exhibit;
    const said: string[] = [];
    const client = this.#client = new DebugClient(this.host, ({ event, body }) => {
      if (event === 'output' && (body as DebugProtocol.OutputEvent['body']).line !== undefined) said.push((body as DebugProtocol.OutputEvent['body']).output.trim());
      if (event === 'stopped') void this.#stopped(client, body as Stopped);
    });
    try {
      await client.request('initialize', { adapterID: 'daxscn' });
      await client.request('launch', { program, kernel, overlays, stopOnEntry: true, ...(schedule !== undefined && { schedule }) });
      await client.request('setExceptionBreakpoints', { filters: filters.flatMap((each) => (each.default ? each.filter : [])) });
      this.#set({ kernel, failure: undefined });
      await client.request('configurationDone');
      if (schedule !== undefined) await client.request('daxscn/goto', { position: (await client.request<{ length: number }>('daxscn/schedule')).length });
    } catch (error) {
      this.#set({ failure: [...new Set([...said, (error as Error).message])].join('\n') });
    }
  }

  /** Asks for something that moves, or for an answer; undefined if that is refused, which is shown. */
  async ask<Body>(command: RequestName, args: object = {}): Promise<Body | undefined> {
    try {
      const answer = await this.#client!.request<Body>(command, args);
      if (this.#state.failure !== undefined) this.#set({ failure: undefined });
      return answer;
    } catch (error) {
      this.#set({ failure: (error as Error).message });
      return undefined;
    }
  }

  /** As `ask`, for what is asked in passing: rejects if it is refused. */
  request<Body>(command: RequestName, args: object): Promise<Body> {
    return this.#client!.request<Body>(command, args);
  }

  async select(threadId: number): Promise<void> {
    const selected = await this.#selected(this.#client!, threadId);
    this.#set({ selected });
  }

  /** Draws what the selected thread has once more. */
  async renew(): Promise<void> {
    if (this.#state.selected) await this.select(this.#state.selected.threadId);
  }

  /** Searches every interleaving. What was changed before is run anew: what is found or, if nothing goes wrong, the beginning. */
  async check(kernel: string, { isChanged = kernel !== this.#state.kernel }: { readonly isChanged?: boolean } = {}): Promise<void> {
    if (this.#check) this.#check.isCancelled = true;
    const current = this.#check = { isCancelled: false };
    this.#set({ kernel, checking: 0, checked: undefined, failure: undefined });
    const { program, overlays } = this.exhibit;
    try {
      const checked = await check({ program, overlays, kernel }, this.host, ({ states }) => { if (this.#check === current) this.#set({ checking: states }); }, () => current.isCancelled);
      if (this.#check !== current) return;
      this.#set({ checked, checking: undefined });
      const found = checked.find(({ verdict, schedule }) => isFault(verdict) && schedule !== null) ?? checked.find(({ schedule }) => schedule !== null);
      if (isChanged) await this.launch(kernel, found?.schedule ?? undefined);
    } catch (error) {
      if (this.#check === current) this.#set({ checking: undefined, failure: (error as Error).message });
    }
  }

  cancelCheck(): void {
    if (this.#check) this.#check.isCancelled = true;
  }

  /** Stops follow each other fast: of one that is over nothing is drawn, and what it asks may be refused. */
  async #stopped(client: DebugClient, stopped: Stopped): Promise<void> {
    const stop = ++this.#stops;
    const isOver = (): boolean => stop !== this.#stops || client !== this.#client;
    try {
      const change = await this.#read(client, stopped);
      if (!isOver()) this.#set(change);
    } catch (error) {
      if (!isOver()) this.#set({ failure: (error as Error).message });
    }
  }

  async #read(client: DebugClient, stopped: Stopped): Promise<Pick<PageState, 'rest' | 'selected'>> {
    const { threadId = 1, text } = stopped;
    const [timeline, { cursors }, forks, selected] = await Promise.all([
      client.request<Timeline>('daxscn/timeline'), client.request<{ cursors: Cursor[] }>('daxscn/cursors'),
      client.request<ForksAnswer>('daxscn/forks'), this.#selected(client, threadId),
    ]);
    const { position, length } = timeline;
    const mark = async (from: number): Promise<Mark | undefined> => {
      if (from < 0 || from >= length) return undefined;
      return (await client.request<TimelineRange>('daxscn/timelineRange', { from, to: from + 1, columns: 1 })).marks[0];
    };
    const [event, next] = [await mark(position - 1), await mark(position)];
    const frame = selected.frames[0] ?? (await this.#framesOfAny(client, cursors));
    const { targets } = frame ? await client.request<{ targets: DebugProtocol.StepInTarget[] }>('stepInTargets', { frameId: frame.id }) : { targets: [] };
    const stop = whyStopped(stopped);
    return {
      selected,
      rest: { position, length, cursors, targets, forks, timeline, ...(stop !== undefined && { stop }), ...(text !== undefined && { text }), ...(event && { event }), ...(next && { next }) },
    };
  }

  async #selected(client: DebugClient, threadId: number): Promise<Selected> {
    const [{ stackFrames: frames }, snapshot] = await Promise.all([
      client.request<{ stackFrames: DebugProtocol.StackFrame[] }>('stackTrace', { threadId }), client.request<Snapshot>('daxscn/ownership', { threadId }),
    ]);
    return { threadId, frames, snapshot };
  }

  /** A thread that has ended has no frame. */
  async #framesOfAny(client: DebugClient, cursors: readonly Cursor[]): Promise<DebugProtocol.StackFrame | undefined> {
    for (const { threadId, frames } of cursors) {
      if (frames.length > 0) return (await this.#selected(client, threadId)).frames[0];
    }
    return undefined;
  }

  #set(change: { readonly [Name in keyof PageState]?: PageState[Name] | undefined }): void {
    this.#state = Object.fromEntries(Object.entries({ ...this.#state, ...change }).filter(([, value]) => value !== undefined)) as unknown as PageState;
    for (const listener of this.#listeners) listener();
  }
}
