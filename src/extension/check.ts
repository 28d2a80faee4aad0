import * as vscode from 'vscode';

/** Runs the explorer as a task: it shows its progress, can be ended, and keeps its output on the screen. */
export async function checkInTerminal(context: vscode.ExtensionContext, scenario: vscode.Uri): Promise<void> {
  if (scenario.scheme !== 'file') {
    void vscode.window.showWarningMessage('Only a scenario in a file on this machine can be checked.');
    return;
  }
  await vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === scenario.toString())?.save();
  const name = scenario.path.split('/').at(-1) ?? scenario.fsPath;
  const program = vscode.Uri.joinPath(context.extensionUri, 'dist', 'cli.js').fsPath;
  const task = new vscode.Task(
    { type: 'daxscn' }, vscode.TaskScope.Workspace, `check ${name}`, 'daxscn',
    // On a desktop this process is Electron, which is Node.js when told to be.
    new vscode.ProcessExecution(process.execPath, [program, 'check', name], {
      cwd: vscode.Uri.joinPath(scenario, '..').fsPath, env: { ELECTRON_RUN_AS_NODE: '1' },
    }),
  );
  task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, clear: true, showReuseMessage: false };
  await vscode.tasks.executeTask(task);
}
