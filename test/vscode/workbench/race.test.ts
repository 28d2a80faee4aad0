// The walk that the README promises: open an example, F5, step a race forwards and backwards, watch the blocks.
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { barriers } from '../../view/accessibility.mts';
import { test } from './fixture';
import { Ownership } from './ownership';
import { scheduleTo, scheduleToRetry } from './schedules';
import type { Workbench } from './workbench';

const example = '01-truncate-vs-direct-read.daxscn';
const block = 'pmem0 block 0';

/** A session in place of the one that may be there. */
function debug(workbench: Workbench, configuration: object): Promise<void> {
  return workbench.debug.launch(join(workbench.workspace.folder, example), configuration);
}

const strayWrite = () => ({ schedule: scheduleTo(example, 'v4.17', 'dma_lands_at_home') });

/** `main` has drawn where the adapter is. */
async function followed(workbench: Workbench, view: Ownership): Promise<number> {
  const { position } = await workbench.debug.request<{ position: number }>('daxscn/schedule');
  await view.showsPosition(position);
  return position;
}

/** A screenshot in each kind of theme; nothing in the ownership view may be hard to see or to name. */
async function pictures(workbench: Workbench, name: string): Promise<void> {
  for (const theme of ['light', 'high-contrast', 'high-contrast-light', 'dark'] as const) {
    await workbench.setTheme(theme);
    await workbench.screenshot(`${name}-${theme}`);
    expect(await barriers(workbench.webview().locator('html')), theme).toEqual([]);
  }
}

describe('a race', () => {
  test('F5 on an example stops at the beginning and shows who owns what', async ({ workbench }) => {
    await workbench.open(example);
    await workbench.debug.start();
    const view = new Ownership(workbench.page);
    expect(await followed(workbench, view)).toBe(0);
    expect(await view.sentence(block)).toBe('block 0: page 0 of victim');
    expect(await view.announced()).toBe('The beginning of truncate races a direct read on v4.17.');
    await workbench.debug.step('into');
    expect(await followed(workbench, view)).toBe(1);
  });

  test('a layout retry stops inside the model kernel; a step back undoes a step, in the picture, too', async ({ workbench }) => {
    await debug(workbench, { kernel: 'v4.19', schedule: scheduleToRetry(example, 'v4.19') });
    const view = new Ownership(workbench.page);
    const position = await followed(workbench, view);
    expect(await view.main.locator('.stop').innerText()).toMatch(/layout retry/i);
    const before = [await view.sentence(block), await view.announced()];
    expect(before[0]).toBe('block 0: page 0 of victim');
    await pictures(workbench, 'layout-retry');
    await workbench.debug.step('into');
    expect(await followed(workbench, view)).toBe(position + 1);
    await workbench.debug.stepBack();
    expect(await followed(workbench, view)).toBe(position);
    expect([await view.sentence(block), await view.announced()]).toEqual(before);
  });

  test('a device that writes into the block of another file is unmistakable', async ({ workbench }) => {
    await debug(workbench, strayWrite());
    const view = new Ownership(workbench.page);
    // Freed under a pin comes first.
    await followed(workbench, view);
    expect(await view.cell(block).getAttribute('class')).toContain('danger');
    expect(await view.sentence(block)).toMatch(/^block 0: freed\. in danger\. was page 0 of victim until event \d+, truncator\./);
    await workbench.debug.continue();
    await followed(workbench, view);
    expect(await view.main.locator('.headline p').first().innerText()).toMatch(/^truncator took blocks .* at event \d+ while reader, .* at event \d+, .*: truncator should have waited for that\.$/);
    expect(await view.alarms()).toEqual(['Block 0 belongs to other now, and nvme0 is still writing into it for victim.']);
    expect(await view.sentence(block)).toContain('block 0: page 0 of other. in danger');
    await pictures(workbench, 'stray-write');
  });

  test('the view steers time, and its picture is back after it was hidden', async ({ workbench }) => {
    await debug(workbench, strayWrite());
    const view = new Ownership(workbench.page);
    const end = await followed(workbench, view);
    await view.button('One event back').click();
    await view.showsPosition(end - 1);
    expect(await followed(workbench, view)).toBe(end - 1);
    await view.main.getByRole('slider').fill('3');
    await view.showsPosition(3);
    expect(await view.alarms()).toEqual([]);
    await workbench.command('workbench.panel.markers.view.focus');
    await workbench.page.locator('.markers-panel').waitFor();
    await workbench.command('daxscn.ownership.focus');
    await view.showsPosition(3);
  });

  test('an event in the picture leads there, and the thread that is selected says what it is about to do', async ({ workbench }) => {
    await debug(workbench, strayWrite());
    const view = new Ownership(workbench.page);
    const end = await followed(workbench, view);
    await view.cell(block).getByRole('button', { name: `event ${end}`, exact: true }).click();
    await view.showsPosition(end);
    await view.main.getByRole('button', { name: 'One event back' }).click();
    await view.showsPosition(end - 1);
    const next = view.main.locator('header > .next');
    await expect.poll(() => next.innerText()).toMatch(/truncator/);
    // VS Code selects the thread that has stopped a moment after the stop, and takes the selection back with it.
    await expect.poll(async () => {
      await workbench.debug.selectThread('reader');
      return next.innerText();
    }).toMatch(/reader\s+sleeps until nvme0 has finished/);
  });

  test('a block is asked what has happened to it, and stops the debugger when it changes', async ({ workbench }) => {
    await debug(workbench, { schedule: scheduleTo(example, 'v4.17', 'dma_lands_at_home'), stopOnEntry: true });
    const view = new Ownership(workbench.page);
    expect(await followed(workbench, view)).toBe(0);
    await view.cell(block).locator('[data-cell]').press('Enter');
    await view.cell(block).getByRole('button', { name: 'references', exact: true }).press('Enter');
    await view.main.getByRole('list', { name: 'Breaks when these change' }).getByText('block 0.page.refcount').waitFor();
    await workbench.debug.continue();
    const pinned = await followed(workbench, view);
    expect(await view.announced()).toMatch(/^Event \d+, reader: pin page 0\./);
    await view.cell(block).getByRole('button', { name: 'references', exact: true }).press('Enter');
    await expect.poll(() => view.main.getByRole('list', { name: 'Breaks when these change' }).count()).toBe(0);
    await workbench.debug.continue();
    expect(await followed(workbench, view)).toBeGreaterThan(pinned);
    const past = view.cell(block).getByRole('list', { name: 'What has happened to it' });
    await past.getByText('took it from victim').waitFor();
    await past.getByRole('button', { name: `event ${pinned}`, exact: true }).click();
    await view.showsPosition(pinned);
  });

  test('the schedule is a copy away', async ({ workbench }) => {
    await debug(workbench, strayWrite());
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await workbench.command('daxscn.copySchedule');
    const copied = await workbench.host.run(({ vscode }) => vscode.env.clipboard.readText());
    expect(copied).toBe((await workbench.debug.request<{ schedule: string }>('daxscn/schedule')).schedule);
  });

  test('without a session the view says how to begin', async ({ workbench }) => {
    await workbench.debug.stop();
    await new Ownership(workbench.page).main.getByText('press F5').waitFor();
    await workbench.screenshot('no-session');
  });
});
