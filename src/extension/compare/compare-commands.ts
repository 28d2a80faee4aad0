// Commands that compare the execution of a scenario with another one and show both.
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { executeCommand, registerCommand } from '../common/contributed';
import type { FileCoverage } from '../../explorer/answers/coverage';
import type { CommandName } from '../manifest/commands';
import type { Comparison, Side, SideName } from '../../view/messages/compare';
import type { CompareArguments } from '../launch/compare-arguments';
import type { CompareFeed } from './compare-feed';
import { sessionToCompare } from './compare-session';
import type { DebuggedSide } from './debugged-side';
import { compareTargets, type Asked, type CompareTarget, type CompareTargetName } from './compare-targets';
import { compareRecording } from './recording-process';
import { pickRecording } from './recording-pick';
import { warnOf } from '../common/failures';
import { toPath } from '../common/paths';
import { attributesOf } from '../debug/debug-sessions';
import { configuredOverlays } from '../scenario/overlays';
import { scenarioGiven, withScenario } from '../scenario/scenario-editor';
import type { RunTexts } from '../debug/run-texts';
import { eventsIn } from '../../machine/schedule/common-events';
import type { SessionFollower } from '../debug/session-follower';

/** Shows what was reached. `folder`: from which paths are told. */
type ShowCoverage = (name: string, files: readonly FileCoverage[], folder: string) => void;

/** `show` brings the view in sight. */
export function registerCompareCommands(context: vscode.ExtensionContext, cli: string, follower: SessionFollower, texts: RunTexts, feed: CompareFeed, show: () => void, showCoverage: ShowCoverage): void {
  const targets = compareTargets(texts);

  const compare = async (session: vscode.DebugSession, scenario: vscode.Uri, asked: Asked): Promise<void> => {
    const { question, sentence, thenDebug } = asked;
    const answer = await session.customRequest('daxscn/compare', question) as Comparison;
    const comparison = sentence === undefined ? answer : { ...answer, sentence, explanation: [answer.sentence, answer.explanation].filter((text) => text !== undefined).join(' ') };
    await feed.show({ scenario, comparison, sides: { left: sideOf(session, asked, comparison, 'left'), right: sideOf(session, asked, comparison, 'right') } });
    show();
    if (thenDebug) await feed.debugAtParting(thenDebug);
  };

  const compareWith = (target: CompareTarget, given: vscode.Uri | undefined): Promise<void> => withScenario(given, async (scenario) => {
    const ask = await target.ask(scenario);
    if (!ask) return;
    const session = await sessionToCompare(cli, follower, scenario);
    await compare(session, scenario, await ask(session));
  });

  const recorded = (argument: unknown): Promise<void> => withScenario(scenarioGiven(argument), async (scenario) => {
    const recording = isRecordingGiven(argument) ? vscode.Uri.parse(argument.recording) : await pickRecording();
    const answer = recording && await compareRecording(cli, recording, scenario, configuredOverlays(scenario));
    if (!answer) return;
    const { comparison, coverage } = answer;
    const side = { program: toPath(scenario), ...pickSide(comparison.right) };
    await feed.show({ scenario, comparison, sides: { left: side, right: side } });
    show();
    showCoverage(vscode.workspace.asRelativePath(recording), coverage, dirname(toPath(scenario)));
  });

  const given = async ({ program, left, right }: CompareArguments): Promise<void> => {
    const scenario = vscode.Uri.parse(program);
    const { title: _, text: __, ...attributes } = left;
    const { schedule } = attributes;
    const session = await sessionToCompare(cli, follower, scenario, { ...attributes, ...(schedule !== undefined && { position: eventsIn(schedule) }) });
    await compare(session, scenario, { question: { left, right } });
  };

  const choose = async (): Promise<void> => {
    const items: (vscode.QuickPickItem & { readonly id: CommandName })[] = [
      ...(Object.entries(targets) as [CompareTargetName, CompareTarget][]).map(([id, { label, detail }]) => ({ label, detail, id })),
      { label: '$(record) A recording', detail: 'What a real kernel did, as far as the model can do the same', id: 'compareRecording' },
    ];
    const chosen = await vscode.window.showQuickPick(items, { title: 'Compare the Execution with …', matchOnDetail: true });
    if (chosen) await executeCommand(chosen.id);
  };

  const register = (name: CommandName, run: (argument: unknown) => Promise<void>) => {
    context.subscriptions.push(registerCommand(name, (argument) => run(argument).catch(warnOf)));
  };
  register('compare', (argument) => (isArguments(argument) ? given(argument) : choose()));
  register('compareRecording', recorded);
  for (const [name, target] of Object.entries(targets) as [CompareTargetName, CompareTarget][]) {
    register(name, (argument) => compareWith(target, scenarioGiven(argument)));
  }
}

/** How a side of an answer is debugged. What the question leaves out is as in the session. */
function sideOf(session: vscode.DebugSession, { question, hashes }: Asked, comparison: Comparison, name: SideName): DebuggedSide {
  const { kernel, overlays, schedule } = comparison[name];
  return { program: question[name]?.program ?? attributesOf(session).program, kernel, overlays, schedule, ...(hashes && { hash: hashes[name] }) };
}

function pickSide({ kernel, overlays, schedule }: Side): Omit<DebuggedSide, 'program'> {
  return { kernel, overlays, schedule };
}

/** What tests and other extensions can give: the URI of a recording. */
function isRecordingGiven(argument: unknown): argument is { readonly recording: string } {
  return typeof (argument as { readonly recording?: unknown } | undefined)?.recording === 'string';
}

function isArguments(argument: unknown): argument is CompareArguments {
  const { program, left, right } = (argument ?? {}) as Partial<CompareArguments>;
  return typeof program === 'string' && typeof left === 'object' && typeof right === 'object';
}
