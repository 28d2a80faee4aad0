// The line above `scenario`: what can be done with it, and why its verdicts are old if nothing is on its way.
import * as vscode from 'vscode';
import { writtenKernel, writtenTitle } from '../../language/written-header';
import type { CommandId } from '../manifest/commands';
import type { LiveChecks } from './live-checks';

export class LiveLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly onDidChangeCodeLenses = this.#changed.event;
  #before = '';

  constructor(private readonly checks: LiveChecks) {
    this.#subscription = checks.onDidChange(() => {
      const now = JSON.stringify(checks.scenarios.map((scenario) => this.#isOld(scenario)));
      if (now !== this.#before) this.#changed.fire();
      this.#before = now;
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const text = document.getText();
    const title = writtenTitle(text);
    if (!title) return [];
    const { line } = document.positionAt(title.start);
    const range = new vscode.Range(line, 0, line, 0);
    const version = writtenKernel(text)?.text;
    const lens = (name: string, command: CommandId, tooltip: string): vscode.CodeLens => new vscode.CodeLens(range, { title: name, command, tooltip, arguments: [document.uri] });
    return [
      lens('Debug', 'daxscn.debug', 'Debug this scenario from its first event on'),
      lens('Check', 'daxscn.check', 'Check all interleavings on the versions that it speaks of, without a bound'),
      lens(`${version ?? 'kernel'} ▾`, 'daxscn.debugOnKernel', 'Debug on another kernel version'),
      lens('Compare', 'daxscn.compareWithKernel', 'Debug on another kernel version, and show both executions side by side'),
      ...(this.#isOld(document.uri) ? [lens(`Update verdicts${this.checks.pause === 'battery' ? ' (paused on battery)' : ''}`, 'daxscn.updateVerdicts', 'Search once, whatever the settings say')] : []),
    ];
  }

  /** Something is not of the text as it is, and stays so until somebody asks. */
  #isOld(scenario: vscode.Uri): boolean {
    const { pause, settings, verdicts } = this.checks;
    return pause !== undefined && settings.when !== 'off' && verdicts.verdictsOf(scenario.toString()).some(({ state }) => state === 'outdated');
  }
}
