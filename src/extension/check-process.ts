import { fork, type ChildProcess } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import * as vscode from 'vscode';
import type { CheckMessage, CheckRequest } from '../explorer/check-messages';

/** `daxscn check` of one scenario as a process: its output, what it tells, and the request to end it. */
export class CheckProcess {
  readonly #text = new vscode.EventEmitter<string>();
  readonly #message = new vscode.EventEmitter<CheckMessage>();
  readonly #process: ChildProcess;
  /** What it prints, colours included. */
  readonly onText = this.#text.event;
  readonly onMessage = this.#message.event;
  /** Its exit status. Never rejects. */
  readonly ended: Promise<number>;

  /** `cli`, `scenario` and `overlays` are paths. Lines have at most `columns` columns. */
  constructor(cli: string, scenario: string, overlays: readonly string[], columns: number) {
    this.#process = fork(cli, ['check', basename(scenario), ...overlays.flatMap((path) => ['--overlay', path])], {
      cwd: dirname(scenario), stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Not those of the extension host, such as a port for its debugger.
      execArgv: [],
      // On a desktop the program of this process is Electron, which is Node.js when told to be.
      env: { FORCE_COLOR: '1', ...process.env, COLUMNS: String(columns), ELECTRON_RUN_AS_NODE: '1' },
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
      const decoder = new StringDecoder('utf8');
      stream.on('data', (data: Buffer) => this.#text.fire(decoder.write(data)));
    }
    this.#process.on('message', (message) => this.#message.fire(message as CheckMessage));
    this.ended = new Promise((resolve) => {
      this.#process.on('close', (status) => resolve(status ?? 1));
      this.#process.on('error', (error) => {
        this.#text.fire(`${error.message}\n`);
        resolve(1);
      });
    });
  }

  /** It ends as soon as it can and prints what it has found. */
  cancel(): void {
    if (this.#process.connected) this.#process.send({ type: 'cancel' } satisfies CheckRequest);
  }

  /** Ends it at once. */
  dispose(): void {
    this.#process.kill();
    this.#text.dispose();
    this.#message.dispose();
  }
}
