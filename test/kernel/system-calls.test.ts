// The examples of docs/system-calls.md: one for each system call, which gives what it says on the oldest version that it is for and on the newest.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { compile } from '../../src/compiler/compile';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { modelKernel, scenarioTrees } from '../support/model-kernel';

const folder = join(import.meta.dirname, 'system-calls');
const names = readdirSync(folder).map((file) => basename(file, '.daxscn'));
const calls = [...new Set(modelKernel().functions.filter(({ syscall }) => syscall).map(({ name }) => name))];

test('each system call has an example, and each example a system call', () => {
  expect(names.toSorted()).toEqual(calls.toSorted());
});

describe.each(names)('%s', (name) => {
  const text = readFileSync(join(folder, `${name}.daxscn`), 'utf8');
  const { kernel, scenario } = scenarioTrees(text);

  test('calls it', () => expect(text.slice(text.indexOf('\nprocess '))).toMatch(new RegExp(`\\b${name}\\(`)));

  const versions = scenario.expects.map(({ version }) => version);
  test.each([versions[0]!, versions.at(-1)!])('holds on %s', (version) => {
    const compiled = compile(kernel, scenario, version);
    if ('errors' in compiled) throw new Error(compiled.errors.map(formatDiagnostic).join('\n'));
    const { complete, counterexamples } = exploreAll(compiled.program, { all: true });
    expect(counterexamples.map(({ reason }) => reason)).toEqual([]);
    expect(complete).toBe(true);
  });
});
