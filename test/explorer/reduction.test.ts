// The audit of the reduction: the same verdicts and the same terminal states as without, and fewer states where it is easy.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { exploreAll } from '../../src/explorer/explore';
import { Search } from '../../src/explorer/search';
import { parseVersion } from '../../src/language/versions';
import { compileScenario } from '../support/model-kernel';
import { anyReducibleProgram } from '../support/reducible-program';

const root = join(__dirname, '..', '..');
const examples = readdirSync(join(root, 'examples')).filter((name) => name.endsWith('.daxscn'));

/** All that must not depend on the reduction. The reduced graph is a part of the full one, so equal counts are equal sets. */
function outcome(program: Program, isReduced: boolean) {
  const search = new Search(program, { reduction: isReduced });
  while (!search.isDone) search.expand();
  const found = search.findings.map(({ verdict, property }) => property ?? verdict).sort();
  return { states: search.visited.size, kept: { found, terminals: search.terminals, failure: search.failure?.error.message } };
}

function audit(program: Program): { full: number; reduced: number } {
  const [full, reduced] = [outcome(program, false), outcome(program, true)];
  expect(reduced.kept).toEqual(full.kept);
  expect(reduced.states).toBeLessThanOrEqual(full.states);
  return { full: full.states, reduced: reduced.states };
}

describe('the reduction', () => {
  it('changes no verdict and no terminal state of random programs', () => {
    let [full, reduced] = [0, 0];
    fc.assert(fc.property(anyReducibleProgram, (program) => {
      const sizes = audit(program);
      full += sizes.full;
      reduced += sizes.reduced;
    }), { numRuns: 2000 });
    expect(reduced).toBeLessThan(0.95 * full);
  });

  it.each(examples.flatMap((name) => ['v4.17', 'v4.18', 'v4.19', 'v6.18'].map((version) => [name, version] as const)))(
    'changes no verdict and no terminal state of %s on %s', (name, version) => {
      const { full, reduced } = audit(compileScenario(readFileSync(join(root, 'examples', name), 'utf8'), parseVersion(version)));
      expect(reduced).toBeLessThan(full);
    }, 60_000,
  );

  it('gives the shortest counterexample all the same', () => {
    const program = compileScenario(readFileSync(join(root, 'examples', examples[0]!), 'utf8'));
    const { schedule, states } = exploreAll(program);
    expect(exploreAll(program, { reduction: true })).toMatchObject({ verdict: 'violates', schedule, states });
  });
});
