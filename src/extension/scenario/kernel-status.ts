// The kernel version in the status bar: of the scenario in front, or of its session. A click changes it, and says what that changes.
import * as vscode from 'vscode';
import { registerCommand } from '../common/contributed';
import { attributesOf, onDidChangeSessions, sessionOf } from '../debug/debug-sessions';
import { pickKernel } from './kernel-pick';
import { isPackaged } from './packaged-scenarios';
import { currentScenario, withScenario } from './scenario-editor';
import { textWithKernel } from './text-with-kernel';
import { writtenKernel } from '../../language/written-header';

/** What debugs a scenario on a version, or goes on with its session there. */
type DebugOn = (scenario: vscode.Uri, kernel: string) => Promise<void>;

export function registerKernelStatus(context: vscode.ExtensionContext, debugOn: DebugOn): void {
  const item = vscode.window.createStatusBarItem('daxscn.kernel', vscode.StatusBarAlignment.Right, 100);
  item.name = 'DAX Kernel Version';
  item.command = 'daxscn.pickKernel';
  const update = () => show(item);
  update();
  context.subscriptions.push(
    item, onDidChangeSessions(update), vscode.window.onDidChangeActiveTextEditor(update), vscode.debug.onDidChangeActiveDebugSession(update),
    vscode.workspace.onDidChangeTextDocument(({ document }) => { if (document.languageId === 'daxscn') update(); }),
    registerCommand('pickKernel', () => withScenario(undefined, (scenario) => change(scenario, debugOn), false)),
  );
}

function show(item: vscode.StatusBarItem): void {
  const language = vscode.window.activeTextEditor?.document.languageId;
  const scenario = currentScenario();
  const session = scenario && sessionOf(scenario);
  if (!scenario || !(session ?? (language === 'daxscn' || language === 'daxk'))) return item.hide();
  const name = scenario.path.split('/').at(-1)!;
  const written = writtenKernel(vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === scenario.toString())?.getText() ?? '')?.text;
  const running = session && (attributesOf(session).kernel ?? written);
  const kernel = running ?? written;
  item.text = `$(versions) ${kernel ?? 'No kernel'}`;
  item.tooltip = session ? `${name} is debugged on ${kernel ?? 'its kernel'}. Click to go on with the session on another version.`
    : `${name} names ${kernel ?? 'no kernel version'}. Click to debug it on another version, or to write another one into it.`;
  item.accessibilityInformation = { label: `Kernel version ${kernel ?? 'none'}, ${item.tooltip}` };
  item.show();
}

async function change(scenario: vscode.Uri, debugOn: DebugOn): Promise<void> {
  const session = sessionOf(scenario);
  const document = await vscode.workspace.openTextDocument(scenario);
  const written = writtenKernel(document.getText())?.text;
  const present = (session && attributesOf(session).kernel) ?? written;
  const title = session ? 'Kernel Version: the Session Goes On There' : 'Kernel Version';
  const kernel = await pickKernel(scenario, { title, ...(present !== undefined && { present }) });
  if (kernel === undefined) return;
  if (session) return debugOn(scenario, kernel);
  const debug = { label: `$(debug-alt) Debug on ${kernel}`, detail: `The scenario goes on naming ${written ?? 'none'}` };
  const write = { label: `$(edit) Write \`kernel ${kernel}\` into the scenario`, detail: 'Whoever debugs it next is on this version, too' };
  const chosen = isWritable(document) ? await vscode.window.showQuickPick([debug, write], { title: `Kernel Version ${kernel}` }) : debug;
  if (chosen === debug) await debugOn(scenario, kernel);
  else if (chosen === write) await writeKernel(document, kernel);
}

function isWritable({ uri }: vscode.TextDocument): boolean {
  return !isPackaged(uri) && (uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) === true);
}

async function writeKernel(document: vscode.TextDocument, kernel: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const { offset, length, text } = textWithKernel(document.getText(), kernel);
  edit.replace(document.uri, new vscode.Range(document.positionAt(offset), document.positionAt(offset + length)), text);
  await vscode.workspace.applyEdit(edit);
}
