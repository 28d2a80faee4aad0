import * as vscode from 'vscode';

/** Offers the scenarios that come with the extension, each with the sentence it begins with. */
export async function openExample(context: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.Uri.joinPath(context.extensionUri, 'examples');
  const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).filter((name) => name.endsWith('.daxscn')).sort();
  const items = await Promise.all(files.map(async (name) => {
    const uri = vscode.Uri.joinPath(folder, name);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    return { label: titleOf(text) ?? name, description: name, detail: storyOf(text), uri };
  }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Open an Example', matchOnDetail: true, matchOnDescription: true });
  if (picked) await vscode.window.showTextDocument(picked.uri, { preview: false });
}

function titleOf(text: string): string | undefined {
  return /^scenario\s+"([^"]*)"/m.exec(text)?.[1];
}

/** The first paragraph of the comment before `scenario`. */
function storyOf(text: string): string {
  const comment = /^\s*\/\*\*([\s\S]*?)\*\//.exec(text)?.[1] ?? '';
  const [first = ''] = comment.replace(/^[ \t]*\*? ?/gm, '').trim().split(/\n\s*\n/);
  return first.replace(/\s+/g, ' ');
}
