import type { Locator, Page } from 'playwright-core';
import { PATIENCE } from '../patience.mts';
import type { ExtensionHost } from './extension-host';

const commands = {
  over: 'workbench.action.debug.stepOver',
  into: 'workbench.action.debug.stepInto',
  out: 'workbench.action.debug.stepOut',
  back: 'workbench.action.debug.stepBack',
  continue: 'workbench.action.debug.continue',
  reverse: 'workbench.action.debug.reverseContinue',
  pause: 'workbench.action.debug.pause',
} as const;

/** The debugger as its user sees it. Whatever moves it returns when the new stop is on the screen. */
export class Debugging {
  constructor(private readonly page: Page, private readonly host: ExtensionHost) {}

  /** Starts debugging what has the focus. The key is swallowed while the workbench is still busy with the editor. */
  async pressF5(): Promise<void> {
    const toolbar = this.page.locator('.debug-toolbar');
    for (const begin = Date.now(); ; ) {
      await this.page.keyboard.press('F5');
      try {
        await toolbar.waitFor({ timeout: 2000 });
        return;
      } catch (error) {
        const dialog = this.page.locator('.monaco-dialog-box');
        if (await dialog.isVisible()) {
          throw new Error(`F5 was answered by: ${await dialog.innerText()}`, { cause: error });
        }
        if (Date.now() - begin > PATIENCE) throw error;
      }
      // A session that is slow to show itself must not be started twice.
      if (await this.host.run(({ vscode }) => vscode.debug.activeDebugSession !== undefined)) return toolbar.waitFor();
    }
  }

  /** Waits for the first stop; later ones are waited for by what causes them. */
  waitForStop(): Promise<void> {
    return this.host.run(({ stopAfter }) => stopAfter());
  }

  async start(): Promise<void> {
    await this.pressF5();
    await this.waitForStop();
    // VS Code opens the stopped thread only if the view was there before the stop.
    await open(await this.pane('.debug-call-stack'), await this.stoppedThread());
  }

  step(kind: 'over' | 'into' | 'out' = 'over'): Promise<void> { return this.move(kind); }
  stepBack(): Promise<void> { return this.move('back'); }
  continue(): Promise<void> { return this.move('continue'); }
  reverse(): Promise<void> { return this.move('reverse'); }
  pause(): Promise<void> { return this.move('pause'); }

  async stop(): Promise<void> {
    await this.host.run(({ endSessions }) => endSessions());
    await this.page.locator('.debug-toolbar').waitFor({ state: 'hidden' });
  }

  /** A session in place of the one that may be there, at its first stop. */
  async launch(program: string, configuration: object = {}): Promise<void> {
    await this.stop();
    await this.host.run(({ vscode, stopAfter }, body) => stopAfter(() => vscode.debug.startDebugging(undefined, body)),
      { type: 'daxscn', request: 'launch', name: 'test', program, ...configuration });
  }

  /** Line from 1. */
  addBreakpoint(path: string, line: number, asks: { condition?: string; hitCondition?: string; logMessage?: string } = {}): Promise<void> {
    return this.host.run(({ vscode }, file, row, { condition, hitCondition, logMessage }) => {
      const location = new vscode.Location(vscode.Uri.file(file), new vscode.Position(row - 1, 0));
      vscode.debug.addBreakpoints([new vscode.SourceBreakpoint(location, true, condition, hitCondition, logMessage)]);
    }, path, line, asks);
  }

  /** *Break on Value Change* in the menu of a field, by the way to it in the Variables view. */
  async breakOnChange(...path: string[]): Promise<void> {
    await (await this.variable(path)).click({ button: 'right' });
    await this.chooseFromMenu('Break on Value Change');
    // The adapter has found it.
    await (await this.pane('.debug-breakpoints')).locator('.codicon-debug-breakpoint-data').waitFor();
  }

  /** *Set Value* in the menu of a field. */
  async setValue(value: string, ...path: string[]): Promise<void> {
    const input = (await this.pane('.debug-variables')).locator('.inputBoxContainer input');
    // The view may draw its rows anew meanwhile, as it does some moments after a stop, and then shows no input box.
    for (const begin = Date.now(); ; ) {
      await (await this.variable(path)).click({ button: 'right' });
      await this.chooseFromMenu('Set Value');
      try {
        await input.fill(value, { timeout: 5000 });
        await input.press('Enter', { timeout: 5000 });
        return;
      } catch (error) {
        if (Date.now() - begin > PATIENCE) throw error;
      }
    }
  }

