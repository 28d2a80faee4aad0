// A stop takes the keyboard to the editor of its source (VS Code's setting `debug.focusEditorOnBreak`). Whoever moves the debugger from
// a view goes on there.
import * as vscode from 'vscode';

/** For so long after it has a new frame VS Code may be opening its source, in milliseconds. */
const OPENING_TAKES = 2_000;

let end: () => void = () => undefined;

/** Gives the keyboard back when the next stop has taken it, unless the user takes it elsewhere first. `lost`: fires when the page loses it, if VS Code says so. */
export function keepFocus(focus: () => void, lost?: vscode.Event<unknown>): void {
  end();
  let timer: ReturnType<typeof setTimeout> | undefined;
  end = () => {
    clearTimeout(timer);
    listeners.dispose();
  };
  const listeners = vscode.Disposable.from(
    vscode.debug.onDidChangeActiveStackItem((item) => {
      focus();
      clearTimeout(timer);
      if (item instanceof vscode.DebugStackFrame) timer = setTimeout(end, OPENING_TAKES);
    }),
    vscode.debug.onDidTerminateDebugSession(end),
    vscode.window.onDidChangeActiveTextEditor(focus),
    // A stop selects its line; the user does it with a key or the mouse.
    vscode.window.onDidChangeTextEditorSelection(({ kind }) => (kind === vscode.TextEditorSelectionChangeKind.Keyboard || kind === vscode.TextEditorSelectionChangeKind.Mouse ? end() : focus())),
    ...(lost ? [lost(focus)] : []),
  );
}
