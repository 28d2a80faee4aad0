// The session whose execution is compared. Without one it is begun where the scenario goes wrong, so that there is something to compare.
import * as vscode from 'vscode';
import type { ScheduleAnswer } from '../../debugger/protocol/answers';
import type { CheckedResult } from '../../explorer/check-messages';
import { CheckProcess, checkOf } from '../check/check-process';
import { launchConfiguration } from '../launch/debug-configuration';
import { attributesOf, restartWith, sessionOf, type NewAttributes } from '../debug/debug-sessions';
import { nextStop, type SessionFollower } from '../debug/session-follower';

/** The session of a scenario, with events that are recorded. `attributes` are for one that has to be begun. Rejects if it cannot begin. */
export async function sessionToCompare(cli: string, follower: SessionFollower, scenario: vscode.Uri, attributes: NewAttributes = {}): Promise<vscode.DebugSession> {
  const session = sessionOf(scenario) ?? await begin(follower, scenario, attributes);
  const { kernel, whole } = await session.customRequest('daxscn/schedule') as ScheduleAnswer;
  if (whole !== '' || attributes.schedule !== undefined) return session;
  const found = await counterexampleOf(cli, session, scenario, kernel);
  const stopped = nextStop(follower);
  if (found) await restartWith(session, { schedule: found.schedule!, position: found.events! }, session.name);
  // As *Continue* would go on, past every breakpoint: to what goes wrong, or to the end.
  else await session.customRequest('daxscn/move', { movement: 'violation' });
  await stopped;
  return session;
}

async function begin(follower: SessionFollower, scenario: vscode.Uri, attributes: NewAttributes): Promise<vscode.DebugSession> {
  const stopped = nextStop(follower);
  const isStarted = await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(scenario), { ...launchConfiguration(scenario, attributes.kernel), ...attributes });
  const session = sessionOf(scenario);
  if (!isStarted || !session) throw new Error('There is nothing to compare: the scenario cannot be debugged.');
  await stopped;
  return session;
}

/** What the explorer finds on the session's kernel, with its overlays. The user can cancel it. */
async function counterexampleOf(cli: string, session: vscode.DebugSession, scenario: vscode.Uri, kernel: string): Promise<CheckedResult | undefined> {
  if (scenario.scheme !== 'file') return undefined;
  const process = new CheckProcess(checkOf(cli, scenario, { overlays: attributesOf(session).overlays ?? [], options: ['--kernel', kernel] }));
  let found: CheckedResult | undefined;
  process.onMessage((message) => { if (message.type === 'checked' && message.result.schedule !== null) found ??= message.result; });
  const options = { location: vscode.ProgressLocation.Notification, title: `Looking for a counterexample on ${kernel}`, cancellable: true };
  await vscode.window.withProgress(options, async (_, token) => {
    token.onCancellationRequested(() => process.cancel());
    await process.ended;
  });
  process.dispose();
  return found;
}
