// What the verdicts views show. Every one, in the panel or in an editor, gets the table; a cell's detail goes to the one that looks at it.
import * as vscode from 'vscode';
import { executeCommand } from '../common/contributed';
import type { CellName, FromResults, ToResults } from '../../view/messages/results';
import type { CompareArguments } from '../launch/compare-arguments';
import { warnOf } from '../common/failures';
import { debugRun } from '../launch/debug-run';
import type { ResultsOfChecks } from './results';

/** Between two tables while searches run, in milliseconds. */
const INTERVAL = 200;

/** How long a cell is looked at before anything is searched for it, in milliseconds: the arrow keys pass many. */
const PAUSE = 300;

/** Searches that took longer are made again only if the user asks for more, in seconds. */
const QUICK = 3;

export class ResultsFeed {
  constructor(private readonly results: ResultsOfChecks) {}

  /** Keeps a page up to date for as long as it lives. */
  connect(webview: vscode.Webview): vscode.Disposable {
    const { store } = this.results;
    let selected: CellName | undefined;
    let timer: NodeJS.Timeout | undefined;
    let pause: NodeJS.Timeout | undefined;
    const post = (message: ToResults): void => void webview.postMessage(message);
    const tell = (): void => {
      timer = undefined;
      post({ kind: 'results', results: store.table() });
      const detail = selected && store.detail(selected);
      if (detail) post({ kind: 'detail', detail });
    };
    return vscode.Disposable.from(
      this.results.onDidChange(() => { timer ??= setTimeout(tell, INTERVAL); }),
      {
        dispose: () => {
          clearTimeout(timer);
          clearTimeout(pause);
        },
      },
      webview.onDidReceiveMessage((message: FromResults) => {
        if (message.kind === 'select') {
          const cell = selected = { program: message.program, kernel: message.kernel };
          const detail = store.detail(cell);
          if (detail) post({ kind: 'detail', detail });
          clearTimeout(pause);
          pause = setTimeout(() => {
            if (!this.results.isRunning && detail?.results.every(({ seconds, bound }) => seconds < QUICK && bound === undefined)) void this.results.lookFor(cell);
          }, PAUSE);
        } else if (message.kind === 'ready') tell();
        else void this.perform(message).catch(warnOf);
      }),
    );
  }

  private async perform(message: Exclude<FromResults, { kind: 'ready' | 'select' }>): Promise<void> {
    switch (message.kind) {
      case 'more': await this.results.lookFor(message); break;
      case 'cancel': this.results.cancel(); break;
      case 'open': await vscode.window.showTextDocument(vscode.Uri.parse(message.program), { preview: false }); break;
      case 'check':
        if (message.program === undefined) await executeCommand('checkFolder');
        else await executeCommand('checkAllKernels', vscode.Uri.parse(message.program));
        break;
      case 'debug': await debugRun(vscode.Uri.parse(message.program), message); break;
      case 'compare': {
        const { program, offer: { left, right } } = message;
        await executeCommand('compare', { program, left, right } satisfies CompareArguments);
      }
    }
  }
}
