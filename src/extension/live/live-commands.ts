// The commands behind links and lenses. A link of an earlier verdict leads nowhere: what it was about may not exist any more.
import * as vscode from 'vscode';
import type { FoundOutcome } from '../../explorer/live/outcome';
import { executeCommand, registerCommand } from '../common/contributed';
import { warnOf } from '../common/failures';
import { endSessionOf } from '../debug/debug-sessions';
import { nextStop, type SessionFollower } from '../debug/session-follower';
import { debugRun } from '../launch/debug-run';
import { inFile, scenarioGiven, withScenario } from '../scenario/scenario-editor';
import type { LiveChecks } from './live-checks';
import { VERDICT_COMMANDS } from './live-hovers';

export function registerLiveCommands(checks: LiveChecks, follower: SessionFollower): vscode.Disposable {
  const debug = async (name: unknown, id: unknown): Promise<vscode.Uri | undefined> => {
    const shown = vscode.Uri.parse(String(name), true);
    const verdict = checks.find(shown, String(id));
    const outcome = verdict?.outcome as FoundOutcome | undefined;
    if (!verdict || !outcome?.schedule || outcome.events === null) {
      void vscode.window.showInformationMessage('This verdict was that of an earlier text.');
      return undefined;
    }
    // The debugger reads files.
    const scenario = await inFile(shown);
    if (!scenario) return undefined;
    await vscode.workspace.textDocuments.find(({ uri, isDirty }) => isDirty && uri.toString() === scenario.toString())?.save();
    // Its end would be taken for the stop.
    await endSessionOf(scenario);
    const stopped = nextStop(follower);
    await debugRun(scenario, { kernel: verdict.wanted.version, schedule: outcome.schedule, events: outcome.events });
    if (!vscode.debug.activeDebugSession) return undefined;
    await stopped;
    return scenario;
  };
  const commands: Record<string, (name: unknown, id: unknown) => Promise<void>> = {
    [VERDICT_COMMANDS.debug]: async (name, id) => void await debug(name, id),
    [VERDICT_COMMANDS.compare]: async (name, id) => {
      const scenario = await debug(name, id);
      if (scenario) await executeCommand('compareWithPassing', scenario);
    },
    [VERDICT_COMMANDS.lastChance]: async (name, id) => {
      if (await debug(name, id)) await executeCommand('lastChance');
    },
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([command, run]) => vscode.commands.registerCommand(command, (name: unknown, id: unknown) => run(name, id).catch(warnOf))),
    registerCommand('updateVerdicts', (argument) => withScenario(scenarioGiven(argument), (scenario) => checks.request(scenario), false)),
  );
}
