import * as vscode from 'vscode';
import type { DaxscnDebugAdapter } from '../../debugger/debug-adapter';
import type { RunTexts } from './run-texts';
import { noteSession, withNewAttributes } from './debug-sessions';

type ProtocolMessage = Parameters<DaxscnDebugAdapter['handleMessage']>[0];

export const debugType = 'daxscn';

/**
 * The debugger runs inside the extension host: a session starts at once and needs no other program. It is loaded with the first one, since
 * it is most of the extension, and whoever only reads a scenario does not wait for it. `prepare` comes before its first message.
 */
export function registerDebugAdapter(context: vscode.ExtensionContext, prepare: (session: vscode.DebugSession) => Promise<void>, texts: RunTexts): void {
  let adapters: ReturnType<typeof load> | undefined;
  context.subscriptions.push(vscode.debug.registerDebugAdapterDescriptorFactory(debugType, {
    createDebugAdapterDescriptor: async (session) => {
      noteSession(session);
      // Before there is a stop whose source VS Code opens.
      const [newAdapter] = await Promise.all([adapters ??= load(context), prepare(session), texts.note(session)]);
      const adapter = newAdapter();
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

/** Makes adapters. All have one host, so that the model kernel is read once. */
async function load(context: vscode.ExtensionContext): Promise<() => DaxscnDebugAdapter> {
  const [{ DaxscnDebugAdapter: Adapter }, { ExtensionDebugHost }] = await Promise.all([import('../../debugger/debug-adapter'), import('./debug-host')]);
  const host = new ExtensionDebugHost(context);
  return () => new Adapter(host);
}
