import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { parseVersion } from '../../src/language/versions';
import { compileTrees } from '../compiler/tiny-kernel';
import { scenarioTrees } from '../support/model-kernel';

/** Processes that do nothing make sets of tasks large. Nothing else depends on how many there are. */
it('explores 32 tasks as it does 8', () => {
  const text = readFileSync(join(__dirname, 'scenarios', 'tasks-32.daxscn'), 'utf8');
  const trees = (idle: number) => scenarioTrees(text.replace('idle[26]', `idle[${idle}]`));
  for (const version of ['v4.17', 'v6.18'].map(parseVersion)) {
    const found = [2, 26].map((idle) => {
      const { program } = compileTrees(trees(idle), version);
      const plain = exploreAll(program);
      const reduced = exploreAll(program, { reduction: true, symmetry: true, unreducedFirst: 0 });
      return { tasks: program.tasks.length, verdicts: [plain, reduced].map(({ verdict, property }) => [verdict, property]), states: plain.states, events: plain.events };
    });
    expect(found.map(({ tasks }) => tasks)).toEqual([8, 32]);
    expect({ ...found[1], tasks: 8 }).toEqual(found[0]);
  }
}, 60_000);
