import process from 'node:process';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A session in nvim-dap is played where there is one: no registry has it (test/editors/nvim-dap.test.ts).
    exclude: ['test/vscode/**', ...(process.env.NVIM_DAP ? [] : ['test/editors/nvim-dap.test.ts'])],
    // No limit that a busy machine breaks: it is for what never ends.
    testTimeout: 120_000,
    // All processors: there is nothing else to do meanwhile.
    maxWorkers: '100%',
    globalSetup: 'scripts/testing/fresh-parser.mts',
  },
});
