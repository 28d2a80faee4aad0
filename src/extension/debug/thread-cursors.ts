// Many cursors: every editor shows which threads are in its text, each with the letter of the schedule and a colour.
import * as vscode from 'vscode';
import type { Cursor } from '../../debugger/values/cursors';
import { onDidChangeSetting, setting } from '../common/contributed';
import { THREAD_COLOURS } from '../manifest/colours';
import { scenarioOf } from './debug-sessions';
import type { SessionChange, SessionFollower } from './session-follower';
import { colour, letters, marksIn, names, sentence } from './thread-marks';

/** A step is over sooner: what is drawn stays until then, and nothing flickers. */
const PATIENCE_MS = 200;

export class ThreadCursors implements vscode.Disposable {
  private cursors: readonly Cursor[] = [];
  /** The latest change of the session: answers to what was asked before it are late. */
  private latest: SessionChange | undefined;
  private clearing: NodeJS.Timeout | undefined;
  /** The line at which a thread is. */
  private readonly lines = Array.from({ length: THREAD_COLOURS }, (_, index) => vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(`daxscn.thread${index + 1}Line`),
    borderColor: colour(index), borderStyle: 'solid', borderWidth: '0 0 0 3px',
    overviewRulerColor: colour(index), overviewRulerLane: vscode.OverviewRulerLane.Center,
  }));
  private readonly words = vscode.window.createTextEditorDecorationType({});
  private readonly sentences = vscode.window.createTextEditorDecorationType({ isWholeLine: true });
  private readonly subscriptions: vscode.Disposable[];

  constructor(follower: SessionFollower) {
    this.subscriptions = [
      ...this.lines, this.words, this.sentences,
      follower.onDidChange((change) => void this.follow(change)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => editors.forEach((editor) => this.draw(editor))),
      onDidChangeSetting('showThreadCursors', () => this.drawAll()),
    ];
  }

  dispose(): void {
    clearTimeout(this.clearing);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  private async follow(change: SessionChange): Promise<void> {
    this.latest = change;
    clearTimeout(this.clearing);
    if (change.kind === 'stopped') {
      const cursors = await cursorsOf(change.session);
      if (this.latest !== change) return;
      this.show(cursors);
      revealScenario(change.session, cursors);
    } else if (change.kind === 'running') this.clearing = setTimeout(() => this.show([]), PATIENCE_MS);
    else this.show([]);
  }

  private show(cursors: readonly Cursor[]): void {
    this.cursors = cursors;
    this.drawAll();
  }

  private drawAll(): void {
    vscode.window.visibleTextEditors.forEach((editor) => this.draw(editor));
  }

  private draw(editor: vscode.TextEditor): void {
    const isOn = setting('showThreadCursors');
    const marks = isOn ? marksIn(this.cursors, editor.document) : [];
    this.lines.forEach((type, index) =>
      editor.setDecorations(type, marks.filter((mark) => mark.colour === index && !mark.isCall).map(({ range }) => range)));
    const byLine = [...new Set(marks.map(({ line }) => line))].map((line) => marks.filter((mark) => mark.line === line));
    editor.setDecorations(this.words, byLine.flatMap((together) => [...letters(together, editor), ...names(together)]));
    editor.setDecorations(this.sentences, marks.map((mark) => ({ range: mark.range, hoverMessage: sentence(mark) })));
  }
}

/** Scrolls the scenario to the lines of its processes, if they are not to be seen. */
function revealScenario(session: vscode.DebugSession, cursors: readonly Cursor[]): void {
  const scenario = scenarioOf(session)?.toString();
  for (const editor of vscode.window.visibleTextEditors) {
    if (editor.document.uri.toString() !== scenario) continue;
    const lines = marksIn(cursors, editor.document).map(({ line }) => line);
    if (lines.length > 0) editor.revealRange(new vscode.Range(Math.min(...lines), 0, Math.max(...lines), 0), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

async function cursorsOf(session: vscode.DebugSession): Promise<readonly Cursor[]> {
  try {
    return (await session.customRequest('daxscn/cursors') as { cursors: readonly Cursor[] }).cursors;
  } catch {
    // The session ended meanwhile, and says so itself.
    return [];
  }
}
