// Why something went wrong, told of the model kernel: the event that made it so, and not one beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { parseVersion } from '../../src/language/versions';
import { explainViolation } from '../../src/machine/explain/explain';
import { replay } from '../../src/machine/schedule/replay';
import { compileScenario } from '../support/model-kernel';

it('of an association warning names the event that made the page forget its file', () => {
  const text = readFileSync(join(import.meta.dirname, 'scenarios', 'association-warnings.daxscn'), 'utf8');
  const program = compileScenario(text, parseVersion('v4.18'));
  const { counterexamples } = exploreAll(program);
  expect(counterexamples).toMatchObject([{ verdict: 'violates', property: 'disassociated' }]);
  const { execution } = replay(program, counterexamples[0]!.schedule);
  expect(explainViolation(execution, execution.eventAt(execution.length - 1)))
    .toMatch(/Event \d+ of workqueue \(forget the file of page 0, in free_devmap_managed_page\) changed page 0\.mapping from victim to none\./);
});
