// The debug adapter protocol on a pair of streams. What the messages mean is the adapter's business.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DaxscnDebugAdapter, type SentMessage } from '../debugger/debug-adapter';
import type { DebugHost } from '../debugger/protocol/host';
import { FrameError, FrameReader } from './dap-frames';

/**
 * Speaks the debug adapter protocol with one client until it leaves. Several at once do not know of each other.
 * Who called it closes the streams, or ends the process. Resolves with the reason if the client could not be understood any
 * further, after telling the client.
 */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, host: DebugHost): Promise<string | undefined> {
  const adapter = new DaxscnDebugAdapter(host);
  const frames = new FrameReader();
  let trouble: string | undefined;
  const leave = (): void => adapter.dispose();
  const read = (chunk: Buffer): void => {
    try {
      for (const content of frames.read(chunk)) receive(adapter, content);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      trouble = `The input cannot be read as messages of the debug adapter protocol: ${error.message}.`;
      // Whatever comes now would be misread.
      input.off('data', read);
      adapter.giveUp(trouble);
    }
  };
  // The latter two: a stream that is broken has no client any more.
  for (const stream of [input, output]) stream.on('error', leave);
  input.on('close', leave);
  adapter.onDidSendMessage((message) => write(output, message));
  input.on('data', read);
  await adapter.closed;
  // Nobody reads it any more: a process that has nothing else to do can end.
  input.pause();
  return trouble;
}

function receive(adapter: DaxscnDebugAdapter, content: string): void {
  let message: unknown;
  try {
    message = JSON.parse(content);
  } catch (error) {
    adapter.misunderstood(`it is no JSON: ${(error as Error).message}`);
    return;
  }
  adapter.handleMessage(message as DebugProtocol.ProtocolMessage);
}

function write(output: NodeJS.WritableStream, message: SentMessage): void {
  const content = JSON.stringify(message);
  output.write(`Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`);
}
