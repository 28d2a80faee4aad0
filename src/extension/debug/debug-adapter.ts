import * as vscode from 'vscode';
import { DaxscnDebugAdapter } from '../../debugger/debug-adapter';
import { ExtensionDebugHost } from './debug-host';
import type { RunTexts } from './run-texts';
import { noteSession, withNewAttributes } from './debug-sessions';

type ProtocolMessage = Parameters<DaxscnDebugAdapter['handleMessage']>[0];

export const debugType = 'daxscn';

/** The debugger runs inside the extension host: a session starts at once and needs no other program. `prepare` comes before its first message. */
export function registerDebugAdapter(context: vscode.ExtensionContext, prepare: (session: vscode.DebugSession) => Promise<void>, texts: RunTexts): void {
  const host = new ExtensionDebugHost(context);
  context.subscriptions.push(vscode.debug.registerDebugAdapterDescriptorFactory(debugType, {
    createDebugAdapterDescriptor: async (session) => {
      noteSession(session);
      // Before there is a stop whose source VS Code opens.
      await Promise.all([prepare(session), texts.note(session)]);
      const adapter = new DaxscnDebugAdapter(host);
      return new vscode.DebugAdapterInlineImplementation({
        onDidSendMessage: adapter.onDidSendMessage,
        handleMessage: (message) => {
          adapter.handleMessage(withNewAttributes(session, message as ProtocolMessage));
          if ((message as { command?: string }).command === 'restart') void texts.note(session);
        },
        dispose: () => adapter.dispose(),
      });
    },
  }));
}
