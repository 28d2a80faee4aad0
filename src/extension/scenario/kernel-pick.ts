// Which kernel version? What the scenario expects of each is beside it.
import * as vscode from 'vscode';
import { KERNEL_VERSIONS } from '../../language/versions';

interface Options {
  readonly title: string;
  /** The version that runs: those of which the scenario expects another verdict come first, and itself last. */
  readonly present?: string;
}

/** Undefined if the user chooses none. */
export async function pickKernel(scenario: vscode.Uri, { title, present }: Options): Promise<string | undefined> {
  // The parser is loaded for the first question only.
  const { expectedVerdicts } = await import('./expected-verdicts');
  const expected = expectedVerdicts((await vscode.workspace.openTextDocument(scenario)).getText());
  const items = KERNEL_VERSIONS.map(({ name, summary }) => {
    const verdict = expected.get(name);
    return { label: name, detail: summary, ...(verdict !== undefined && { description: verdict }) };
  });
  const of = (wanted: boolean) => items.filter(({ label, description }) => label !== present && (description !== expected.get(present ?? '')) === wanted);
  const group = (label: string, members: vscode.QuickPickItem[]): vscode.QuickPickItem[] => (members.length > 0 ? [{ label, kind: vscode.QuickPickItemKind.Separator }, ...members] : []);
  const [others, alike] = [of(true), of(false)];
  const offered = present === undefined || others.length === 0 ? items.filter(({ label }) => label !== present)
    : [...group(`expected to differ from ${present}`, others), ...group(`expected to be as ${present}`, alike)];
  return (await vscode.window.showQuickPick<vscode.QuickPickItem>(offered, { title, matchOnDetail: true, matchOnDescription: true }))?.label;
}
