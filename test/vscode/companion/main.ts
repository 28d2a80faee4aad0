import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { endSessions, stopAfter, watchStops } from './stops';

/** What a function that a test sends here can use. */
const host = { vscode, stopAfter, endSessions };
export type Host = typeof host;

export interface Request { id: number; source: string; args: unknown[] }
export interface Reply { id: number; value?: unknown; error?: string }

export function activate(context: vscode.ExtensionContext): void {
  const path = process.env.DAXSCN_TEST_SOCKET;
  if (!path) return;
  watchStops(context);
  const socket = connect(path);
  context.subscriptions.push({ dispose: () => socket.destroy() });
  createInterface({ input: socket }).on('line', (line) => {
    void answer(JSON.parse(line) as Request).then((reply) => socket.write(`${JSON.stringify(reply)}\n`));
  });
}

async function answer({ id, source, args }: Request): Promise<Reply> {
  try {
    const call = new Function(`return (${source})`)() as (host: Host, ...args: unknown[]) => unknown;
    return { id, value: await call(host, ...args) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
