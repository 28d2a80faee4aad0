// The gallery in the side bar: a tree of examples and museum, and what one does with an exhibit.
import type { Locator } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const title = 'The second pinned page is never looked at';

const rows = ({ page }: Workbench): Locator => page.locator('.pane-body .tree-explorer-viewlet-tree-view .monaco-list-row');

/** The row with a text, scrolled to as by the keys. */
async function row(workbench: Workbench, text: string): Promise<Locator> {
  const found = rows(workbench).filter({ hasText: text }).first();
  await found.waitFor();
  return found;
}

async function open(workbench: Workbench, label: string, wanted = true): Promise<void> {
  const group = await row(workbench, label);
  if (await group.getAttribute('aria-expanded') !== String(wanted)) await group.click();
  await expect.poll(() => group.getAttribute('aria-expanded')).toBe(String(wanted));
}

describe('the gallery', () => {
  test('has the examples in order and the museum by year', async ({ workbench }) => {
    await workbench.command('workbench.view.extension.daxscnGallery');
    await row(workbench, 'A truncate frees a block while a device is still writing into it');
    // A tree shows what fits: closed, the examples leave room for the years.
    await open(workbench, 'Examples, in order', false);
    await expect.poll(() => rows(workbench).locator('.label-name').allInnerTexts()).toEqual(
      ['Examples, in order', '2016', '2017', '2018', '2019', '2021', '2022', '2025', '2026', 'Not fixed']);
    await open(workbench, '2018');
    const exhibit = await row(workbench, title);
    expect(await exhibit.getAttribute('aria-label')).toBe(`${title}, M-3, violates no_free_under_pin, Linux since v4.18 until v4.19`);
    for (const theme of ['light', 'high-contrast', 'dark'] as const) {
      await workbench.setTheme(theme);
      await workbench.screenshot(`gallery-${theme}`);
    }
  });

  test('shows an exhibit, read-only, and its story in a preview', async ({ workbench }) => {
    await (await row(workbench, title)).click();
    await workbench.page.locator('.tab.active').filter({ hasText: 'm-03-second-pinned-page.daxscn' }).waitFor();
    // The tree keeps the keyboard, and takes it again while the editor opens. That becomes read-only a moment after it is there: what was typed before is taken back.
    const editor = workbench.page.locator('.editor-instance .monaco-editor.focused');
    const refusal = workbench.page.locator('.monaco-editor-overlaymessage').filter({ hasText: 'read-only' });
    await expect.poll(async () => {
      await workbench.command('workbench.action.focusActiveEditorGroup');
      if (!await editor.waitFor({ timeout: 2000 }).then(() => true, () => false)) return false;
      await workbench.page.keyboard.type('x');
      const isRefused = await refusal.waitFor({ timeout: 2000 }).then(() => true, () => false);
      if (!isRefused) await workbench.command('undo');
      return isRefused;
    }).toBe(true);
    await workbench.command('daxscn.showStory');
    await workbench.page.locator('.tab.active').filter({ hasText: 'm-03-second-pinned-page' }).filter({ hasText: 'Preview' }).waitFor();
    const preview = workbench.page.locator('iframe.webview:visible').last().contentFrame().frameLocator('iframe#active-frame');
    await preview.getByRole('heading', { name: 'M-3: the second pinned page is never looked at' }).waitFor();
    await preview.getByRole('link', { name: 'e25ff835af89' }).waitFor();
    await workbench.screenshot('gallery-story');
    await workbench.command('workbench.action.closeAllEditors');
  });

  test('debugs an exhibit on the version that its group is about', async ({ workbench }) => {
    await workbench.command('daxscn.groupGallery', 'version');
    await open(workbench, 'v4.15');
    const exhibit = await row(workbench, title);
    await exhibit.hover();
    await exhibit.getByRole('button', { name: 'Debug Scenario' }).click();
    await workbench.debug.waitForStop();
    expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v4.15', position: 0 });
    await workbench.debug.stop();
  });

  test('compares broken and fixed', async ({ workbench }) => {
    await workbench.command('daxscn.groupGallery', 'year');
    await workbench.command('workbench.view.extension.daxscnGallery');
    await open(workbench, '2018');
    const exhibit = await row(workbench, title);
    await exhibit.hover();
    await exhibit.getByRole('button', { name: 'Compare Broken and Fixed' }).click();
    const compare = async () => {
      const frames = workbench.page.locator('iframe.webview:visible');
      for (let index = await frames.count() - 1; index >= 0; index--) {
        const head = frames.nth(index).contentFrame().frameLocator('iframe#active-frame').locator('[role=columnheader]');
        if (await head.count() > 0) return (await head.allInnerTexts()).join(' | ').replaceAll(/\s+/g, ' ');
      }
      return '';
    };
    await expect.poll(compare).toMatch(/v4\.18.*\|.*v4\.19/);
    expect(await compare()).toMatch(/violates no_free_under_pin.*\|.*holds/);
    await workbench.screenshot('gallery-compare');
    await workbench.debug.stop();
    await workbench.command('workbench.action.closeAllEditors');
  });

  test('opens a copy that can be changed', async ({ workbench }) => {
    await workbench.command('workbench.view.extension.daxscnGallery');
    await (await row(workbench, title)).click({ button: 'right' });
    await workbench.debug.chooseFromMenu('Open a Copy');
    await workbench.page.locator('.tab.active').filter({ hasText: 'Untitled' }).waitFor();
    const copy = await workbench.host.run(({ vscode }) => {
      const document = vscode.window.activeTextEditor!.document;
      return { language: document.languageId, text: document.getText() };
    });
    expect(copy).toEqual({ language: 'daxscn', text: expect.stringContaining('process splicer') });
    await workbench.command('workbench.action.revertAndCloseActiveEditor');
  });

  test('remembers how it is grouped', async ({ workbench }) => {
    void workbench.command('daxscn.groupGallery').catch(() => undefined);
    await workbench.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'Symptom' }).click();
    await row(workbench, 'deadlock');
    await workbench.screenshot('gallery-by-symptom');
    await workbench.page.reload();
    await row(workbench, 'deadlock');
  });
});
