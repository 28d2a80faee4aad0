// The debug sessions that run. A scenario has one at a time: who starts it again, or on another kernel, does not want two of them,
// of which only one has the keyboard.
import * as vscode from 'vscode';
import { toUri } from '../common/paths';

/** What a session has been restarted with, beyond its own configuration. */
export interface NewAttributes {
  program?: string;
  readonly kernel?: string;
  readonly overlays?: readonly string[];
  readonly schedule?: string;
  readonly position?: number;
}

/** The protocol's `restart`. */
interface Restart { readonly command?: string; readonly arguments?: { readonly arguments?: Partial<NewAttributes> } }

interface Running {
  readonly session: vscode.DebugSession;
  changed?: NewAttributes;
  /** A restart is under way that is ours and not VS Code's. */
  isRestarting?: boolean;
}

const running = new Map<string, Running>();
const changed = new vscode.EventEmitter<void>();

/** A session has begun or ended, or goes on with other attributes. */
export const onDidChangeSessions = changed.event;

/** To be called before the session's first message. */
export function noteSession(session: vscode.DebugSession): void {
  running.set(session.id, { session });
  changed.fire();
}

export function watchSessions(context: vscode.ExtensionContext): void {
  context.subscriptions.push(changed, vscode.debug.onDidTerminateDebugSession(({ id }) => {
    if (running.delete(id)) changed.fire();
  }));
}

/** The scenario that a session debugs; undefined if its configuration names none. */
export function scenarioOf({ configuration: { program } }: vscode.DebugSession): vscode.Uri | undefined {
  return typeof program === 'string' ? toUri(program) : undefined;
}

/** The session that debugs a scenario. */
export function sessionOf(scenario: vscode.Uri): vscode.DebugSession | undefined {
  return [...running.values()].map(({ session }) => session).find((session) => scenarioOf(session)?.toString() === scenario.toString());
}

/** Ends the session of a scenario, if there is one, and waits until VS Code has heard of it. */
export async function endSessionOf(scenario: vscode.Uri): Promise<void> {
  const session = sessionOf(scenario);
  if (!session) return;
  const ended = new Promise<void>((resolve) => {
    const listener = vscode.debug.onDidTerminateDebugSession(({ id }) => {
      if (id !== session.id) return;
      listener.dispose();
      resolve();
    });
  });
  await vscode.debug.stopDebugging(session);
  await ended;
}

/** What a session runs with: its configuration, and what it has been restarted with since. */
export function attributesOf(session: vscode.DebugSession): NewAttributes & { readonly program: string } {
  return { ...session.configuration, ...running.get(session.id)?.changed } as NewAttributes & { readonly program: string };
}

/**
 * Restarts a session with other attributes. With a schedule it comes to rest at their position on that; without one where it rested, as far as
 * what has happened fits. Rejects, and changes nothing, if it cannot.
 */
export async function restartWith(session: vscode.DebugSession, attributes: NewAttributes, name: string): Promise<void> {
  const entry = running.get(session.id);
  if (!entry) return;
  const before = entry.changed;
  entry.changed = { ...before, ...attributes };
  entry.isRestarting = true;
  try {
    await session.customRequest('restart', { arguments: session.configuration, anew: attributes.schedule !== undefined });
    session.name = name;
    changed.fire();
  } catch (error) {
    if (before) entry.changed = before;
    else delete entry.changed;
    throw error;
  } finally {
    entry.isRestarting = false;
  }
}

/**
 * VS Code restarts with the configuration that it knows; this one has the attributes that were chosen since, too, unless they were edited.
 * It always means the scenario's file: whoever has edited it wants to see what the edit does.
 */
export function withNewAttributes<Message extends object>(session: vscode.DebugSession, message: Message): Message {
  const entry = running.get(session.id);
  if (entry?.changed && !entry.isRestarting && (message as Restart).command === 'restart') delete entry.changed.program;
  const attributes = entry?.changed;
  const { command, arguments: args } = message as Restart;
  const given = args?.arguments;
  if (!attributes || command !== 'restart' || !given || given.kernel !== session.configuration.kernel) return message;
  return { ...message, arguments: { ...args, arguments: { ...given, ...attributes } } };
}
