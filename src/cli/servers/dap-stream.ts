// The debug adapter protocol on a pair of streams. `@vscode/debugadapter` serves them; what the messages mean is the adapter's
// business. It knows one spelling of the header and says nothing of any other, so it gets the messages in frames of ours.
import { PassThrough } from 'node:stream';
import { ProtocolServer } from '@vscode/debugadapter/lib/protocol';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DaxscnDebugAdapter, type SentMessage } from '../../debugger/debug-adapter';
import type { DebugHost } from '../../debugger/protocol/host';
import { FrameError, FrameReader, framed } from './dap-frames';

/**
 * Speaks the debug adapter protocol with one client until it leaves. Several at once do not know of each other.
 * Who called it closes the streams, or ends the process. Resolves with the reason if the client could not be understood any
 * further, after telling the client.
 */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, host: DebugHost): Promise<string | undefined> {
  const adapter = new DaxscnDebugAdapter(host);
  const server = new AdapterServer(adapter);
  const frames = new FrameReader();
  const messages = new PassThrough();
  let trouble: string | undefined;
  const read = (chunk: Buffer): void => {
    try {
      // The server would pass over an empty content in silence; a space is no JSON, either, and it says so.
      for (const content of frames.read(chunk)) messages.write(framed(content || ' '));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      trouble = `The input cannot be read as messages of the debug adapter protocol: ${error.message}.`;
      // Whatever comes now would be misread. What came before is answered first.
      input.off('data', read);
      messages.end();
    }
  };
  server.on('close', () => (trouble === undefined ? adapter.dispose() : adapter.giveUp(trouble)));
  server.start(messages, output);
  input.on('close', () => messages.end());
  // A stream that is broken has no client any more.
  for (const stream of [input, output]) stream.on('error', () => adapter.dispose());
  input.on('data', read);
  await adapter.closed;
  // Nobody reads it any more: a process that has nothing else to do can end.
  input.pause();
  return trouble;
}

/** Numbers and writes what the adapter sends, and hands over what comes in. */
class AdapterServer extends ProtocolServer {
  constructor(private readonly adapter: DaxscnDebugAdapter) {
    super();
    adapter.onDidSendMessage((message) => this.write(message));
    this.on('error', ({ body }: DebugProtocol.Event) => adapter.misunderstood(`it is no JSON: ${String(body).replace('Error handling data: ', '')}`));
  }

  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    this.adapter.handleMessage(message);
  }

  private write(message: SentMessage): void {
    // The server takes a response that has a number for one that was sent before.
    if ('request_seq' in message) this.sendResponse({ ...message, seq: 0 });
    else this.sendEvent({ ...message });
  }
}
