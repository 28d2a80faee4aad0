// Changed scenarios: each is compiled and can be run, or told what is wrong with it, in its text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile';
import { ModelError } from '../../src/compiler/program';
import { checkScenario } from '../../src/language/check';
import type { KernelTree } from '../../src/language/tree';
import { Execution } from '../../src/machine/execution/execution';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { examplePath, fixtureHost, fixturePath } from '../debugger/support/kernel';
import { modelKernel } from '../support/model-kernel';
import { expectWords, fuzz, mutated, PATIENCE, RUNS } from './fuzz';

const read = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith('.daxscn')).map((name) => readFileSync(join(folder, name), 'utf8'));
const pieces = [
  'process ', 'thread ', 'scenario "x"', 'expect v4.17 holds', 'kernel v4.18', 'victim', 'other', 'buf', 'x = 1;', '{', '}', '(', ')', '[', ']', ';', '"', '"{x}"', '/*', '*/', '//',
  '1', '-1', '99999999999999', '==', '=', '!', '..', '.', ', ', 'for (i in 0 .. 3) ', 'repeat (2) ', 'if (1 == 1) ', 'else ', 'while (true) ', 'null', 'override ', 'assert (1 == 2) "no";', '\0', '\r', 'é', '\n',
];

function check(text: string, kernel: KernelTree, runs: boolean): void {
  const { tree, diagnostics } = checkScenario('fuzz.daxscn', text, kernel);
  const lines = text.split(/\r\n?|\n/).length;
  for (const { message, span } of diagnostics) {
    expectWords(message);
    expect(span[0]).toBeGreaterThanOrEqual(0);
    expect(span[2]).toBeLessThan(lines + 1);
  }
  if (!tree) {
    expect(diagnostics.some(({ severity }) => severity === 'error')).toBe(true);
    return;
  }
  if (!runs) return;
  const compiled = compile(kernel, tree);
  if ('errors' in compiled) {
    expect(compiled.errors.length).toBeGreaterThan(0);
    for (const { message } of compiled.errors) expectWords(message);
    return;
  }
  const created = createScheduler(compiled.program, { schedules: tree.schedules });
  if ('error' in created) {
    expectWords(created.error.message);
    return;
  }
  const execution = new Execution(compiled.program);
  try {
    for (let choice = created.scheduler.next(execution); choice && execution.length < 100; choice = created.scheduler.next(execution)) execution.step(choice);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    expectWords(error.message);
  }
}

test('of the small kernel, compiled and run', { timeout: PATIENCE }, async () => {
  const kernel = fixtureHost().kernelTree() as KernelTree;
  await fuzz(mutated(read(fixturePath('')), pieces), (text) => check(text, kernel, true), Math.ceil(RUNS * 0.8));
});

test('the examples, checked', { timeout: PATIENCE }, async () => {
  const kernel = modelKernel();
  await fuzz(mutated(read(examplePath('')), pieces), (text) => check(text, kernel, false), Math.ceil(RUNS * 0.2));
});
