// What the adapter tells the client without being asked: events of the protocol.
import type { DebugProtocol } from '@vscode/debugprotocol';

/** Sends an event to the client; the bodies are the protocol's. */
export interface Client {
  event(name: 'initialized' | 'terminated'): void;
  event(name: 'stopped', body: DebugProtocol.StoppedEvent['body']): void;
  event(name: 'output', body: DebugProtocol.OutputEvent['body']): void;
  event(name: 'progressStart', body: DebugProtocol.ProgressStartEvent['body']): void;
  event(name: 'progressUpdate', body: DebugProtocol.ProgressUpdateEvent['body']): void;
  event(name: 'progressEnd', body: DebugProtocol.ProgressEndEvent['body']): void;
  event(name: 'breakpoint', body: DebugProtocol.BreakpointEvent['body']): void;
}

/** The progress of one long movement, for a client that supports progress events. It starts with the first report and ends once. */
export class ProgressReporter {
  private state: 'none' | 'shown' | 'over' = 'none';

  /** `id` is the protocol's `progressId`: another one for each movement of a session. */
  constructor(private readonly client: Client, private readonly isWanted: boolean, readonly id: string) {}

  /** Sends `progressStart` the first time, then `progressUpdate`; nothing if the client does not want it. */
  report(title: string, details: { readonly message: string; readonly percentage?: number }): void {
    if (!this.isWanted || this.state === 'over') return;
    if (this.state === 'shown') this.client.event('progressUpdate', { progressId: this.id, ...details });
    else this.client.event('progressStart', { progressId: this.id, title, cancellable: true, ...details });
    this.state = 'shown';
  }

  /** Sends `progressEnd` if anything has been reported. */
  end(): void {
    if (this.state === 'shown') this.client.event('progressEnd', { progressId: this.id });
    this.state = 'over';
  }
}
