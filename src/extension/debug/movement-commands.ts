// Movements beyond the protocol's own, as commands: what menu, key and palette start, `daxscn/move` performs.
import * as vscode from 'vscode';
import type { ForksAnswer, ScheduleAnswer } from '../../debugger/protocol/answers';
import type { CustomMovementName } from '../../debugger/motion/custom-movements';
import { registerCommand } from '../common/contributed';
import { warnOf } from '../common/failures';
import { debugType } from './debug-adapter';

/** What the menu of the Variables view passes. */
interface VariableContext {
  readonly container?: { readonly variablesReference?: number };
  readonly variable?: { readonly name: string };
}

type Command = (session: vscode.DebugSession, context: unknown) => Promise<void>;

const commands: Readonly<Record<CustomMovementName | 'switchFork' | 'gotoPosition' | 'stepThread', Command>> = {
  backInThread: alongThread('backInThread'),
  backOut: alongThread('backOut'),
  untilBlocked: alongThread('untilBlocked'),
  previousTouch: toTouch('previousTouch'),
  nextTouch: toTouch('nextTouch'),
  nextRetry: (session) => move(session, 'nextRetry'),
  violation: (session) => move(session, 'violation'),
  lastChance: (session) => move(session, 'lastChance'),
  undoJump: (session) => move(session, 'undoJump'),
  redoJump: (session) => move(session, 'redoJump'),
  stepThread,
  switchFork,
  gotoPosition,
};

export function registerMovementCommands(context: vscode.ExtensionContext): void {
  for (const [name, command] of Object.entries(commands) as [keyof typeof commands, Command][]) {
    context.subscriptions.push(registerCommand(name, async (argument?: unknown) => {
      const session = vscode.debug.activeDebugSession;
      if (session?.type !== debugType) {
        void vscode.window.showInformationMessage('No scenario is being debugged.');
        return;
      }
      try {
        await command(session, argument);
      } catch (error) {
        warnOf(error);
      }
    }));
  }
}

async function move(session: vscode.DebugSession, movement: CustomMovementName, args: object = {}): Promise<void> {
  await session.customRequest('daxscn/move', { movement, ...args });
}

function alongThread(movement: CustomMovementName): Command {
  return (session, context) => move(session, movement, { threadId: threadIn(context) });
}

/** Who performs the next event is a choice (rule 6), and this one is for whoever shows the threads: a lane of the timeline, a menu. */
async function stepThread(session: vscode.DebugSession, context: unknown): Promise<void> {
  await session.customRequest('stepIn', { threadId: threadIn(context) });
}

/** The thread that the menu was opened on or the caller has named, else the one that is selected. */
function threadIn(context: unknown): number {
  const threadId = typeof context === 'number' ? context : vscode.debug.activeStackItem?.threadId;
  if (threadId === undefined) throw new Error('No thread is selected in the call stack.');
  return threadId;
}

/** The variable that the menu was opened on, else an expression that is asked for. */
function toTouch(movement: CustomMovementName): Command {
  return async (session, context) => {
    const { container, variable } = (context ?? {}) as VariableContext;
    if (variable && container?.variablesReference) {
      await move(session, movement, { variablesReference: container.variablesReference, name: variable.name });
      return;
    }
    const expression = await vscode.window.showInputBox({
      title: movement === 'nextTouch' ? 'Next Event That Touches' : 'Previous Event That Touches',
      prompt: 'An object or a field', placeHolder: 'page 0, victim.i_extents[0], victim.i_size', value: selectedText(),
    });
    const item = vscode.debug.activeStackItem;
    const frame = item instanceof vscode.DebugStackFrame ? { frameId: item.frameId } : {};
    if (expression) await move(session, movement, { expression, ...frame });
  };
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor && editor.selection.isSingleLine ? editor.document.getText(editor.selection) : '';
}

/** Rule 5: what was left behind can be gone back to. */
async function switchFork(session: vscode.DebugSession): Promise<void> {
  const { forks } = await session.customRequest('daxscn/forks') as ForksAnswer;
  if (forks.length === 0) {
    void vscode.window.showInformationMessage('There is one future only: nothing was left behind so far.');
    return;
  }
  const items = forks.map(({ id, position, schedule }) => ({ label: `Fork ${id}`, description: `leaves this one at position ${position}`, id, ...(schedule !== undefined && { detail: schedule }) }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Switch to Another Future', matchOnDetail: true });
  if (chosen) await session.customRequest('daxscn/switchTo', { fork: chosen.id });
}

async function gotoPosition(session: vscode.DebugSession): Promise<void> {
  const { position, length } = await session.customRequest('daxscn/schedule') as ScheduleAnswer;
  const isPosition = (text: string): boolean => /^\d+$/.test(text.trim()) && Number(text) <= length;
  const wanted = await vscode.window.showInputBox({
    title: 'Go to a Position', prompt: `0 to ${length}; the number of events that have happened there`, value: String(position),
    validateInput: (text) => (isPosition(text) ? undefined : `A whole number from 0 to ${length}`),
  });
  if (wanted !== undefined) await session.customRequest('daxscn/goto', { position: Number(wanted) });
}
