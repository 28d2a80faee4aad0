import { fork, type ChildProcess } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import * as vscode from 'vscode';
import type { CheckMessage, CheckRequest } from '../../explorer/check-messages';
import { configuredOverlays } from '../scenario/overlays';

/** What `daxscn check` is to do. */
export interface CheckCommand {
  /** The path of the command line. */
  readonly cli: string;
  /** From which paths are told. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Paths. */
  readonly overlays: readonly string[];
  readonly options?: readonly string[];
  /** How wide its lines may be. */
  readonly columns?: number;
}

/** Of one scenario, with the overlays of the settings unless others are given. */
export function checkOf(cli: string, scenario: vscode.Uri, more: Partial<Pick<CheckCommand, 'overlays' | 'options' | 'columns'>> = {}): CheckCommand {
  return { cli, folder: dirname(scenario.fsPath), files: [basename(scenario.fsPath)], overlays: configuredOverlays(scenario), ...more };
}

/** How long a process that was asked to end may take, in milliseconds: it looks at messages between two searches of a thread only. */
const GRACE = 5_000;

/** `daxscn check` as a process: its output, what it tells, and the request to end it. */
export class CheckProcess {
  readonly #text = new vscode.EventEmitter<string>();
  readonly #problem = new vscode.EventEmitter<string>();
  readonly #message = new vscode.EventEmitter<CheckMessage>();
  readonly #process: ChildProcess;
  /** What it prints, colours included. */
  readonly onText = this.#text.event;
  /** The part of that which is no result: errors and warnings. */
  readonly onProblem = this.#problem.event;
  readonly onMessage = this.#message.event;
  /** Its exit status. Never rejects. */
  readonly ended: Promise<number>;
  isCancelled = false;

  constructor({ cli, folder, files, overlays, options = [], columns = 80 }: CheckCommand) {
    this.#process = fork(cli, ['check', ...options, ...overlays.flatMap((path) => ['--overlay', path]), '--', ...files], {
      cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Not those of the extension host, such as a port for its debugger.
      execArgv: [],
      // On a desktop the program of this process is Electron, which is Node.js when told to be.
      env: { FORCE_COLOR: '1', ...process.env, COLUMNS: String(columns), ELECTRON_RUN_AS_NODE: '1' },
    });
    for (const stream of [this.#process.stdout!, this.#process.stderr!]) {
      const decoder = new StringDecoder('utf8');
      stream.on('data', (data: Buffer) => {
        const text = decoder.write(data);
        this.#text.fire(text);
        if (stream === this.#process.stderr) this.#problem.fire(text);
      });
    }
    this.#process.on('message', (message) => this.#message.fire(message as CheckMessage));
    this.ended = new Promise((resolve) => {
      this.#process.on('close', (status) => resolve(status ?? 1));
      this.#process.on('error', (error) => {
        this.#text.fire(`${error.message}\n`);
        this.#problem.fire(error.message);
        resolve(1);
      });
    });
  }

  /** It ends as soon as it can and prints what it has found; at once if that takes too long. */
  cancel(): void {
    this.isCancelled = true;
    if (this.#process.connected) this.#process.send({ type: 'cancel' } satisfies CheckRequest);
    const timer = setTimeout(() => this.#process.kill(), GRACE);
    void this.ended.then(() => clearTimeout(timer));
  }

  /** Ends it at once. */
  dispose(): void {
    this.isCancelled = true;
    this.#process.kill();
    this.#text.dispose();
    this.#problem.dispose();
    this.#message.dispose();
  }
}
