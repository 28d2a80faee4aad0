// What a test says that is not as expected: the wait that is missing, at the `expect`, with the calls of the events that it names.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { CheckedResult, CheckError, EventFrame } from '../../explorer/check-messages';
import { boundText, verdictText } from '../../explorer/verdict-words';
import { reportedFile } from '../check/reported-file';
import { kernelUri } from '../kernel/kernel-sources';
import type { VersionTest } from './test-tree';

export function messageOf({ item, scenario }: VersionTest, result: CheckedResult): vscode.TestMessage {
  const { file, kernel, verdict, expected, bound, reason, missingWait, stacks = [], passing } = result;
  const headline = verdict === 'unknown' && bound !== null ? `${kernel} is not known: ${boundText(bound)} (expected ${expected})` : `${kernel} ${verdictText(result)} (expected ${expected})`;
  // The first line stands beside the `expect`.
  const paragraphs = [headline, missingWait?.sentence, reason, passing?.lastChance].filter((part) => typeof part === 'string');
  // Markdown, since that breaks lines; nothing of it is meant as such.
  const text = new vscode.MarkdownString();
  paragraphs.forEach((paragraph, at) => text.appendMarkdown(at === 0 ? '' : '\n\n').appendText(paragraph));
  const message = new vscode.TestMessage(text);
  message.location = locationOf(item, scenario);
  message.stackTrace = stacks.flatMap(({ event, task, text, frames }) => frames.map((frame, at) =>
    // The event stands before its own calls.
    new vscode.TestMessageStackFrame(at === 0 ? `event ${event}, ${task}: ${text} — ${frame.function}` : frame.function, frameUri(frame, scenario, file), new vscode.Position(frame.line - 1, frame.column - 1))));
  message.contextValue = 'daxscn';
  return message;
}

/** Why there is no verdict, where that is. */
export function refusalOf({ item, scenario }: VersionTest, problem: string, errors: readonly CheckError[]): vscode.TestMessage[] {
  const own = errors.filter(({ file, line }) => file !== null && line !== null && basename(file) === basename(scenario.fsPath));
  if (own.length === 0) return [Object.assign(new vscode.TestMessage(problem), { location: locationOf(item, scenario) })];
  return own.map(({ line, column, message }) => Object.assign(new vscode.TestMessage(message), { location: new vscode.Location(scenario, new vscode.Position(line! - 1, (column ?? 1) - 1)) }));
}

function locationOf({ range }: vscode.TestItem, scenario: vscode.Uri): vscode.Location {
  return new vscode.Location(scenario, range ?? new vscode.Position(0, 0));
}

/** Where a call of an event stands. */
export function frameUri({ source, isKernel }: EventFrame, scenario: vscode.Uri, file: string): vscode.Uri {
  return isKernel ? kernelUri(source) : reportedFile(source, scenario, file);
}
