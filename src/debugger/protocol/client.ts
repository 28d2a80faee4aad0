// What the adapter tells the client unasked.
import type { DebugProtocol } from '@vscode/debugprotocol';

export interface Client {
  event(name: 'initialized' | 'terminated'): void;
  event(name: 'stopped', body: DebugProtocol.StoppedEvent['body']): void;
  event(name: 'output', body: DebugProtocol.OutputEvent['body']): void;
  event(name: 'progressStart', body: DebugProtocol.ProgressStartEvent['body']): void;
  event(name: 'progressUpdate', body: DebugProtocol.ProgressUpdateEvent['body']): void;
  event(name: 'progressEnd', body: DebugProtocol.ProgressEndEvent['body']): void;
  event(name: 'breakpoint', body: DebugProtocol.BreakpointEvent['body']): void;
}
