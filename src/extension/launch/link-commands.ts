// Links to positions: made by a command, followed from anywhere. A link is somebody else's word: it is checked, and nothing starts
// before the user has read what it is and agreed.
import * as vscode from 'vscode';
import { registerCommand } from '../common/contributed';
import { brief } from '../../language/brief';
import type { ScheduleAnswer } from '../../debugger/protocol/answers';
import { readText } from '../common/files';
import { debugType } from '../debug/debug-adapter';
import { launchConfiguration } from './debug-configuration';
import { endSessionOf, scenarioOf } from '../debug/debug-sessions';
import { LinkedScenarios } from '../link/linked-scenarios';
import { formatLink, hashOf, LinkError, parseLink, type PositionLink } from '../link/position-link';
import { currentScenario } from '../scenario/scenario-editor';

/** Where the scenario of a link is to be had, and what has to be said of that. */
interface Target { readonly uri: vscode.Uri; readonly says: string }

const PROMISE = 'A scenario is interpreted inside the extension: nothing of it is run as a program, and no file is written.';

export function registerLinks(context: vscode.ExtensionContext): void {
  const linked = LinkedScenarios.register(context);
  const guarded = (run: () => Promise<void>) => run().catch((error: unknown) => {
    if (!(error instanceof LinkError)) throw error;
    void vscode.window.showErrorMessage(error.message);
  });
  context.subscriptions.push(
    vscode.window.registerUriHandler({ handleUri: ({ path, query }) => guarded(() => follow(`${path}?${query}`, linked)) }),
    registerCommand('copyLink', () => guarded(copyLink)),
    registerCommand('openLink', (given?: unknown) => guarded(async () => {
      const link = typeof given === 'string' ? given : await vscode.window.showInputBox({
        title: 'Open a Link to a Position', placeHolder: `${vscode.env.uriScheme}://daxscn.daxscn/open?v1=…`, ignoreFocusOut: true,
      });
      if (link) await follow(link, linked);
    })),
  );
}

/** Of the session that has the focus or, without one, of the beginning of the scenario in the editor. */
async function copyLink(): Promise<void> {
  const session = vscode.debug.activeDebugSession?.type === debugType ? vscode.debug.activeDebugSession : undefined;
  const scenario = session ? scenarioOf(session) : currentScenario();
  if (!scenario) throw new LinkError('There is nothing to link to: no scenario is debugged or open.');
  const text = await textOf(scenario);
  const isOfFolder = vscode.workspace.getWorkspaceFolder(scenario) !== undefined;
  const file = isOfFolder ? vscode.workspace.asRelativePath(scenario, false) : nameOf(scenario);
  const link = formatLink({ file, hash: hashOf(text), text, ...(session && await whereIs(session)) }, vscode.env.uriScheme);
  await vscode.env.clipboard.writeText(link);
  const overlays = (session?.configuration.overlays as readonly unknown[] | undefined)?.length ?? 0;
  const has = parseLink(link).text === undefined ? 'It names the file: the text is too large' : 'It contains the scenario';
  const lacks = overlays > 0 ? `, and none of the ${overlays} patches of the model kernel` : '';
  vscode.window.setStatusBarMessage(`$(link) Copied a link to this position. ${has}${lacks}.`, 6000);
}

async function whereIs(session: vscode.DebugSession): Promise<Pick<PositionLink, 'kernel' | 'schedule' | 'position'>> {
  const { kernel, whole, position } = await session.customRequest('daxscn/schedule') as ScheduleAnswer;
  return { kernel, position, ...(whole !== '' && { schedule: whole }) };
}

/** Throws a LinkError if the link cannot be followed. */
async function follow(link: string, linked: LinkedScenarios): Promise<void> {
  const asked = parseLink(link);
  const { uri, says } = await targetOf(asked, linked);
  const debug = 'Debug';
  const chosen = await vscode.window.showInformationMessage(`Open ${nameOf(uri)} at ${whereText(asked)}?`, {
    modal: true, detail: [says, ...(asked.schedule ? [`Schedule: ${brief(asked.schedule, 200)}`] : []), PROMISE].join('\n\n'),
  }, debug, 'Show the Scenario Only');
  if (!chosen) return;
  await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.One });
  if (chosen !== debug) return;
  await endSessionOf(uri);
  const { schedule, position } = asked;
  const configuration = { ...launchConfiguration(uri, asked.kernel), ...(schedule !== undefined && { schedule, ...(position !== undefined && { position }) }) };
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), configuration);
}

/** A file of the workspace with the same text, else the text of the link, else the file as it is now. */
async function targetOf({ file, hash, text }: PositionLink, linked: LinkedScenarios): Promise<Target> {
  let changed: vscode.Uri | undefined;
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const uri = vscode.Uri.joinPath(folder.uri, file);
    const found = await textOf(uri).catch(() => undefined);
    if (found !== undefined && hashOf(found) === hash) return { uri, says: `The link means the file ${file} of this workspace.` };
    if (found !== undefined) changed ??= uri;
  }
  if (text !== undefined) return { uri: linked.add(file.split('/').at(-1)!, text), says: `The link contains the scenario, ${text.length} characters. It is shown read-only.` };
  if (changed) return { uri: changed, says: `The link means the file ${file} of this workspace, which has changed since the link was made: the schedule may not fit it.` };
  throw new LinkError(`The link means the file ${file}, which no folder of this window has, and it does not contain the text. Open the folder that has it, and the link again.`);
}

function whereText({ kernel, position }: PositionLink): string {
  return [`position ${position ?? 0}`, ...(kernel === undefined ? [] : [`on ${kernel}`])].join(' ');
}

/** As the debugger reads it. Throws a LinkError if it cannot be read. */
async function textOf(uri: vscode.Uri): Promise<string> {
  try {
    return await readText(uri);
  } catch {
    throw new LinkError(`${nameOf(uri)} cannot be read: a link is about a scenario in a file.`);
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1)!;
}
