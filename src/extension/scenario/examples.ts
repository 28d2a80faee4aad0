import * as vscode from 'vscode';
import { packagedScenarios, type PackagedScenario } from './packaged-scenarios';

interface Example extends vscode.QuickPickItem { readonly uri?: vscode.Uri }

/** Offers the scenarios that come with the extension, each with the sentence it begins with. */
export async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const { examples, museum } = await packagedScenarios(context);
  const items = [...group('Examples', examples), ...group('Museum: bugs that Linux had', museum)];
  const picked = await vscode.window.showQuickPick(items, { title: 'Open an Example', matchOnDetail: true, matchOnDescription: true });
  if (picked?.uri) await vscode.window.showTextDocument(picked.uri, { preview: false });
}

/** A separator with the name of the group, and its scenarios. */
function group(label: string, scenarios: readonly PackagedScenario[]): Example[] {
  const items = scenarios.map(({ uri, name, title, number, summary }) => (
    { label: title ?? name, description: name, detail: number === undefined ? summary : `${number}: ${summary}`, uri }
  ));
  return [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}
