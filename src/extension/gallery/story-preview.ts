// The story of a scenario in VS Code's own Markdown preview.
import * as vscode from 'vscode';
import { readText } from '../common/files';
import { readHeader } from '../scenario/read-header';
import { storyOf } from '../scenario/story';

const scheme = 'daxscn-story';

export function registerStoryPreview(context: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  context.subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => storyOf(await readHeader(await textOf(vscode.Uri.parse(uri.query)))),
    }),
    // The preview follows what is typed.
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const story = storyUri(document.uri);
      if (document.languageId === 'daxscn' && vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === story.toString())) changed.fire(story);
    }),
  );
}

export async function showStory(scenario: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand('markdown.showPreview', storyUri(scenario));
}

/** The path is what the tab is called. */
function storyUri(scenario: vscode.Uri): vscode.Uri {
  const name = scenario.path.split('/').at(-1)!.replace(/\.daxscn$/, '');
  return vscode.Uri.from({ scheme, path: `/${name}.md`, query: scenario.toString() });
}

/** As it is in the editor, saved or not. */
export async function textOf(scenario: vscode.Uri): Promise<string> {
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === scenario.toString());
  return open?.getText() ?? readText(scenario);
}
