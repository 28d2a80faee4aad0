// Verdicts from one session to the next: a file in the storage of the workspace.
import * as vscode from 'vscode';
import { formatKept, readKept } from '../../explorer/live/kept-outcomes';
import type { KnownOutcome } from '../../explorer/live/live-verdicts';

/** Milliseconds from a verdict until the file is written. */
const DELAY = 1_000;

export class KeptVerdicts implements vscode.Disposable {
  readonly #file: vscode.Uri;
  #timer: NodeJS.Timeout | undefined;

  constructor({ storageUri, globalStorageUri }: vscode.ExtensionContext, private readonly known: () => Iterable<readonly [string, KnownOutcome]>, private readonly log: (message: string) => void) {
    this.#file = vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'verdicts.jsonl');
  }

  /** What earlier sessions have left. Never rejects: what is wrong is said in the log, and left out. */
  async read(): Promise<readonly (readonly [string, KnownOutcome])[]> {
    let text;
    try {
      text = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file));
    } catch {
      // The first session.
      return [];
    }
    const { known, problem } = readKept(text);
    if (problem !== undefined) this.log(`Verdicts of earlier sessions in ${this.#file.fsPath} are left out: ${problem}.`);
    return known;
  }

  /** Soon. */
  write(): void {
    this.#timer ??= setTimeout(() => void this.#write(), DELAY);
  }

  dispose(): void {
    if (this.#timer) void this.#write();
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await vscode.workspace.fs.writeFile(this.#file, new TextEncoder().encode(formatKept(this.known())));
    } catch (error) {
      this.log(`Verdicts could not be kept for the next session: ${String(error)}`);
    }
  }
}
