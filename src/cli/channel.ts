// The channel to the program that started this one with `fork`, such as VS Code: it is told how far things are, and may cancel.
import process from 'node:process';
import type { CheckMessage, CheckRequest } from '../explorer/check-messages';
import type { Cancellation } from './cancellation';
import { Status } from './environment';

/** Undefined where nobody has opened one. It does not keep the process from ending. */
export function openChannel(cancellation: Cancellation): { send(message: CheckMessage): void } | undefined {
  if (!process.connected) return undefined;
  process.on('message', (message: CheckRequest) => {
    if (message?.type === 'cancel') cancellation.cancel();
  });
  // Whoever wanted to know is gone.
  process.on('disconnect', () => process.exit(Status.unknown));
  process.channel?.unref();
  return { send: (message) => void process.send?.(message, undefined, undefined, () => {}) };
}
