import { inject, test as base } from 'vitest';
import { Workbench } from './workbench';

/** `test` with a workbench: one for each file and VS Code version, in the state in which the test before left it. */
export const test = base
  // eslint-disable-next-line no-empty-pattern -- vitest insists on a pattern
  .extend('workbench', { scope: 'file' }, async ({}, { onCleanup }) => {
    const workbench = await Workbench.launch({ release: inject('release'), extension: inject('extension') });
    onCleanup(() => workbench.close());
    return workbench;
  })
  .extend('evidence', { auto: true }, async ({ workbench, onTestFailed }) => {
    onTestFailed(async ({ task }) => {
      console.error(`Screenshot: ${await workbench.screenshot(`failed-${task.name}`)}`);
    });
  });
