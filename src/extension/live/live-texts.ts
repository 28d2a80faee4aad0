// What a scenario is made of, as the editors and the disk have it: its own text, the overlays of the settings and those that it uses. What was read is kept until it changes, so that an edit
// can be examined without waiting for a disk.
import * as vscode from 'vscode';
import { codeOf } from '../../explorer/live/code-of';
import { besideScenario, usedPaths, type GivenOverlay } from '../../language/overlays';
import type { SourceText } from '../../language/source-file';
import { documentOf, readText } from '../common/files';
import { toPath, toUri } from '../common/paths';
import { configuredOverlays } from '../scenario/overlays';

export interface ScenarioTexts {
  readonly source: string;
  readonly text: string;
  readonly overlays: readonly SourceText[];
  readonly used: ReadonlyMap<string, GivenOverlay>;
}

export class LiveTexts implements vscode.Disposable {
  /** By URI, of files that are not open; undefined for one that is not there. */
  readonly #files = new Map<string, string | undefined>();
  readonly #changed = new vscode.EventEmitter<{ readonly overlay: vscode.Uri; readonly isCode: boolean }>();
  readonly #subscriptions: vscode.Disposable[];
  /** An overlay has another text. `isCode`: not only its comments. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    const files = vscode.workspace.createFileSystemWatcher('**/*.daxk');
    const isOverlay = ({ languageId }: vscode.TextDocument): boolean => languageId === 'daxk';
    const again = async (uri: vscode.Uri): Promise<void> => {
      const before = this.#files.get(uri.toString());
      if (!this.#files.has(uri.toString()) || documentOf(uri)) return;
      this.#tell(uri, before, await this.#read(uri));
    };
    this.#subscriptions = [
      this.#changed, files, files.onDidChange(again), files.onDidCreate(again), files.onDidDelete(again),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (!isOverlay(document) || contentChanges.length === 0) return;
        const before = this.#files.get(document.uri.toString());
        this.#files.set(document.uri.toString(), document.getText());
        this.#tell(document.uri, before, document.getText());
      }),
      // With what was not saved.
      vscode.workspace.onDidCloseTextDocument((document) => { if (isOverlay(document)) void again(document.uri); }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The overlays that a scenario has, by URI. */
  overlaysOf(scenario: vscode.TextDocument): vscode.Uri[] {
    return [...configuredOverlays(scenario.uri), ...usedBy(scenario).map(({ place }) => place)].map(toUri);
  }

  /** At once if everything is known. */
  of(scenario: vscode.TextDocument): ScenarioTexts | Promise<ScenarioTexts> {
    const missing = this.overlaysOf(scenario).filter((uri) => !documentOf(uri) && !this.#files.has(uri.toString()));
    return missing.length === 0 ? this.#made(scenario) : Promise.all(missing.map((uri) => this.#read(uri))).then(() => this.#made(scenario));
  }

  #made(scenario: vscode.TextDocument): ScenarioTexts {
    const given = (path: string): GivenOverlay => {
      const uri = toUri(path);
      const text = documentOf(uri)?.getText() ?? this.#files.get(uri.toString());
      if (text === undefined) return { problem: 'there is no such file' };
      this.#files.set(uri.toString(), text);
      return { source: toPath(uri), text };
    };
    return {
      source: toPath(scenario.uri), text: scenario.getText(),
      overlays: configuredOverlays(scenario.uri).map(given).filter((overlay) => 'text' in overlay),
      used: new Map(usedBy(scenario).map(({ path, place }) => [path, given(place)])),
    };
  }

  async #read(uri: vscode.Uri): Promise<string | undefined> {
    const text = await readText(uri).then((read) => read, () => undefined);
    this.#files.set(uri.toString(), text);
    return text;
  }

  #tell(overlay: vscode.Uri, before: string | undefined, now: string | undefined): void {
    if (before !== now) this.#changed.fire({ overlay, isCode: overlayCode(before) !== overlayCode(now) });
  }
}

function usedBy(scenario: vscode.TextDocument): { readonly path: string; readonly place: string }[] {
  return usedPaths(scenario.getText()).map((path) => ({ path, place: besideScenario(toPath(scenario.uri), path) }));
}

/** Its first comment may be that of an invariant, unlike the story of a scenario. */
function overlayCode(text: string | undefined): string | undefined {
  return text === undefined ? undefined : codeOf(`; ${text}`);
}
