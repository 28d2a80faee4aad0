// Firefox without a window, by WebDriver BiDi, which it speaks itself: a few commands over one WebSocket.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findProgram } from '../../scripts/vscode/find-program.mts';

/** Debian calls it firefox-esr. */
export function findFirefox(): string | undefined {
  return findProgram('firefox-esr', 'firefox');
}

interface Message { readonly id?: number; readonly result?: unknown; readonly error?: string; readonly message?: string; readonly method?: string; readonly params?: unknown }

/** One window. What it asked the network for and what it complained of is in `trouble`. */
export class Firefox {
  readonly trouble: string[] = [];
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #sequence = 0;
  #context = '';

  private constructor(private readonly process: ChildProcess, private readonly profile: string, private readonly socket: WebSocket) {
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
  }

  static async launch(): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'daxscn-'));
    // Of itself it asks for updates, portals and more.
    writeFileSync(join(profile, 'user.js'), 'user_pref("network.captive-portal-service.enabled", false);\nuser_pref("network.connectivity-service.enabled", false);\n');
    const firefox = spawn(findFirefox()!, ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
    const address = await addressIn(firefox);
    const socket = new WebSocket(`${address}/session`);
    await once(socket, 'open');
    const launched = new Firefox(firefox, profile, socket);
    await launched.#send('session.new', { capabilities: {} });
    const { contexts } = await launched.#send<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
    launched.#context = contexts[0]!.context;
    await launched.#send('session.subscribe', { events: ['log.entryAdded', 'network.beforeRequestSent'] });
    return launched;
  }

  async open(url: string, viewport: { readonly width: number; readonly height: number }): Promise<void> {
    await this.#send('browsingContext.setViewport', { context: this.#context, viewport });
    await this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  /** What an expression comes to: a string, a number or a truth value. */
  async evaluate(expression: string): Promise<unknown> {
    const { result } = await this.#send<{ result: { value?: unknown } }>('script.evaluate', { expression, target: { context: this.#context }, awaitPromise: true });
    return result?.value;
  }

  /** One key after the other; those with names as WebDriver numbers them. */
  async press(...keys: readonly string[]): Promise<void> {
    const actions = keys.flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
    await this.#send('input.performActions', { context: this.#context, actions: [{ type: 'key', id: 'keyboard', actions }] });
  }

  /** As PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = await this.#send<{ data: string }>('browsingContext.captureScreenshot', { context: this.#context });
    return Buffer.from(data, 'base64');
  }

  async close(): Promise<void> {
    this.socket.close();
    this.process.kill();
    await once(this.process, 'exit');
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  #send<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.#sequence;
    const answer = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.socket.send(JSON.stringify({ id, method, params }));
    return answer as Promise<Result>;
  }

  #receive({ id, result, error, message, method, params }: Message): void {
    if (method === 'log.entryAdded') this.trouble.push((params as { text: string }).text);
    if (method === 'network.beforeRequestSent') {
      const { request: { url } } = params as { request: { url: string } };
      // A font of its own for the marks of lists is in its style sheet.
      if (!/^(?:file|about|data):/.test(url)) this.trouble.push(url);
    }
    if (id === undefined) return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(`${error}: ${message}`));
  }
}

/** Where it listens, which it says as soon as it does. */
async function addressIn(firefox: ChildProcess): Promise<string> {
  for await (const line of createInterface(firefox.stderr!)) {
    const [, address] = /^WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
    if (address !== undefined) {
      firefox.stderr!.resume();
      return address;
    }
  }
  throw new Error('Firefox has ended');
}
