import { defineConfig } from 'vitest/config';
import type { Extension } from '../../scripts/vscode/extension.mts';
import { root } from '../../scripts/vscode/paths.mts';
import { releases, vscodeVersion } from '../../scripts/vscode/releases.mts';
import { isComplete } from '../support/extent.ts';
import { PATIENCE, TEST_PATIENCE } from './patience.mts';
import { packagedExtension } from './prepare.mts';

declare module 'vitest' {
  interface ProvidedContext {
    release: string;
    extension: Extension;
  }
}

const project = (release: string, extension: Extension, include: string[]) => ({
  test: {
    name: `VS Code ${vscodeVersion(release)}`,
    root: import.meta.dirname,
    include,
    provide: { release, extension },
    // The first test of a file includes the start of its workbench.
    testTimeout: TEST_PATIENCE,
    hookTimeout: TEST_PATIENCE,
    // `expect.poll`: the views follow a stop a moment later.
    expect: { poll: { timeout: PATIENCE } },
  },
});

/** What depends on the release most: the debugger, the editor, tests and problems. The rest is views of our own, which are the same in every release. */
const ON_OLDEST = ['commands', 'editor', 'layout', 'live', 'loading', 'problems', 'race', 'rules', 'testing'];

export default defineConfig({
  test: {
    projects: [
      project(releases.oldest, { folder: root }, [isComplete ? 'workbench/*.test.ts' : `workbench/{${ON_OLDEST.join(',')}}.test.ts`]),
      // The newer one runs what users install.
      project(releases.current, { vsix: packagedExtension }, ['workbench/**/*.test.ts']),
    ],
    globalSetup: `${import.meta.dirname}/prepare.mts`,
    // A workbench fills two processors.
    fileParallelism: false,
  },
});
