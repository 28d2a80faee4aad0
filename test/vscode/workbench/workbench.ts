import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchChromium } from '../../../scripts/vscode/chromium.mts';
import type { Extension } from '../../../scripts/vscode/extension.mts';
import { pageAddress } from '../../../scripts/vscode/page.mts';
import { root } from '../../../scripts/vscode/paths.mts';
import { vscodeVersion } from '../../../scripts/vscode/releases.mts';
import { startServer, type Server } from '../../../scripts/vscode/server.mts';
import type { Settings } from '../../../scripts/vscode/settings.mts';
import { bundleCompanion } from '../bundle.mts';
import { PATIENCE } from '../patience.mts';
import { copyExamples, type Workspace } from '../workspace.mts';
import { Debugging } from './debugging';
import { ExtensionHost } from './extension-host';

const themes = {
  dark: { name: 'Default Dark Modern', class: 'vs-dark', view: 'vscode-dark' },
  light: { name: 'Default Light Modern', class: 'vs', view: 'vscode-light' },
  'high-contrast': { name: 'Default High Contrast', class: 'hc-black', view: 'vscode-high-contrast' },
  'high-contrast-light': { name: 'Default High Contrast Light', class: 'hc-light', view: 'vscode-high-contrast-light' },
} as const;
export type Theme = keyof typeof themes;

export interface LaunchOptions {
  release: string;
  extension: Extension;
  settings?: Settings;
  /** Off, modal dialogs can be tested. */
  testDriver?: boolean;
}

/** A VS Code in a headless browser, with the extension and a copy of the examples, as a user sees it. */
export class Workbench {
  readonly debug: Debugging;

  private constructor(
    readonly page: Page,
    /** Runs functions inside the extension host: `workbench.host.run(({ vscode }) => …)`. */
    readonly host: ExtensionHost,
    readonly workspace: Workspace,
    private readonly release: string,
    private readonly server: Server,
    private readonly browser: Browser,
  ) {
    this.debug = new Debugging(page, host);
  }

  static async launch({ release, extension, settings, testDriver = true }: LaunchOptions): Promise<Workbench> {
    const workspace = await copyExamples();
    const host = await ExtensionHost.listen(join(workspace.home, 'companion.sock'));
    const server = await startServer({
      release, testDriver,
      // Installed, not under development: the window is that of a user.
      extensions: [{ folder: await bundleCompanion() }, extension],
      settings: { 'workbench.colorTheme': themes.dark.name, ...settings },
      env: { DAXSCN_TEST_SOCKET: host.socketPath },
    });
    const browser = await launchChromium();
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    const workbench = new Workbench(page, host, workspace, release, server, browser);
    try {
      await page.goto(pageAddress(server, { folder: workspace.folder }));
      await page.locator('.explorer-folders-view').waitFor();
      // The companion answers: the extension host is up.
      await host.run(() => undefined);
      return workbench;
    } catch (error) {
      await workbench.screenshot('failed-launch');
      await workbench.close();
      throw error;
    }
  }

  /** Opens a file of the workspace in an editor and gives it the focus; with a line (from 1) the cursor goes there. */
  async open(file: string, line = 1): Promise<void> {
    await this.host.run(async ({ vscode }, path, row) => {
      const selection = new vscode.Range(row - 1, 0, row - 1, 0);
      await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false, selection });
    }, join(this.workspace.folder, file), line);
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  command<Result>(id: string, ...args: unknown[]): Promise<Result> {
    return this.host.run(({ vscode }, name, rest) => vscode.commands.executeCommand<Result>(name, ...rest), id, args);
  }

  /**
   * Answers the dialog that asks where a file is saved. VS Code makes a name of its own first and hears nothing while
   * it looks the folder up; when that ends late it writes over what was typed, so the name is typed until it stays.
   */
  async saveAs(path: string): Promise<void> {
    const name = this.page.locator('.quick-input-widget input').first();
    await expect.poll(() => name.inputValue()).toMatch(/\.daxscn$/);
    const ok = this.page.locator('.quick-input-widget').getByRole('button', { name: 'OK' });
    await expect.poll(async () => {
      if (existsSync(path)) return true;
      if (await name.inputValue({ timeout: 1000 }).catch(() => path) !== path) await name.fill(path, { timeout: 1000 }).catch(() => undefined);
      else await ok.click({ timeout: 1000 }).catch(() => undefined);
      return existsSync(path);
    }).toBe(true);
  }

  /** For the user. */
  setSetting(name: string, value: unknown): Promise<void> {
    return this.host.run(({ vscode }, key, to) => vscode.workspace.getConfiguration().update(key, to, vscode.ConfigurationTarget.Global), name, value);
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.setSetting('workbench.colorTheme', themes[theme].name);
    await this.page.locator(`.monaco-workbench.${themes[theme].class}`).waitFor();
    // A web view hears of it a moment later.
    const webviews = await this.page.locator('iframe.webview.ready').count();
    for (let index = 0; index < webviews; index++) await this.webview(index).locator(`body.${themes[theme].view}`).waitFor();
  }

  /** The document inside a web view; `index` counts the web views that are open: block ownership is first, beside it is the timeline. */
  webview(index = 0): FrameLocator {
    return this.page.locator('iframe.webview').nth(index).contentFrame().frameLocator('iframe#active-frame');
  }

  /** The texts of the notifications on the screen. */
  notifications(): Promise<string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** `test-artifacts/VERSION/NAME.png` */
  async screenshot(name: string): Promise<string> {
    const folder = join(root, 'test-artifacts', vscodeVersion(this.release));
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
    // What has been asked for is drawn with the next frame.
    await this.page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))');
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }

  serverLog(): Promise<string> {
    return this.server.log();
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.host.close();
    await this.server.stop();
    await this.workspace.remove();
  }
}
