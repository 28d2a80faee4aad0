// `npm run images`: draws the pictures of the documents and of the walkthrough anew. What they are, and that they are not stale, is in the tests.
import { spawnSync } from 'node:child_process';
import process from 'node:process';

const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', 'test/cli/images.test.ts', 'test/extension/walkthrough.test.ts'], {
  stdio: 'inherit', env: { ...process.env, UPDATE: '1' },
});
process.exitCode = status ?? 1;
