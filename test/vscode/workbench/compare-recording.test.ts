// A recording of a real kernel beside a scenario in a real VS Code: what was recorded, what the model does, and the debugger where they part.
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './fixture';
import type { Workbench } from './workbench';

const RECORDING = join(import.meta.dirname, '..', '..', 'conformance', 'real-kernel', '5.10', 'g_x_trunc0.trace.txt');

/** Without the direct read nobody waits. */
const scenario = (reader: string): string => `scenario "recorded"
kernel v5.10
device pmem0 { blocks = 9 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 4 }
process labA { buf = mmap(victim, 0, 4);  ${reader}  load(buf[1]);  exit(); }
process labB { buf = mmap(victim, 0, 4);  ftruncate(victim, 0);  exit(); }
`;

async function compare(workbench: Workbench, name: string, text: string): Promise<FrameLocator> {
  const { folder } = workbench.workspace;
  await copyFile(RECORDING, join(folder, 'slow-truncate.trace'));
  await writeFile(join(folder, name), text);
  await workbench.open(name);
  await workbench.host.run(({ vscode }, path) => vscode.commands.executeCommand('daxscn.compareRecording', { recording: vscode.Uri.file(path).toString() }), join(folder, 'slow-truncate.trace'));
  const view = workbench.webview(0);
  await view.locator('main[data-sides]').waitFor();
  return view;
}

test('the model does all that was recorded, and can be debugged along it', async ({ workbench }) => {
  const view = await compare(workbench, 'recorded.daxscn', scenario('read_direct(nvme0, buf[1]);'));
  expect(await view.locator('.sentence').innerText()).toBe('The model does all that was recorded.');
  expect(await view.locator('[role=columnheader].left').innerText()).toMatch(/recording/);
  await view.getByText(/events alike/).first().click();
  expect(await view.locator('.cell.left').allInnerTexts()).toContainEqual(expect.stringMatching(/sleeps in xfs_break_layouts \(line 75\)/));
  await view.locator('.cell.right').last().press('Enter');
  await view.locator('main[data-side]').waitFor();
  await workbench.screenshot('compare-recording-alike');
  expect(await workbench.debug.request('daxscn/schedule')).toMatchObject({ kernel: 'v5.10' });
  await workbench.debug.stop();
  // What it reached is the editor's own coverage.
  await workbench.command('workbench.view.testCoverage.focus');
  await workbench.page.locator('.pane-body').getByText(/bio\.daxk/).first().waitFor();
  await workbench.screenshot('recording-coverage');
});

test('where it cannot, both are shown: what was recorded and what the model has instead', async ({ workbench }) => {
  const view = await compare(workbench, 'nobody-pins.daxscn', scenario(''));
  await expect.poll(() => view.locator('.sentence').innerText()).toMatch(/^Recorded: .* at line \d+; the model: /);
  expect(await view.locator('.line.different').count()).toBeGreaterThan(0);
  await workbench.screenshot('compare-recording');
});
