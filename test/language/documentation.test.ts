import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readKernelSources } from '../../src/node/kernel-files';
import { CheckCache, checkKernel, checkOverlays, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';

const root = join(import.meta.dirname, '..', '..');
const pages = ['language.md', 'try-your-patch.md'];
const kernel = checkKernel(readKernelSources(join(root, 'src', 'kernel')));

/** The blocks of one language, each named by its line. An overlay has its name behind the language: `daxk overlay my-patch.daxk`. */
function blocks(language: string, name = 'language.md') {
  const page = readFileSync(join(root, 'docs', name), 'utf8');
  const found: { source: string; text: string }[] = [];
  for (const match of page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))) {
    const line = page.slice(0, match.index).split('\n').length + 1;
    found.push({ source: `docs/${name}, block at line ${line}`, text: match[1]! });
  }
  return found;
}

describe('docs/language.md', () => {
  test('the packaged model kernel has neither errors nor warnings', () => {
    expect(kernel.diagnostics.map(formatDiagnostic)).toEqual([]);
  });

  test('the blocks of model kernel are one kernel without findings', () => {
    const sources = blocks('daxk');
    expect(sources.length).toBeGreaterThan(2);
    expect(checkKernel(sources).diagnostics.map(formatDiagnostic)).toEqual([]);
  });

  test.each(blocks('daxscn'))('$source is a scenario without findings', ({ source, text }) => {
    const used = new Map(['no-second-look.daxk'].map((path) => [path, blocks(`daxk overlay ${path}`)[0]!]));
    expect(checkScenario(source, text, kernel.tree, new CheckCache(), { used }).diagnostics.map(formatDiagnostic)).toEqual([]);
  });

  test.each(pages.flatMap((page) => blocks('daxk overlay [\\w.-]+', page)))('$source is an overlay without findings', (overlay) => {
    expect(checkOverlays([overlay], kernel.tree).diagnostics.map(formatDiagnostic)).toEqual([]);
  });
});
