import { defineConfig } from 'vitest/config';
import { root } from '../../../scripts/vscode/paths.mts';
import { releases } from '../../../scripts/vscode/releases.mts';
import { PATIENCE, TEST_PATIENCE } from '../patience.mts';

export default defineConfig({
  test: {
    name: 'screenshots',
    root: import.meta.dirname,
    include: ['take.ts'],
    provide: { release: releases.current, extension: { folder: root } },
    testTimeout: TEST_PATIENCE,
    hookTimeout: TEST_PATIENCE,
    expect: { poll: { timeout: PATIENCE } },
  },
});
