// What a hover over an `expect` or a statement that races says of its verdict, with links to what can be done about it.
import * as vscode from 'vscode';
import { effortText, outcomeText, versionsText } from '../../explorer/live/live-words';
import type { LiveVerdict } from '../../explorer/live/live-verdicts';
import type { FoundOutcome } from '../../explorer/live/outcome';
import { isFault } from '../../explorer/verdict-words';

/** Of a scenario and a `Wanted.id`. Not in the manifest: they are behind links alone. */
export const VERDICT_COMMANDS = { debug: 'daxscn.debugVerdict', compare: 'daxscn.compareVerdict', lastChance: 'daxscn.lastChanceOfVerdict' } as const;

/** What was found on several versions is said once. */
const MOST = 4;

export function verdictHover(scenario: vscode.Uri, verdicts: readonly LiveVerdict[]): vscode.MarkdownString {
  const hover = new vscode.MarkdownString();
  hover.isTrusted = { enabledCommands: Object.values(VERDICT_COMMANDS) };
  const groups = new Map<string, LiveVerdict[]>();
  for (const verdict of verdicts) {
    if (!verdict.outcome) continue;
    const key = JSON.stringify([verdict.state === 'current', textOf(verdict), missing(verdict)]);
    groups.set(key, [...groups.get(key) ?? [], verdict]);
  }
  [...groups.values()].slice(0, MOST).forEach((group, index) => {
    if (index > 0) hover.appendMarkdown('\n\n---\n\n');
    append(hover, scenario, group);
  });
  if (groups.size > MOST) hover.appendMarkdown(`\n\n${groups.size - MOST} more.`);
  return hover;
}

function append(hover: vscode.MarkdownString, scenario: vscode.Uri, group: readonly LiveVerdict[]): void {
  const [first] = group as [LiveVerdict];
  const isCurrent = first.state === 'current';
  const before = isCurrent ? '' : 'Before the last edit: ';
  hover.appendMarkdown(`**${versionsText(group.map(({ wanted }) => wanted.version))}** `).appendText(before + textOf(first));
  const outcome = first.outcome!;
  if ('problem' in outcome) return;
  hover.appendText(`, ${effortText(group)}`);
  const sentence = missing(first);
  if (sentence !== undefined) hover.appendMarkdown('\n\n').appendText(sentence);
  else if (outcome.verdict === 'unknown' && outcome.reason !== null) hover.appendMarkdown('\n\n').appendText(outcome.reason);
  if (!isCurrent || outcome.schedule === null) return;
  const link = (title: string, command: string): string => `[${title}](command:${command}?${encodeURIComponent(JSON.stringify([scenario.toString(), first.wanted.id]))})`;
  const links = [link('Debug', VERDICT_COMMANDS.debug), ...(isFault(outcome.verdict) ? [link('Compare', VERDICT_COMMANDS.compare), link('Last chance', VERDICT_COMMANDS.lastChance)] : [])];
  hover.appendMarkdown(`\n\n${links.join(' · ')}`);
}

function textOf({ outcome }: LiveVerdict): string {
  return 'problem' in outcome! ? outcome.problem : outcomeText(outcome as FoundOutcome);
}

function missing({ outcome }: LiveVerdict): string | undefined {
  return outcome && !('problem' in outcome) ? outcome.missingWait?.sentence : undefined;
}
