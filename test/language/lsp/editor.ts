// An editor at the other end of a real connection: what it sends is what any client can send.
import { PassThrough } from 'node:stream';
import type { Diagnostic, InitializeResult } from 'vscode-languageserver';
import { createConnection, createProtocolConnection, ResponseError, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { serveLanguage } from '../../../src/language/lsp/server';
import type { KernelAccess } from '../../../src/language/lsp/kernel-access';
import { kernel } from './marked';

export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

export class Editor {
  readonly #client;
  readonly #published: Published[] = [];
  readonly #waiting: ((published: Published) => void)[] = [];
  /** The last that were published of each document. */
  readonly latest = new Map<string, Published>();
  /** What the server has shown to the author. */
  readonly messages: string[] = [];
  /** What the server has logged. */
  readonly log: string[] = [];

  constructor(access: KernelAccess = kernel) {
    const [up, down] = [new PassThrough(), new PassThrough()];
    serveLanguage((options) => createConnection(new StreamMessageReader(up), new StreamMessageWriter(down), options), access);
    this.#client = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    this.#client.onNotification('textDocument/publishDiagnostics', (published: Published) => {
      this.latest.set(published.uri, published);
      const resolve = this.#waiting.shift();
      if (resolve) resolve(published);
      else this.#published.push(published);
    });
    this.#client.onNotification('window/logMessage', ({ message }: { message: string }) => { this.log.push(message); });
    this.#client.onNotification('window/showMessage', ({ message }: { message: string }) => { this.messages.push(message); });
    this.#client.listen();
  }

  async initialize(capabilities: object = {}, rootUri: string | null = null): Promise<InitializeResult> {
    const result = await this.request<InitializeResult>('initialize', { processId: null, rootUri, capabilities });
    await this.notify('initialized', {});
    return result;
  }

  /** Opens a document and resolves to what is wrong with it. */
  open(uri: string, text: string): Promise<Published> {
    void this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'daxscn', version: 1, text } });
    return this.diagnostics();
  }

  change(uri: string, version: number, contentChanges: readonly object[]): Promise<Published> {
    void this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return this.diagnostics();
  }

  /** The next that are published. */
  diagnostics(): Promise<Published> {
    const published = this.#published.shift();
    return published ? Promise.resolve(published) : new Promise((resolve) => { this.#waiting.push(resolve); });
  }

  /** Resolves when the server has published all that it has to say. */
  async rest(): Promise<void> {
    // A document that is not there is published, too, after all others.
    const uri = 'file:///at-rest.daxscn';
    this.latest.delete(uri);
    void this.notify('textDocument/didClose', { textDocument: { uri } });
    while (!this.latest.has(uri)) await this.diagnostics();
  }

  /** The next document that the server wants to be shown; it is. */
  shown(): Promise<string> {
    return new Promise((resolve) => {
      this.#client.onRequest('window/showDocument', ({ uri }: { uri: string }) => {
        resolve(uri);
        return { success: true };
      });
    });
  }

  request<Result>(method: string, params?: unknown): Promise<Result> {
    return params === undefined ? this.#client.sendRequest<Result>(method) : this.#client.sendRequest<Result>(method, params);
  }

  /** The error that answers a request. */
  async refusal(method: string, params?: unknown): Promise<{ code: number; message: string } | undefined> {
    try {
      await this.request(method, params);
      return undefined;
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error;
      return { code: error.code, message: error.message };
    }
  }

  notify(method: string, params?: unknown): Promise<void> {
    return this.#client.sendNotification(method, params);
  }

  dispose(): void {
    this.#client.dispose();
  }
}
