import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Execution } from '../../src/machine/execution/execution';
import { livelockOf } from '../../src/machine/verdict/livelock';
import { outcomeOf } from '../../src/machine/explain/outcome';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { checkScenario } from '../../src/language/check';
import { compileScenario, modelKernel } from '../support/model-kernel';

const examples = ['examples', 'examples/museum'].flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.daxscn')).map((name) => `${folder}/${name}`));

const LONG = 1000;

/** Who presses F5 and then *continue* sees what the story tells. */
describe('the schedule of an example', () => {
  it.each(examples)('shows what is expected of the version it names: %s', (name) => {
    const text = readFileSync(name, 'utf8');
    const { tree } = checkScenario(name, text, modelKernel());
    const expected = (tree?.expects ?? []).filter(({ version, property, verdict }) => version === tree!.kernel && (property === undefined || verdict !== 'holds'));
    const verdicts = expected.filter(({ verdict }) => !verdict.includes('reaches'));
    const livelock = verdicts.some(({ verdict }) => verdict === 'livelock');
    const execution = new Execution(compileScenario(text));
    const created = createScheduler(execution.program, { schedules: tree?.schedules ?? [] });
    if ('error' in created) throw new Error(created.error.message);
    const seen: string[] = [];
    // What goes on for ever has shown by then that it does.
    for (let choice = created.scheduler.next(execution); choice && execution.length < LONG; choice = created.scheduler.next(execution)) {
      const { violation, marks } = execution.step(choice);
      seen.push(...marks, ...violation ? [violation.property] : []);
      if (livelock && livelockOf(execution)) break;
    }
    for (const { verdict, property } of expected) {
      if (verdict === 'violates' || verdict === 'reaches') expect(seen).toContain(property);
      else if (verdict === 'never reaches') expect(seen).not.toContain(property);
    }
    if (verdicts.every(({ verdict }) => verdict !== 'violates')) expect(verdicts.map(({ verdict }) => verdict)).toContain(outcomeOf(execution).verdict);
  });
});
