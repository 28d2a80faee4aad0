// What the model kernel has is documented, and used by a scenario that would notice if it went wrong.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile';
import { exploreAll } from '../../src/explorer/explore';
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { formatVersion, KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { readKernelSources } from '../../src/node/kernel-files';
import { kernelFolder, modelKernel } from '../support/model-kernel';

const root = join(import.meta.dirname, '..', '..');
const kernel = modelKernel();
const scenarios = ['examples', 'test/kernel/scenarios'].flatMap((folder) => readdirSync(join(root, folder))
  .filter((name) => name.endsWith('.daxscn')).map((name) => readFileSync(join(root, folder, name), 'utf8'))).join('\n');

const distinct = (things: readonly { readonly name: string }[]): string[] => [...new Set(things.map(({ name }) => name))];

describe.each(['media/extension.md', 'package.json'])('%s names every version', (path) => {
  const text = readFileSync(join(root, path), 'utf8');
  test.each(KNOWN_VERSIONS)('%s', (version) => expect(text.includes(version), `name ${version} in ${path}`).toBe(true));
});

describe('an example or a scenario of the tests', () => {
  test.each(distinct(kernel.functions.filter(({ syscall }) => syscall)))('calls %s', (name) => {
    expect(new RegExp(`\\b${name}\\(`).test(scenarios), `call \`${name}\` in a scenario of test/kernel/scenarios`).toBe(true);
  });
  test.each(distinct(kernel.invariants))('expects that %s is violated', (name) => {
    expect(new RegExp(`violates ${name}\\b`).test(scenarios), `break \`${name}\` in a scenario of test/kernel/scenarios`).toBe(true);
  });
});

describe('the recipe of CONTRIBUTING.md for a system call', () => {
  const recipe = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('### A system call')[1]!;
  const code = (language: string): string => new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``).exec(recipe)![1]!.replaceAll(/^ {3}/gm, '');
  // Whoever follows the recipe has the file.
  const others = readKernelSources(kernelFolder).filter(({ source }) => source !== 'mm/fadvise.daxk');
  const checked = checkKernel([...others, { source: 'mm/fadvise.daxk', text: code('daxk') }]);
  const scenario = checkScenario('recipe.daxscn', code('daxscn'), checked.tree);

  test('makes a kernel and a scenario without findings', () => {
    expect([...checked.diagnostics, ...scenario.diagnostics].map(formatDiagnostic)).toEqual([]);
    expect(scenario.tree!.expects.map(({ version }) => formatVersion(version))).toEqual(KNOWN_VERSIONS);
  });

  test.each(KNOWN_VERSIONS)('makes a scenario that holds on %s', (version) => {
    const compiled = compile(checked.tree, scenario.tree!, parseVersion(version));
    if ('errors' in compiled) throw new Error(compiled.errors.map(formatDiagnostic).join('\n'));
    expect(exploreAll(compiled.program, { all: true })).toMatchObject({ complete: true, counterexamples: [] });
  });
});
