import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Host, Reply } from '../companion/main';

type Waiting = { resolve(value: unknown): void; reject(error: Error): void };

/** The test's end of the line to the companion, which runs functions inside the extension host. */
export class ExtensionHost {
  private readonly waiting = new Map<number, Waiting>();
  private readonly connected: Promise<Socket>;
  private calls = 0;

  private constructor(private readonly server: Server, readonly socketPath: string) {
    this.connected = once(server, 'connection').then(([socket]) => this.listen(socket as Socket));
  }

  static async listen(path: string): Promise<ExtensionHost> {
    const server = createServer();
    const host = new ExtensionHost(server, path);
    await once(server.listen(path), 'listening');
    return host;
  }

  /** The function travels as text: it sees its parameters and nothing else, and they and the result are JSON. */
  async run<Args extends unknown[], Result>(
    call: (host: Host, ...args: Args) => Result | PromiseLike<Result>, ...args: Args
  ): Promise<Result> {
    const socket = await this.connected;
    const id = ++this.calls;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      socket.write(`${JSON.stringify({ id, source: call.toString(), args })}\n`);
    });
  }

  async close(): Promise<void> {
    this.server.close();
    for (const { reject } of this.waiting.values()) reject(new Error('The workbench was closed.'));
  }

  private listen(socket: Socket): Socket {
    // The extension host goes first when a test ends; whoever still waits for it is told by `close`.
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      const { id, value, error } = JSON.parse(line) as Reply;
      if (error === undefined) this.waiting.get(id)?.resolve(value);
      else this.waiting.get(id)?.reject(new Error(error));
      this.waiting.delete(id);
    });
    return socket;
  }
}
