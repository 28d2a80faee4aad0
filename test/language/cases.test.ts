import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkKernel, checkOverlays, checkScenario } from '../../src/language/check';
import { expectedIn, rewritten, written } from './expectations';

const folder = join(import.meta.dirname, 'cases');
const kernelText = readFileSync(join(import.meta.dirname, 'small-kernel.daxk'), 'utf8');
const kernel = checkKernel([{ source: 'small-kernel.daxk', text: kernelText }]);

/** A `.daxk` file is a kernel by itself, or an overlay of the small one if its name says so. */
function check(name: string, text: string) {
  if (name.startsWith('overlay')) return checkOverlays([{ source: name, text }], kernel.tree);
  return name.endsWith('.daxk') ? checkKernel([{ source: name, text }]) : checkScenario(name, text, kernel.tree);
}

describe('diagnostics', () => {
  test('the small kernel has none', () => {
    expect(written(kernel.diagnostics, kernelText)).toEqual([]);
  });

  test.each(readdirSync(folder).sort())('%s', (name) => {
    const path = join(folder, name);
    const text = readFileSync(path, 'utf8');
    const { diagnostics } = check(name, text);
    if (process.env.UPDATE) writeFileSync(path, rewritten(diagnostics, text));
    else expect(written(diagnostics, text)).toEqual(expectedIn(text));
  });
});
