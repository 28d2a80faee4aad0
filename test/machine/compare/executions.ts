// What the tests of comparisons compare: examples on two versions.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../../src/compiler/compile';
import type { Program } from '../../../src/compiler/program';
import { checkScenario } from '../../../src/language/check';
import type { ScenarioTree, Version } from '../../../src/language/tree';
import { Execution } from '../../../src/machine/execution/execution';
import { violations } from '../../../src/machine/execution/violations';
import { createScheduler } from '../../../src/machine/schedule/scheduler';
import { LivelockWatch } from '../../../src/machine/verdict/livelock-watch';
import { modelKernel } from '../../support/model-kernel';

const examples = join(__dirname, '..', '..', '..', 'examples');
const LONGEST = 2_000;

/** Paths in the folder of the examples. */
export const files = ['.', 'museum'].flatMap((folder) => readdirSync(join(examples, folder)).filter((name) => name.endsWith('.daxscn')).sort().map((name) => join(folder, name)));

export function scenarioOf(file: string): ScenarioTree {
  return checkScenario(file, readFileSync(join(examples, file), 'utf8'), modelKernel()).tree!;
}

export function programOf(tree: ScenarioTree, version: Version): Program {
  const compiled = compile(modelKernel(), tree, version);
  if ('errors' in compiled) throw new Error(compiled.errors.map(({ message }) => message).join());
  return compiled.program;
}

/** A version on which the scenario goes wrong, the one that it names if it can be, and the next one on which it does not. */
export function versionsOf({ expects, kernel }: ScenarioTree): { readonly bad: Version | undefined; readonly good: Version | undefined } {
  const wrong = expects.filter(({ verdict }) => verdict !== 'holds' && verdict !== 'reaches').map(({ version }) => version);
  const right = expects.filter(({ verdict, version }) => verdict === 'holds' && !wrong.includes(version)).map(({ version }) => version);
  const bad = kernel !== undefined && wrong.includes(kernel) ? kernel : wrong.at(-1);
  return { bad, good: bad === undefined ? undefined : right.find((version) => version > bad) ?? right.at(-1) };
}

/** Along the scenario's own schedule, to what it expects to go wrong or to the end. */
export function ownRun(tree: ScenarioTree, program: Program, seed?: number): Execution {
  const expected = tree.expects.find(({ version, verdict }) => version === program.kernel && verdict === 'violates')?.property;
  const created = createScheduler(program, seed === undefined ? { schedules: tree.schedules } : { seed });
  if ('error' in created) throw new Error(created.error.message);
  const execution = new Execution(program);
  const livelock = new LivelockWatch(execution);
  const isWrong = (): boolean => violations(program, execution.state).some(({ property }) => expected === undefined || property === expected);
  while (execution.length < LONGEST && !isWrong() && !(expected === undefined && livelock.at(execution.length))) {
    const choice = created.scheduler.next(execution);
    if (!choice) break;
    execution.advance(choice);
  }
  return execution;
}
