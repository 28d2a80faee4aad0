import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { expect, it } from 'vitest';
import { optionsFor } from '../../src/cli/optimize-later';

it('sets only options that this version of V8 has', () => {
  const known = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const names = optionsFor(process.versions.v8).map((option) => option.split('=')[0]!);
  expect(names.filter((name) => !known.includes(`  ${name} (`))).toEqual([]);
});

it.each([['11.3.244.8-node.38', true], ['13.6.233.17-node.53', true], ['99.1.2.3', false]])('has options for V8 %s: %s', (version, expected) => {
  expect(optionsFor(version).length > 0).toBe(expected);
});
