import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { formatVersion } from '../../src/language/versions';
import { compileScenario, modelKernel } from '../support/model-kernel';

/** What the model kernel does, and what it does when a function of it is replaced: a folder of cases, each with its `expect`. */
const folder = join(__dirname, 'scenarios');

describe.each(readdirSync(folder))('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const { tree, diagnostics } = checkScenario(name, text, modelKernel());

  it('has no errors', () => expect(diagnostics.map(formatDiagnostic)).toEqual([]));

  it.each((tree?.expects ?? []).map((each) => [formatVersion(each.version), each] as const))('%s', (_, { version, verdict, property }) => {
    const { counterexamples, complete } = exploreAll(compileScenario(text, version), { all: true });
    expect(complete).toBe(true);
    const found = counterexamples.map((each) => (each.property ? `${each.verdict} ${each.property}` : each.verdict));
    if (verdict === 'holds') expect(found).toEqual([]);
    else expect(found).toContain(property ? `${verdict} ${property}` : verdict);
    if (verdict !== 'violates') expect(found.filter((each) => each.startsWith('violates'))).toEqual([]);
  });
});
