// `daxscn hunt` as a process: what it tells, and the request to end it.
import { fork, type ChildProcess } from 'node:child_process';
import * as vscode from 'vscode';
import type { CheckRequest } from '../../explorer/check-messages';
import type { HuntMessage } from '../../hunt/hunt-messages';

/** How long a process that was asked to end may take, in milliseconds: it looks at messages between two searches only. */
const GRACE = 5_000;

/** Exit statuses with which a hunt has said all that there is to say. */
const TOLD: readonly number[] = [0, 1, 3];

export class HuntProcess {
  readonly #message = new vscode.EventEmitter<HuntMessage>();
  readonly #process: ChildProcess;
  #problem = '';
  readonly onMessage = this.#message.event;
  /** Why it has failed; undefined if it has not. Never rejects. */
  readonly ended: Promise<string | undefined>;

  /** `folder`: from which paths are told. */
  constructor(cli: string, folder: string, options: readonly string[]) {
    this.#process = fork(cli, ['hunt', ...options], {
      cwd: folder, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [],
      // On a desktop the program of this process is Electron, which is Node.js when told to be.
      env: { ...process.env, FORCE_COLOR: '0', ELECTRON_RUN_AS_NODE: '1' },
    });
    this.#process.stderr!.setEncoding('utf8').on('data', (text: string) => { this.#problem += text; });
    this.#process.on('message', (message) => this.#message.fire(message as HuntMessage));
    this.ended = new Promise((resolve) => {
      this.#process.on('close', (status) => resolve(TOLD.includes(status ?? 1) ? undefined : this.#problem.trim() || `the hunt ended with status ${status}`));
      this.#process.on('error', (error) => resolve(error.message));
    });
  }

  /** It ends as soon as it can; at once if that takes too long. */
  cancel(): void {
    if (this.#process.connected) this.#process.send({ type: 'cancel' } satisfies CheckRequest);
    const timer = setTimeout(() => this.#process.kill(), GRACE);
    void this.ended.then(() => clearTimeout(timer));
  }

  /** Ends it at once. */
  dispose(): void {
    this.#message.dispose();
    this.#process.kill();
  }
}
