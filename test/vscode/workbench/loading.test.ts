import { expect } from 'vitest';
import { test } from './fixture';

test('the extension loads, from its folder and from the packaged file, without a complaint', async ({ workbench }) => {
  const name = await workbench.host.run(({ vscode }) =>
    vscode.extensions.getExtension('daxscn.daxscn')?.packageJSON.displayName as string | undefined);
  expect(name).toBe('DAX race debugger');
  expect(await workbench.notifications()).toEqual([]);
});
