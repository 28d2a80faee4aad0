// Copies what the timeline shows. VS Code's clipboard for extensions takes text only: a PNG is copied by the page, or becomes a file here.
import { Buffer } from 'node:buffer';
import * as vscode from 'vscode';
import type { FromTimeline } from '../../view/messages/timeline-view';

export type CopyQuestion = Extract<FromTimeline, { kind: 'copySvg' | 'copyText' | 'savePng' }>;

export function isCopy(message: FromTimeline): message is CopyQuestion {
  return message.kind === 'copySvg' || message.kind === 'copyText' || message.kind === 'savePng';
}

/** Answers what became of it, in words for the user. */
export async function copy(message: CopyQuestion, session: vscode.DebugSession): Promise<string> {
  try {
    switch (message.kind) {
      case 'copySvg':
        await vscode.env.clipboard.writeText(message.svg);
        return 'Copied as SVG';
      case 'copyText': {
        const { text } = await session.customRequest('daxscn/timelineText', { from: message.from, to: message.to }) as { text: string };
        await vscode.env.clipboard.writeText(text);
        return 'Copied as text';
      }
      case 'savePng': return await save(Buffer.from(message.png, 'base64'));
    }
  } catch (error) {
    return `Nothing was copied: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function save(png: Uint8Array): Promise<string> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title: 'The clipboard takes no picture here: save it', filters: { PNG: ['png'] }, ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'timeline.png') }),
  });
  if (!file) return 'Nothing was saved';
  await vscode.workspace.fs.writeFile(file, png);
  return `Saved as ${vscode.workspace.asRelativePath(file)}`;
}
