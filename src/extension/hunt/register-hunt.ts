// The commands of the hunt. What they do is loaded when somebody asks for it.
import type * as vscode from 'vscode';
import type { ResultsOfChecks } from '../check/results';
import { warnOf } from '../common/failures';
import { registerCommand, setContext } from '../common/contributed';
import type { Hunting } from './hunt-commands';

/** There is one hunt at a time: a new one ends the one before, whose findings stay among the verdicts. */
export function registerHunt(context: vscode.ExtensionContext, cli: string, results: ResultsOfChecks): void {
  let current: Hunting | undefined;
  const hunt = async (argument: unknown): Promise<void> => {
    const { startHunt } = await import('./hunt-commands');
    const next = await startHunt({ context, cli, results }, argument, () => current?.dispose());
    if (!next) return;
    current = next;
    await setContext('isHunting', true);
    await next.ended;
    if (current === next) await setContext('isHunting', false);
  };
  context.subscriptions.push(
    registerCommand('hunt', (argument) => void hunt(argument).catch(warnOf)),
    registerCommand('showHunt', () => current?.show()),
    registerCommand('stopHunt', () => current?.stop()),
    { dispose: () => current?.dispose() },
  );
}
