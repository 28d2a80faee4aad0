// *DAX: New Scenario…*: a template becomes a document without a file, with places to be filled in; one that has a patch of the kernel, two files.
import * as vscode from 'vscode';
import { readText } from '../common/files';
import { readHeader } from './read-header';
import { expandTemplate, templates, type Template } from './templates';

/** A template with its texts. */
interface Offered extends vscode.QuickPickItem {
  readonly name: string;
  readonly snippet: string;
  /** The patch. */
  readonly overlay?: string;
}

/** `wanted` is the name of a template; without it the user is asked. */
export async function newScenario({ extensionUri }: vscode.ExtensionContext, wanted?: string): Promise<void> {
  const folder = vscode.Uri.joinPath(extensionUri, 'media', 'templates');
  const items = await Promise.all(templates.map((template) => offer(folder, template)));
  const chosen = items.find(({ name }) => name === wanted)
    ?? await vscode.window.showQuickPick(items, { title: 'New Scenario', placeHolder: 'What it begins with', matchOnDetail: true });
  if (!chosen) return;
  const { snippet, overlay } = chosen;
  const document = overlay === undefined ? await vscode.workspace.openTextDocument({ language: 'daxscn', content: '' }) : await filesOf(overlay);
  if (!document) return;
  const editor = await vscode.window.showTextDocument(document, { preview: false, viewColumn: vscode.ViewColumn.One });
  const all = new vscode.Range(document.positionAt(0), document.positionAt(document.getText().length));
  await editor.insertSnippet(new vscode.SnippetString(snippet), all);
}

async function offer(folder: vscode.Uri, { name, label }: Template): Promise<Offered> {
  const snippet = await readText(vscode.Uri.joinPath(folder, `${name}.snippet`));
  const overlay = await readText(vscode.Uri.joinPath(folder, `${name}.daxk`)).catch(() => undefined);
  const { summary } = await readHeader(expandTemplate(snippet, name));
  return { label, detail: summary, name, snippet, ...(overlay !== undefined && { overlay, description: 'two files: the scenario, and a patch of the model kernel' }) };
}

/** Where the user wants them: `NAME.daxscn`, which is returned, and beside it `NAME.daxk`, which is shown. */
async function filesOf(overlay: string): Promise<vscode.TextDocument | undefined> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const chosen = await vscode.window.showSaveDialog({
    title: 'New Scenario with a Patch of the Kernel', filters: { 'DAX Scenario': ['daxscn'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, 'my-patch.daxscn') }),
  });
  if (!chosen) return undefined;
  const patch = chosen.with({ path: chosen.path.replace(/(\.daxscn)?$/, '.daxk') });
  const isThere = await vscode.workspace.fs.stat(patch).then(() => true, () => false);
  // Somebody's patch is not overwritten.
  if (!isThere) await vscode.workspace.fs.writeFile(patch, new TextEncoder().encode(overlay));
  await vscode.workspace.fs.writeFile(chosen, new Uint8Array());
  await vscode.window.showTextDocument(patch, { preview: false, viewColumn: vscode.ViewColumn.Beside });
  return vscode.workspace.openTextDocument(chosen);
}
