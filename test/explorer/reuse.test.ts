// A result that is used again is the one that a search gives.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile';
import type { Program } from '../../src/compiler/program';
import { exploreAll, type Exploration } from '../../src/explorer/explore';
import { KnownResults } from '../../src/explorer/reuse/known-results';
import { CheckCache, checkScenario } from '../../src/language/check';
import { besideScenario, usedPaths } from '../../src/language/overlays';
import { KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { modelKernel } from '../support/model-kernel';

const folder = join(import.meta.dirname, '..', '..', 'examples');
/** Small ones, one of them with livelocks. */
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?:02|09|m-06|m-20)-.*\.daxscn$/.test(name)).sort();
const cache = new CheckCache();

/** Undefined if there is none on the version. */
function compiled(name: string, text: string, version: number): Program | undefined {
  const file = join(folder, name);
  const used = new Map(usedPaths(text).map((path) => [path, { source: path, text: readFileSync(besideScenario(file, path), 'utf8') }]));
  const result = compile(modelKernel(), checkScenario(file, text, modelKernel(), cache, { used }).tree!, version);
  return 'program' in result ? result.program : undefined;
}

/** All of it, with what is told of each counterexample. */
const plain = (exploration: Exploration): unknown => JSON.parse(JSON.stringify(exploration));

describe('the results of one version that hold for another', () => {
  let reused = 0;

  test.for(examples)('%s', { timeout: 240_000 }, (name) => {
    const known = new KnownResults(0);
    const text = readFileSync(join(folder, name), 'utf8');
    for (const version of KNOWN_VERSIONS.map((each) => parseVersion(each)!)) {
      const [asked, program] = [compiled(name, text, version), compiled(name, text, version)];
      if (!asked || !program) continue;
      const found = known.find(asked, {}, Infinity);
      const searched = exploreAll(program, { reduction: true, symmetry: true });
      if (found) {
        reused++;
        expect(plain(found)).toEqual(plain(searched));
      } else known.add(program, {}, searched);
    }
  });

  test('are used', () => {
    expect(reused).toBeGreaterThan(examples.length);
  });
});

function swapped(text: string, one: string, other: string): string {
  return text.replace(one, '@').replace(other, one).replace('@', other);
}

describe('a result', () => {
  const name = '01-truncate-vs-direct-read.daxscn';
  const text = readFileSync(join(folder, name), 'utf8');
  const version = parseVersion('v4.17')!;

  test.for([
    ['another number of blocks', (code: string) => code.replace('blocks = 2', 'blocks = 3')],
    ['another order of processes', (code: string) => swapped(code, 'truncator { ftruncate(victim, 0); }', 'writer    { fallocate(other, 0, 2); }')],
    ['another call', (code: string) => code.replace('ftruncate(victim, 0)', 'ftruncate(victim, 1)')],
    ['another property', (code: string) => code.replace('\nexpect', '\nassert no_raw_page: victim.i_mapping.entries[0].kind != PFN;\n\nexpect')],
  ] as const)('is none of a program with %s', ([, edit]) => {
    const known = new KnownResults(0);
    const program = compiled(name, text, version)!;
    known.find(program, {}, Infinity);
    known.add(program, {}, exploreAll(program));
    expect(known.find(compiled(name, text, version)!, {}, Infinity)).toBeDefined();
    const edited = edit(text);
    expect(edited).not.toBe(text);
    expect(known.find(compiled(name, edited, version)!, {}, Infinity)).toBeUndefined();
  });

  test('is none of another question, nor of a search that may take fewer states', () => {
    const known = new KnownResults(0);
    const program = compiled(name, text, version)!;
    known.find(program, {}, Infinity);
    const { states } = exploreAll(program, { known });
    expect(known.find(program, { all: true }, Infinity)).toBeUndefined();
    expect(known.find(program, { until: { verdict: 'hang' } }, Infinity)).toBeUndefined();
    expect(known.find(program, {}, states - 1)).toBeUndefined();
    expect(known.find(program, {}, states)?.states).toBe(states);
  });
});
