// The scenarios that are looked at: their documents, where each `expect` stands in them, and when typing pauses.
import type * as vscode from 'vscode';
import { codeOf } from '../../explorer/live/code-of';
import { movedBy, type ExpectLine } from './expect-lines';

interface Watched {
  readonly document: vscode.TextDocument;
  code: string;
  timer?: NodeJS.Timeout;
  lines: readonly ExpectLine[];
}

export class WatchedScenarios implements vscode.Disposable {
  /** By URI. */
  readonly #all = new Map<string, Watched>();

  dispose(): void {
    for (const { timer } of this.#all.values()) clearTimeout(timer);
  }

  get names(): string[] {
    return [...this.#all.keys()];
  }

  document(name: string): vscode.TextDocument | undefined {
    return this.#all.get(name)?.document;
  }

  add(document: vscode.TextDocument): void {
    this.#all.set(document.uri.toString(), { document, code: codeOf(document.getText()), lines: [] });
  }

  /** False if there is none. */
  delete(name: string): boolean {
    clearTimeout(this.#all.get(name)?.timer);
    return this.#all.delete(name);
  }

  /** In the text as it is, whether it was examined or not. */
  linesOf(name: string): readonly ExpectLine[] {
    return this.#all.get(name)?.lines ?? [];
  }

  place(name: string, lines: readonly ExpectLine[]): void {
    const watched = this.#all.get(name);
    if (watched) watched.lines = lines;
  }

  /** Whether not only comments are others; undefined if nobody looks at the document. */
  edited(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): boolean | undefined {
    const watched = this.#all.get(document.uri.toString());
    if (!watched) return undefined;
    watched.lines = changes.reduce((lines, change) => lines.map((line) => movedBy(line, change)), watched.lines);
    const code = codeOf(document.getText());
    const isCode = code !== watched.code;
    watched.code = code;
    return isCode;
  }

  /** Calls after so many milliseconds, if nothing is put off until later before; never without a number. */
  afterPause(name: string, delay: number | undefined, call: () => void): void {
    const watched = this.#all.get(name)!;
    clearTimeout(watched.timer);
    if (delay !== undefined) watched.timer = setTimeout(call, delay);
  }
}
