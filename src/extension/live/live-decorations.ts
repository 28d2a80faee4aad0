// Verdicts beside each `expect`, and lines beneath the statements that race.
import * as vscode from 'vscode';
import { liveWords, type Tone } from '../../explorer/live/live-words';
import { lineOfScenario } from './expect-lines';
import type { LiveChecks } from './live-checks';
import { verdictHover } from './live-hovers';
import { racingStatements } from './live-races';

/** Colours of the theme: nothing of our own competes with the code. */
const COLOURS: Readonly<Record<Tone, string>> = { met: 'editorCodeLens.foreground', failed: 'errorForeground', unknown: 'list.warningForeground', old: 'disabledForeground' };

export class LiveDecorations implements vscode.Disposable {
  readonly #words = vscode.window.createTextEditorDecorationType({ rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed });
  readonly #races = [false, true].map((isFailed) => vscode.window.createTextEditorDecorationType({
    // It ends with the statement, however that is edited.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    borderStyle: isFailed ? 'solid' : 'dashed', borderWidth: '0 0 2px 0', borderColor: new vscode.ThemeColor(isFailed ? 'errorForeground' : 'list.warningForeground'),
    overviewRulerColor: new vscode.ThemeColor(isFailed ? 'errorForeground' : 'list.warningForeground'), overviewRulerLane: vscode.OverviewRulerLane.Center,
  }));
  readonly #subscriptions: vscode.Disposable[];

  constructor(private readonly checks: LiveChecks) {
    this.#subscriptions = [
      this.#words, ...this.#races,
      checks.onDidChange((scenario) => { for (const editor of vscode.window.visibleTextEditors) if (editor.document.uri.toString() === scenario.toString()) this.#draw(editor); }),
      vscode.window.onDidChangeVisibleTextEditors((editors) => { for (const editor of editors) this.#draw(editor); }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #draw(editor: vscode.TextEditor): void {
    const { document } = editor;
    if (document.languageId !== 'daxscn') return;
    editor.setDecorations(this.#words, this.checks.expectsOf(document.uri).flatMap(({ range, verdicts }): vscode.DecorationOptions[] => {
      const place = range ?? lineOfScenario(document);
      if (!place || place.end.line >= document.lineCount) return [];
      const { text, tone } = liveWords(verdicts);
      return [{
        range: new vscode.Range(place.start, document.lineAt(place.end.line).range.end), hoverMessage: verdictHover(document.uri, verdicts),
        renderOptions: { after: { contentText: text, color: new vscode.ThemeColor(COLOURS[tone]), margin: '0 0 0 2em', fontStyle: tone === 'old' ? 'italic' : 'normal' } },
      }];
    }));
    this.#drawRaces(editor);
  }

  #drawRaces(editor: vscode.TextEditor): void {
    const { verdicts } = this.checks;
    const name = editor.document.uri.toString();
    const all = verdicts.verdictsOf(name);
    // Where comments were edited they move along, until the text is examined.
    if (!verdicts.isPlaced(name) && all.some(({ state }) => state === 'current')) return;
    const racing = verdicts.isPlaced(name) ? racingStatements(all, verdicts.examinationOf(name)!.places, editor.document.uri) : [];
    this.#races.forEach((type, index) => editor.setDecorations(type, racing.filter(({ isFailed }) => isFailed === (index === 1))
      .map(({ range, verdicts: of }) => ({ range, hoverMessage: verdictHover(editor.document.uri, of) }))));
  }
}
