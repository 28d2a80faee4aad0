import * as vscode from 'vscode';
import { DaxscnDebugAdapter } from '../debugger/debug-adapter';
import { ExtensionDebugHost } from './debug-host';

export const debugType = 'daxscn';

/** The debugger runs inside the extension host: a session starts at once and needs no other program. */
export function registerDebugAdapter(context: vscode.ExtensionContext): void {
  const host = new ExtensionDebugHost(context);
  context.subscriptions.push(vscode.debug.registerDebugAdapterDescriptorFactory(debugType, {
    createDebugAdapterDescriptor: () => new vscode.DebugAdapterInlineImplementation(new DaxscnDebugAdapter(host)),
  }));
}