  /** The row of a variable, by the way to it: what is around it is opened. */
  private async variable(path: readonly string[]): Promise<Locator> {
    const pane = await this.pane('.debug-variables');
    for (const name of path.slice(0, -1)) await open(pane, name);
    return rowOf(pane, path.at(-1)!);
  }

  /** An item of the menu that is open. One that has just opened swallows clicks. */
  async chooseFromMenu(text: string | RegExp): Promise<void> {
    const item = this.page.locator('.monaco-menu .action-item').filter({ hasText: text }).first();
    await item.waitFor();
    for (const begin = Date.now(); ; ) {
      await item.click();
      try {
        await item.waitFor({ state: 'hidden', timeout: 1000 });
        return;
      } catch (error) {
        if (Date.now() - begin > PATIENCE) throw error;
      }
    }
  }

  /** Ticks (or clears) an exception filter in the Breakpoints view, by its label. Needs a session, whose adapter names the filters. */
  async setExceptionFilter(label: string, enabled = true): Promise<void> {
    const row = (await this.pane('.debug-breakpoints')).locator('.monaco-list-row').filter({ hasText: label });
    await row.getByRole('checkbox').setChecked(enabled);
  }

  /** The rows of the Call Stack view that fit into it: threads, and the frames of those that are open. Follows a stop: poll. */
  async callStack(): Promise<string[]> { return rows(await this.pane('.debug-call-stack')); }

  /** The rows of the Variables view that fit into it. Follows a stop: poll. */
  async variables(): Promise<string[]> { return rows(await this.pane('.debug-variables')); }

  /** Opens a scope or a variable, by the beginning of its row. */
  async expandVariable(name: string): Promise<void> {
    await open(await this.pane('.debug-variables'), name);
  }

  /** Makes a thread the one that steps, by a click in the Call Stack view on the row that begins so. */
  async selectThread(name: string): Promise<void> {
    await rowOf(await this.pane('.debug-call-stack'), name).click();
  }

  /** The name of the thread whose frame has the focus. */
  async stoppedThread(): Promise<string> {
    const { threads } = await this.request<{ threads: { id: number; name: string }[] }>('threads');
    const focused = await this.host.run(({ vscode }) => vscode.debug.activeStackItem?.threadId);
    return threads.find(({ id }) => id === focused)?.name ?? '';
  }

  /** Closes sections of the Run and Debug view, so that the others get their room. */
  async closeSections(...names: string[]): Promise<void> {
    for (const name of names) {
      const header = this.page.locator('.debug-viewlet .pane-header').filter({ hasText: name });
      if (await header.getAttribute('aria-expanded') === 'true') await header.click();
    }
  }

  /** What the adapter answers to a request of the protocol. */
  request<Result>(command: string, args?: object): Promise<Result> {
    return this.host.run(({ vscode }, name, body) =>
      vscode.debug.activeDebugSession?.customRequest(name, body ?? undefined) as Result, command, args ?? null);
  }

  private move(kind: keyof typeof commands): Promise<void> {
    return this.host.run(({ vscode, stopAfter }, command) =>
      stopAfter(() => vscode.commands.executeCommand(command)), commands[kind]);
  }

  /** A section of the Run and Debug view, opened when it is closed. */
  private async pane(content: string): Promise<Locator> {
    const view = this.page.locator('.debug-viewlet');
    if (!await view.isVisible()) await this.host.run(({ vscode }) => vscode.commands.executeCommand('workbench.view.debug'));
    const pane = view.locator('.pane').filter({ has: this.page.locator(content) });
    const header = pane.locator('.pane-header');
    if (await header.getAttribute('aria-expanded') === 'false') await header.click();
    return pane;
  }
}

/** The first row that begins with this text. */
function rowOf(pane: Locator, text: string): Locator {
  const start = new RegExp(`^\\s*${text.replace(/[^\w\s]/g, '\\$&')}`);
  return pane.locator('.monaco-list-row').filter({ hasText: start }).first();
}

async function open(pane: Locator, text: string): Promise<void> {
  const row = rowOf(pane, text);
  if (await row.getAttribute('aria-expanded') === 'false') await row.locator('.monaco-tl-twistie').click();
  await row.and(pane.locator('[aria-expanded=true]')).waitFor();
}

/** Texts of rows, top to bottom: a list keeps its rows in the order it made them. */
async function rows(pane: Locator): Promise<string[]> {
  const list = pane.locator('.monaco-list-row');
  await list.first().waitFor();
  const found = await Promise.all((await list.all()).map(async (row) => ({
    index: Number(await row.getAttribute('data-index')), text: (await row.innerText()).replace(/\s+/g, ' ').trim(),
  })));
  return found.sort((a, b) => a.index - b.index).map(({ text }) => text);
}
