// The other end of the debug adapter, in the same program: requests and their answers, events.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DaxscnDebugAdapter, type SentMessage } from '../../debugger/debug-adapter';
import type { RequestName } from '../../debugger/protocol/capabilities';
import type { DebugHost } from '../../debugger/protocol/host';

interface Waiting { resolve(body: unknown): void; reject(error: Error): void }

/** One session. */
export class DebugClient {
  readonly #adapter: DaxscnDebugAdapter;
  readonly #waiting = new Map<number, Waiting>();
  #sequence = 0;

  constructor(host: DebugHost, private heard: (event: DebugProtocol.Event) => void) {
    this.#adapter = new DaxscnDebugAdapter(host);
    this.#adapter.onDidSendMessage((message) => this.#receive(message));
  }

  /** Rejects with what the adapter says if it refuses. */
  request<Body>(command: RequestName, args: object = {}): Promise<Body> {
    const seq = ++this.#sequence;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(seq, { resolve, reject }));
    this.#adapter.handleMessage({ seq, type: 'request', command, arguments: args } as DebugProtocol.Request);
    return answer as Promise<Body>;
  }

  /** Nothing is heard of it any more. */
  dispose(): void {
    this.heard = () => {};
    this.#adapter.dispose();
  }

  #receive(message: SentMessage): void {
    if (message.type === 'event') {
      this.heard(message as DebugProtocol.Event);
      return;
    }
    const { request_seq: seq, success, message: reason, body } = message as DebugProtocol.Response;
    const waiting = this.#waiting.get(seq);
    this.#waiting.delete(seq);
    if (success) waiting?.resolve(body as unknown);
    else waiting?.reject(new Error(reason));
  }
}
