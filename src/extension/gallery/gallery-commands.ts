// What one does with a scenario of the gallery, or with the one in the editor: read its story, see the bug beside the repair, open the commit, copy it.
import * as vscode from 'vscode';
import { commitPage } from '../../language/linux-history';
import { executeCommand, registerCommand } from '../common/contributed';
import { attributesOf, endSessionOf, sessionOf } from '../debug/debug-sessions';
import type { CompareArguments } from '../launch/compare-arguments';
import type { CommandName } from '../manifest/commands';
import { brokenAndFixed } from '../scenario/broken-and-fixed';
import { packagedScenarios } from '../scenario/packaged-scenarios';
import { scenarioGiven, withScenario } from '../scenario/scenario-editor';
import { readHeader } from '../scenario/read-header';
import type { ScenarioHeader } from '../scenario/scenario-header';
import { showStory, textOf } from './story-preview';

export function registerGalleryCommands(context: vscode.ExtensionContext): void {
  const register = (name: CommandName, run: (scenario: vscode.Uri) => Promise<unknown>, needsFile: boolean) =>
    context.subscriptions.push(registerCommand(name, (argument?: unknown) => withScenario(scenarioGiven(argument), run, needsFile)));
  register('showStory', showStory, false);
  register('openCommit', openCommit, false);
  register('openCopy', openCopy, false);
  register('compareBrokenAndFixed', compareBrokenAndFixed, true);
  context.subscriptions.push(
    registerCommand('debugFirstRace', () => debugFirstRace(context)),
    registerCommand('openWalkthrough', () => vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`, false)),
  );
}

/** The first of the examples, for the walkthrough. */
async function debugFirstRace(context: vscode.ExtensionContext): Promise<void> {
  const [first] = (await packagedScenarios(context)).examples;
  if (!first) return;
  await vscode.window.showTextDocument(first.uri, { preview: false });
  await executeCommand('debug', first.uri);
}

/** A scenario that goes wrong on every version is compared with the nearest run that goes right. */
async function compareBrokenAndFixed(scenario: vscode.Uri): Promise<void> {
  const header = await headerAt(scenario);
  const versions = brokenAndFixed(header);
  if (!versions) {
    await executeCommand('compareWithPassing', scenario);
    return;
  }
  const { broken, fixed } = versions;
  const session = sessionOf(scenario);
  if (session && (attributesOf(session).kernel ?? header.kernel) !== broken) await endSessionOf(scenario);
  const sides: CompareArguments = { program: scenario.toString(), left: { kernel: broken }, right: { kernel: fixed } };
  await executeCommand('compare', sides);
}

async function openCommit(scenario: vscode.Uri): Promise<void> {
  const { history } = await headerAt(scenario);
  const [first, ...others] = history?.commits ?? [];
  if (first === undefined) {
    void vscode.window.showInformationMessage(history ? `Linux has not fixed this: ${history.remark ?? ''}` : 'The comment of this scenario names no commit of Linux, as those of the museum do.');
    return;
  }
  const commit = others.length === 0 ? first : await vscode.window.showQuickPick([first, ...others], { title: `Open the Commit${history?.title === undefined ? '' : `: ${history.title}`}` });
  if (commit !== undefined) await vscode.env.openExternal(vscode.Uri.parse(commitPage(commit)));
}

/** To be changed and saved somewhere: what comes with the extension is read-only. */
async function openCopy(scenario: vscode.Uri): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'daxscn', content: await textOf(scenario) });
  await vscode.window.showTextDocument(document, { preview: false });
}

async function headerAt(scenario: vscode.Uri): Promise<ScenarioHeader> {
  return readHeader(await textOf(scenario));
}
