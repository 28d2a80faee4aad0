// `daxscn check` as a task: it keeps its output on the screen, can be ended, and is in tasks.json. What it finds is where all verdicts are (results.ts), and from there among the problems:
// it needs no problem matcher.
import { dirname, isAbsolute, join, relative } from 'node:path';
import * as vscode from 'vscode';
import { KNOWN_VERSIONS } from '../../language/versions';
import { configuredOverlays } from '../scenario/overlays';
import { CheckProcess } from './check-process';
import { CheckTerminal } from './check-terminal';
import { saveInputs, type ResultsOfChecks } from './results';
import { inputsOf } from './results-inputs';

const TYPE = 'daxscn';
const SCENARIOS = '**/*.daxscn';

/** As tasks.json has it; `path`: absolute, or from the folder of the workspace, which it is without. */
interface CheckTask extends vscode.TaskDefinition {
  readonly path?: string;
  readonly kernel?: string;
}

/** Told of each process that a task starts. */
export type OnStart = (process: CheckProcess) => void;

export class CheckTasks {
  constructor(private readonly cli: string, private readonly results: ResultsOfChecks) {}

  register(context: vscode.ExtensionContext): void {
    context.subscriptions.push(vscode.tasks.registerTaskProvider(TYPE, {
      provideTasks: () => this.#offered(),
      resolveTask: (task) => this.#task(task.definition as CheckTask, folderOf(task.scope), nameOf(task.definition as CheckTask)),
    }));
  }

  /** Of one scenario, outside of the workspace as well. */
  ofScenario(scenario: vscode.Uri, onStart: OnStart): vscode.Task {
    const folder = vscode.workspace.getWorkspaceFolder(scenario);
    const definition = { type: TYPE, path: folder ? relative(folder.uri.fsPath, scenario.fsPath) : scenario.fsPath };
    return this.#task(definition, folder, nameOf(definition), onStart);
  }

  /** What *Run Task* offers: each folder that has scenarios, on the versions of which they speak and on all, and the scenario in the editor. */
  async #offered(): Promise<vscode.Task[]> {
    const folders = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(async (folder) =>
      ((await vscode.workspace.findFiles(new vscode.RelativePattern(folder, SCENARIOS), undefined, 1)).length > 0 ? [folder] : [])));
    const ofFolders = folders.flat().flatMap((folder) => [{ type: TYPE }, { type: TYPE, kernel: 'all' }].map((definition) => this.#task(definition, folder, nameOf(definition))));
    const open = vscode.window.activeTextEditor?.document;
    const folder = open?.languageId === 'daxscn' ? vscode.workspace.getWorkspaceFolder(open.uri) : undefined;
    if (!open || !folder) return ofFolders;
    const definition = { type: TYPE, path: relative(folder.uri.fsPath, open.uri.fsPath) };
    return [this.#task(definition, folder, nameOf(definition)), ...ofFolders];
  }

  #task(definition: CheckTask, folder: vscode.WorkspaceFolder | undefined, name: string, onStart?: OnStart): vscode.Task {
    const execution = new vscode.CustomExecution((resolved) => this.#terminal(resolved as CheckTask, folder, onStart));
    const task = new vscode.Task(definition, folder ?? vscode.TaskScope.Workspace, name, TYPE, execution, []);
    task.group = vscode.TaskGroup.Test;
    task.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated, clear: true, showReuseMessage: false };
    return task;
  }

  async #terminal({ path = '', kernel }: CheckTask, folder: vscode.WorkspaceFolder | undefined, onStart?: OnStart): Promise<vscode.Pseudoterminal> {
    const root = folder?.uri.fsPath ?? (isAbsolute(path) ? dirname(path) : '.');
    const target = isAbsolute(path) ? path : join(root, path);
    const uris = target.endsWith('.daxscn') ? [vscode.Uri.file(target)] : await vscode.workspace.findFiles(new vscode.RelativePattern(vscode.Uri.file(target), SCENARIOS));
    await saveInputs(uris);
    const scenarios = await Promise.all(uris.map(async (scenario) => ({ scenario, file: relative(root, scenario.fsPath), inputs: await inputsOf(scenario) })));
    scenarios.sort((one, other) => (one.file < other.file ? -1 : 1));
    // Without a scenario, the command says so.
    const files = scenarios.length > 0 ? scenarios.map(({ file }) => file) : [target];
    const overlays = configuredOverlays(uris[0] ?? vscode.Uri.file(target));
    return new CheckTerminal((columns) => {
      const process = new CheckProcess({ cli: this.cli, folder: root, files, overlays, options: kernel === undefined ? [] : ['--kernel', kernel], columns });
      const name = nameOf({ type: TYPE, path });
      onStart?.(process);
      void this.results.follow(process, scenarios, name, kernel === 'all' ? KNOWN_VERSIONS : kernel === undefined ? undefined : [kernel]);
      return process;
    });
  }
}

function nameOf({ path = '', kernel }: CheckTask): string {
  const what = path === '' ? 'check all scenarios' : `check ${path.split(/[\\/]/).at(-1)!}`;
  return kernel === undefined ? what : `${what} on ${kernel === 'all' ? 'all kernels' : kernel}`;
}

function folderOf(scope: vscode.Task['scope']): vscode.WorkspaceFolder | undefined {
  return typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
}
