// What the manifest contributes, by the names it has there: a wrong one does not compile.
import * as vscode from 'vscode';
import type { CommandId, CommandName } from '../manifest/commands';
import { contextKeys } from '../manifest/conditions';
import type { SettingName, SettingValue } from '../manifest/settings';

export function registerCommand(name: CommandName, run: (...args: readonly unknown[]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(`daxscn.${name}` satisfies CommandId, run);
}

export async function executeCommand(name: CommandName, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`daxscn.${name}` satisfies CommandId, ...args);
}

/** What the user has chosen for a file or, without one, for the window; else the default that the manifest has. */
export function setting<Name extends SettingName>(name: Name, scope?: vscode.Uri): SettingValue<Name> {
  return vscode.workspace.getConfiguration('daxscn', scope).get(name) as SettingValue<Name>;
}

export function onDidChangeSetting(name: SettingName, listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => { if (event.affectsConfiguration(`daxscn.${name}`)) listener(); });
}

/** What `when` clauses ask. */
export async function setContext(key: keyof typeof contextKeys, value: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', contextKeys[key], value);
}
