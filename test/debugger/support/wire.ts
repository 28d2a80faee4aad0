// A client that speaks the protocol: to a session in this process, or to `daxscn dap` over its streams.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DaxscnDebugAdapter } from '../../../src/debugger/debug-adapter';

type Message = DebugProtocol.Response | DebugProtocol.Event;

export interface Wire {
  send(message: unknown): void;
  listen(listener: (message: Message) => void): void;
}

/** To a session in this process: what the extension does. */
export function inline(session: DaxscnDebugAdapter): Wire {
  return {
    send: (message) => session.handleMessage(message as DebugProtocol.ProtocolMessage),
    listen: (listener) => { session.onDidSendMessage((message) => listener(structuredClone(message) as Message)); },
  };
}

/** Over streams, framed as the protocol says. */
export function streams(input: NodeJS.WritableStream, output: NodeJS.ReadableStream): Wire {
  return {
    send: (message) => {
      const text = typeof message === 'string' ? message : JSON.stringify(message);
      input.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    },
    listen: (listener) => {
      let received = Buffer.alloc(0);
      output.on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        for (;;) {
          const end = received.indexOf('\r\n\r\n');
          const length = Number(/Content-Length: (\d+)/.exec(received.toString('latin1', 0, Math.max(0, end)))?.[1]);
          if (end < 0 || received.length < end + 4 + length) return;
          listener(JSON.parse(received.toString('utf8', end + 4, end + 4 + length)) as Message);
          received = received.subarray(end + 4 + length);
        }
      });
    },
  };
}

const PATIENCE = 30_000;

export class Client {
  readonly events: DebugProtocol.Event[] = [];
  private readonly waiting = new Map<number, (response: DebugProtocol.Response) => void>();
  private eventArrived: (() => void) | undefined;
  private sequence = 1;
  private seen = 0;

  constructor(private readonly wire: Wire) {
    wire.listen((message) => {
      if (message.type === 'response') {
        const response = message as DebugProtocol.Response;
        this.waiting.get(response.request_seq)?.(response);
        this.waiting.delete(response.request_seq);
      } else {
        this.events.push(message as DebugProtocol.Event);
        this.eventArrived?.();
      }
    });
  }

  /** The response, whether it is a success or not. */
  ask(command: string, args?: unknown): Promise<DebugProtocol.Response> {
    const seq = this.sequence++;
    return within(`a response to ${command}`, new Promise((resolve) => {
      this.waiting.set(seq, resolve);
      this.wire.send({ seq, type: 'request', command, ...(args !== undefined && { arguments: args }) });
    }));
  }

  /** The body of a successful response; rejects with the reason of an unsuccessful one. */
  async request<Body = Record<string, unknown>>(command: string, args?: unknown): Promise<Body> {
    const response = await this.ask(command, args);
    if (!response.success) throw new Error(`${command}: ${response.message}`);
    return response.body as Body;
  }

  send(message: unknown): void {
    this.wire.send(message);
  }

  /** The next event of one of these names that nobody has waited for; those before it are skipped. */
  async waitFor(...names: string[]): Promise<DebugProtocol.Event> {
    const found = (async () => {
      for (;;) {
        while (this.seen < this.events.length) {
          const event = this.events[this.seen++]!;
          if (names.includes(event.event)) return event;
        }
        await new Promise<void>((resolve) => { this.eventArrived = resolve; });
      }
    })();
    return within(`the event ${names.join(' or ')}`, found);
  }
}

async function within<T>(what: string, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited too long for ${what}`)), PATIENCE);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
