// A hunt in an overlay that is being edited: with each save it starts anew, and what the one before has found goes. The status bar says how far it is, and for which text that stands.
import * as vscode from 'vscode';
import { textOf } from '../common/files';
import type { Hunt } from './hunt';
import { statusOf } from './hunt-status';

export class HuntOnSave implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('daxscn.hunt', vscode.StatusBarAlignment.Right, 99);
  readonly #subscriptions: vscode.Disposable;
  #end!: () => void;
  /** Nobody hunts with a save any more. */
  readonly ended = new Promise<void>((resolve) => { this.#end = resolve; });
  #hunt: Hunt;
  #listening: vscode.Disposable;
  /** What the hunt at hand has read, as far as is known. */
  #text: string | undefined;
  #isEdited = false;

  constructor(private readonly overlay: vscode.Uri, private readonly start: () => Hunt) {
    this.#hunt = start();
    this.#listening = this.#hunt.onDidChange(() => this.#show());
    void textOf(overlay).then((text) => { this.#text ??= text; });
    this.#item.name = 'DAX Hunt';
    this.#item.command = 'daxscn.showHunt';
    const isOurs = ({ uri }: vscode.TextDocument): boolean => uri.toString() === overlay.toString();
    // Somebody else may write it, too.
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(vscode.Uri.joinPath(overlay, '..'), overlay.path.split('/').at(-1)!));
    const written = (): void => void textOf(overlay).then((text) => this.#written(text));
    this.#subscriptions = vscode.Disposable.from(
      this.#item, watcher, watcher.onDidChange(written), watcher.onDidCreate(written),
      vscode.workspace.onDidSaveTextDocument((document) => { if (isOurs(document)) this.#written(document.getText()); }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => { if (isOurs(document)) this.#edited(document.isDirty && document.getText() !== this.#text); }),
      vscode.workspace.onDidCloseTextDocument((document) => { if (isOurs(document)) this.#edited(false); }),
    );
    this.#show();
    this.#item.show();
  }

  get hunt(): Hunt {
    return this.#hunt;
  }

  /** The findings stay among the verdicts. */
  dispose(): void {
    this.#listening.dispose();
    this.#hunt.dispose();
    this.#subscriptions.dispose();
    this.#end();
  }

  #written(text: string | undefined): void {
    this.#edited(false);
    if (text === this.#text) return;
    this.#text = text;
    this.#listening.dispose();
    this.#hunt.forget();
    this.#hunt = this.start();
    this.#listening = this.#hunt.onDidChange(() => this.#show());
    this.#show();
  }

  #edited(isEdited: boolean): void {
    this.#isEdited = isEdited;
    this.#show();
  }

  #show(): void {
    const { text, detail } = statusOf(this.#hunt.state(this.#isEdited));
    this.#item.text = text;
    this.#item.tooltip = `${detail} Click for what was found, or to stop.`;
    this.#item.accessibilityInformation = { label: `${text.replace(/\$\([^)]*\) /, '')}. ${detail}` };
  }
}
