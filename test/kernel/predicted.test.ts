// The table of docs/kernel-model.md that was filled in before the scenarios were run: how often the schedule of each comes to the busy-page scan,
// and whether a layout change sleeps in it. scenarios.test.ts checks the verdicts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findOutcomes } from '../../src/explorer/answers/outcomes';
import { checkScenario } from '../../src/language/check';
import type { ScenarioTree, Version } from '../../src/language/tree';
import { parseVersion } from '../../src/language/versions';
import { Execution } from '../../src/machine/execution/execution';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { compileScenario, modelKernel } from '../support/model-kernel';

const folder = join(__dirname, 'predicted');
const textOf = (name: string): string => readFileSync(join(folder, `${name}.daxscn`), 'utf8');
const document = readFileSync(join(__dirname, '..', '..', 'docs', 'kernel-model.md'), 'utf8');

interface Seen { readonly scans: number; readonly waits: boolean }

interface Row extends Seen {
  readonly name: string;
  readonly tasks: readonly string[];
  readonly version: string;
  readonly verdict: string;
  /** The most scans of any execution; undefined if that was not predicted. */
  readonly most: number | undefined;
}

/** `v5.10 holds, waits, 1 → 2 (at most 3)`: what is behind the arrow was found instead of what was predicted. */
const CELL = /^(v[\d.]+) (?:\w+ → )?(\w+), (waits, )?(?:\d+ → )?(\d+)(?: \(at most (\d+)\))?$/;

const rows: Row[] = document.split('\n').flatMap((line) => {
  const [, name, tasks, ...cells] = line.split('|').map((cell) => cell.trim());
  if (!/^`[a-z-]+`$/.test(name ?? '') || !cells.some((cell) => CELL.test(cell))) return [];
  return cells.slice(0, 3).map((cell) => {
    const [, version, verdict, waits, scans, most] = CELL.exec(cell)!;
    return {
      name: name!.slice(1, -1), tasks: tasks!.split(', '), version: version!, verdict: verdict!,
      waits: waits !== undefined, scans: Number(scans), most: most === undefined ? undefined : Number(most),
    };
  });
});

it('is a table of all these scenarios, on three versions each', () => {
  expect(rows.map(({ name }) => `${name}.daxscn`).sort()).toEqual(readdirSync(folder).flatMap((name) => [name, name, name]).sort());
});

describe.each(rows)('$name on $version', ({ name, tasks, version, verdict, scans, waits }) => {
  const text = textOf(name);
  const tree = checkScenario(name, text, modelKernel()).tree!;
  const parsed = parseVersion(version)!;

  it('has the verdict that the scenario expects', () => {
    const expected = tree.expects.filter((each) => each.version === parsed).map((each) => each.verdict === 'violates' ? each.property : each.verdict);
    expect(expected).toContain(verdict);
  });

  it('scans as often in its schedule', () => expect(scheduled(text, tree, parsed, tasks)).toEqual({ scans, waits }));

});

describe('the most scans of any execution', () => {
  it.each(rows.filter(({ most }) => most !== undefined))('$name on $version: $most', ({ name, version, most }) => {
    const search = findOutcomes(compileScenario(textOf(name), parseVersion(version)!, { historyVariables: true }), {});
    let step = search.next();
    while (!step.done) step = search.next();
    const retries = step.value.classes.flatMap(({ counts }) => counts.filter(({ variable }) => variable.name === 'layout_retry').map(({ times }) => times));
    expect(step.value.bound).toBeNull();
    expect(1 + Math.max(0, ...retries)).toBe(most);
  });
});

/** The scans of these tasks, up to the first violation. Each entry of the scan comes after an event outside of it. */
function scheduled(text: string, tree: ScenarioTree, version: Version, names: readonly string[]): Seen {
  const execution = new Execution(compileScenario(text, version));
  const { program } = execution;
  const created = createScheduler(program, { schedules: tree.schedules });
  if ('error' in created) throw new Error(created.error.message);
  const scanning = new Set<number>();
  let scans = 0;
  let waits = false;
  for (let choice = created.scheduler.next(execution); choice; choice = created.scheduler.next(execution)) {
    const { task } = choice;
    if (names.includes(program.tasks[task]!.name)) {
      const { frames } = program.location(execution.stateAt(execution.position), task);
      const isIn = (prefix: string): boolean => frames.some(({ function: called }) => called.startsWith(prefix));
      if (!isIn('dax_layout_busy_page')) scanning.delete(task);
      else if (!scanning.has(task)) {
        scans++;
        scanning.add(task);
      }
      waits ||= isIn('schedule');
    }
    if (execution.step(choice).violation) break;
  }
  return { scans, waits };
}
