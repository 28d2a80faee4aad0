import * as vscode from 'vscode';
import type { CheckProcess } from './check-process';

const CONTROL_C = '\x03';

/** Shows a process in a terminal of VS Code. It begins when the terminal is there, and ends with it. */
export class CheckTerminal implements vscode.Pseudoterminal {
  readonly #write = new vscode.EventEmitter<string>();
  readonly #close = new vscode.EventEmitter<number>();
  #process: CheckProcess | undefined;
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(private readonly start: (columns: number) => CheckProcess) {}

  open(dimensions: vscode.TerminalDimensions | undefined): void {
    const process = this.#process = this.start(dimensions?.columns ?? 80);
    process.onText((text) => this.#write.fire(text.replaceAll('\n', '\r\n')));
    void process.ended.then((status) => this.#close.fire(status));
  }

  handleInput(data: string): void {
    if (data === CONTROL_C) this.#process?.cancel();
  }

  close(): void {
    this.#process?.dispose();
  }
}
