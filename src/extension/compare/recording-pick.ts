// Which recording a scenario is compared with.
import * as vscode from 'vscode';

/** What tools call what they print of a recording. */
const RECORDINGS = '**/*.{trace,trace.txt,ftrace,report.txt}';
const MOST = 200;

/** Undefined if the user wants none. */
export async function pickRecording(): Promise<vscode.Uri | undefined> {
  const found = await vscode.workspace.findFiles(RECORDINGS, '**/node_modules/**', MOST);
  const items: (vscode.QuickPickItem & { readonly recording?: vscode.Uri })[] = [
    ...found.sort((one, other) => one.path.localeCompare(other.path)).map((recording) => ({ label: `$(record) ${vscode.workspace.asRelativePath(recording)}`, recording })),
    { label: '$(folder-opened) Choose a file…' },
  ];
  const title = 'Compare with a Recording of ftrace, trace-cmd or perf';
  const picked = found.length === 0 ? items[0] : await vscode.window.showQuickPick(items, { title });
  if (!picked) return undefined;
  return picked.recording ?? (await vscode.window.showOpenDialog({ title }))?.[0];
}
