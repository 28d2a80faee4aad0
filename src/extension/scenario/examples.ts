import * as vscode from 'vscode';
import { readText } from '../common/files';

/** Where scenarios come with the extension, and what the gallery calls each group. */
const GROUPS = [['examples', 'Examples'], ['examples/museum', 'Museum: bugs that Linux had']] as const;

interface Example extends vscode.QuickPickItem { readonly uri?: vscode.Uri }

/** Offers the scenarios that come with the extension, each with the sentence it begins with. */
export async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const items = await Promise.all(GROUPS.map(([folder, group]) => examplesIn(vscode.Uri.joinPath(context.extensionUri, folder), group)));
  const picked = await vscode.window.showQuickPick(items.flat(), { title: 'Open an Example', matchOnDetail: true, matchOnDescription: true });
  if (picked?.uri) await vscode.window.showTextDocument(picked.uri, { preview: false });
}

/** A separator with the name of the group, and its scenarios. */
async function examplesIn(folder: vscode.Uri, group: string): Promise<Example[]> {
  const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).filter((name) => name.endsWith('.daxscn')).sort();
  const items = await Promise.all(files.map(async (name) => {
    const uri = vscode.Uri.joinPath(folder, name);
    const text = await readText(uri);
    return { label: titleOf(text) ?? name, description: name, detail: storyOf(text), uri };
  }));
  return [{ label: group, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function titleOf(text: string): string | undefined {
  return /^scenario\s+"([^"]*)"/m.exec(text)?.[1];
}

/** The first paragraph of the comment before `scenario`, which is a heading as a rule. */
function storyOf(text: string): string {
  const comment = /^\s*\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
  const [first = ''] = comment.replace(/^[ \t]*\*? ?/gm, '').trim().replace(/^#+ /, '').split(/\n\s*\n/);
  return first.replace(/\s+/g, ' ');
}
