// The debug adapter protocol on a pair of streams: each message is a header with its length, then JSON.
// `@vscode/debugadapter` does the framing; what the messages mean is the adapter's business.
import { ProtocolServer } from '@vscode/debugadapter/lib/protocol';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DaxscnDebugAdapter, type SentMessage } from '../debugger/debug-adapter';
import type { DebugHost } from '../debugger/protocol/host';

/**
 * Speaks the debug adapter protocol with one client until it leaves. Several at once do not know of each other.
 * Who called it closes the streams, or ends the process.
 */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, host: DebugHost): Promise<void> {
  const adapter = new DaxscnDebugAdapter(host);
  new AdapterServer(adapter).start(input, output);
  await adapter.closed;
  // Nobody reads it any more: a process that has nothing else to do can end.
  input.pause();
}

/** Numbers and writes what the adapter sends, and what is to be said about a text that is no message. */
class AdapterServer extends ProtocolServer {
  constructor(private readonly adapter: DaxscnDebugAdapter) {
    super();
    adapter.onDidSendMessage((message) => this.write(message));
    this.on('close', () => adapter.dispose());
    this.on('error', ({ body }: DebugProtocol.Event) => this.explain(String(body)));
  }

  override handleMessage(message: DebugProtocol.ProtocolMessage): void {
    this.adapter.handleMessage(message);
  }

  private write(message: SentMessage): void {
    // The server takes a response that has a number for one that was sent before.
    if ('request_seq' in message) this.sendResponse({ ...message, seq: 0 });
    else this.sendEvent({ ...message });
  }

  /** A text that is no message must not end anything; a stream that is broken has no client any more. */
  private explain(trouble: string): void {
    if (/^(in|out)Stream error/.test(trouble)) {
      this.adapter.dispose();
      return;
    }
    const output = `A message was not understood and is ignored. ${trouble}\n`;
    const event: DebugProtocol.OutputEvent = { type: 'event', seq: 0, event: 'output', body: { category: 'stderr', output } };
    this.sendEvent(event);
  }
}
