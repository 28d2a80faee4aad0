import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Execution } from '../../src/machine/execution/execution';
import { livelockOf } from '../../src/machine/verdict/livelock';
import { outcomeOf } from '../../src/machine/explain/outcome';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { checkScenario } from '../../src/language/check';
import { compileScenario, modelKernel } from '../support/model-kernel';

const examples = readdirSync('examples').filter((name) => name.endsWith('.daxscn'));

const LONG = 1000;

/** Who presses F5 and then *continue* sees what the story tells. */
describe('the schedule of an example', () => {
  it.each(examples)('shows what is expected of the version it names: %s', (name) => {
    const text = readFileSync(`examples/${name}`, 'utf8');
    const { tree } = checkScenario(name, text, modelKernel());
    const expected = tree?.expects.find(({ version }) => version === tree.kernel);
    const execution = new Execution(compileScenario(text));
    const created = createScheduler(execution.program, { schedules: tree?.schedules ?? [] });
    if ('error' in created) throw new Error(created.error.message);
    const broken: string[] = [];
    // What goes on for ever has shown by then that it does.
    for (let choice = created.scheduler.next(execution); choice && execution.length < LONG; choice = created.scheduler.next(execution)) {
      const { violation } = execution.step(choice);
      if (violation) broken.push(violation.property);
      if (expected?.verdict === 'livelock' && livelockOf(execution)) break;
    }
    if (expected?.verdict === 'violates') expect(broken).toContain(expected.property);
    else expect(outcomeOf(execution).verdict).toBe(expected?.verdict);
  });
});
