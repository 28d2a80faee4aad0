import type { DebugHost } from './protocol/host';
import { DaxscnDebugAdapter } from './debug-adapter';

/**
 * Speaks the debug adapter protocol with one client until it leaves. Several at once do not know of each other.
 * Who called it closes the streams, or ends the process.
 */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, host: DebugHost): Promise<void> {
  const session = new DaxscnDebugAdapter(host);
  session.start(input, output);
  await session.closed;
  // Nobody reads it any more: a process that has nothing else to do can end.
  input.pause();
}
