import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/vscode/paths.mts';
import { answers, type Sought } from '../../../src/explorer/search/sought';
import type { Counterexample } from '../../../src/explorer/counterexample/counterexample';
import { exploreAll } from '../../../src/explorer/explore';
import { parseVersion } from '../../../src/language/versions';
import { Execution } from '../../../src/machine/execution/execution';
import { formatSchedule } from '../../../src/machine/schedule/schedule';
import { compileScenario } from '../../support/model-kernel';

/** Finds ways to the moments that a test wants to show, so that a change of the model kernel breaks no test here. */
export function scheduleTo(example: string, kernel: string, property: string): string {
  return counterexampleOf(example, kernel, { verdict: 'violates', property }).schedule;
}

export function counterexampleOf(example: string, kernel: string, sought: Sought): Counterexample {
  const { counterexamples } = exploreAll(compile(example, kernel), { until: sought });
  const found = counterexamples.find((each) => answers(each, sought));
  if (!found) throw new Error(`${example} on ${kernel}: no ${sought.property ?? sought.verdict}.`);
  return found;
}

/** The reader goes as far as it can; then the truncator, and whoever it waits for, until it looks again for busy pages. */
export function scheduleToRetry(example: string, kernel: string): string {
  const execution = new Execution(compile(example, kernel));
  const { tasks } = execution.program;
  const moves = (name: string): boolean => {
    const { index } = tasks.find((task) => task.name === name)!;
    if (execution.program.enabled(execution.state, index) === 0) return false;
    execution.advance({ task: index, alternative: 0 });
    return true;
  };
  while (moves('reader'));
  while (['truncator', 'nvme0', 'interrupt', 'reader'].some(moves)) {
    if (execution.eventAt(execution.length - 1).marks.includes('layout_retry')) return formatSchedule(execution.choices);
  }
  throw new Error(`${example} on ${kernel}: the truncator finds no busy page.`);
}

/** One after the other, these processes go until they are about to do something in a function, or as far as they can. */
export function scheduleInto(example: string, kernel: string, ...ways: { process: string; into?: string }[]): { schedule: string; position: number } {
  const execution = new Execution(compile(example, kernel));
  const { program } = execution;
  for (const { process, into } of ways) {
    const { index } = program.tasks.find(({ name }) => name === process)!;
    const isThere = () => program.location(execution.state, index).frames[0]!.function === into;
    while (!isThere() && program.enabled(execution.state, index) > 0) execution.advance({ task: index, alternative: 0 });
  }
  return { schedule: formatSchedule(execution.choices), position: execution.length };
}

function compile(example: string, kernel: string) {
  return compileScenario(readFileSync(join(root, 'examples', example), 'utf8'), parseVersion(kernel));
}
