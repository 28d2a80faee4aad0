// Searches that share what versions have in common find what each finds alone; and what differs in names only is searched once.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile';
import { exploreAll, type ExploreOptions, type SearchedExploration } from '../../src/explorer/explore';
import { FamilySearches } from '../../src/explorer/family-searches';
import { checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { KernelTree, ScenarioTree, Version } from '../../src/language/tree';
import { formatVersion, KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { trees } from '../compiler/tiny-kernel';
import { sample } from '../support/extent';
import { modelKernel } from '../support/model-kernel';

const versions = KNOWN_VERSIONS.map((name) => parseVersion(name)!);
const folder = join(import.meta.dirname, '..', '..', 'examples');

/** By version what was found, and which version was searched for it. */
function together(kernel: KernelTree, tree: ScenarioTree, options: ExploreOptions): Map<Version, { readonly found: unknown; readonly searched: Version }> {
  const searches = new FamilySearches(kernel, tree, versions.map((version) => ({ version, ...(options.until && { until: options.until }) })));
  return new Map(versions.map((version) => {
    const work = searches.explore(version, options);
    for (;;) {
      const { done, value } = work.next();
      if (done) return [version, 'errors' in value ? { found: value.errors.map(formatDiagnostic), searched: version } : { found: plain(value.exploration), searched: value.sameAs ?? version }];
    }
  }));
}

function alone(kernel: KernelTree, tree: ScenarioTree, version: Version, options: ExploreOptions): unknown {
  const compiled = compile(kernel, tree, version);
  return 'errors' in compiled ? compiled.errors.map(formatDiagnostic) : plain(exploreAll(compiled.program, options));
}

function plain({ verdict, property, states, transitions, complete, bound, schedule, events, reason, missingWait, error }: SearchedExploration): unknown {
  return { verdict, property, states, transitions, complete, bound, schedule, events, reason, missingWait, error: error && [error.message, error.source, error.span] };
}

function expectTheSame(kernel: KernelTree, tree: ScenarioTree, options: ExploreOptions = {}): Version[] {
  const found = together(kernel, tree, options);
  for (const [version, each] of found) expect(each.found, formatVersion(version)).toEqual(alone(kernel, tree, version, options));
  return [...new Set([...found.values()].map(({ searched }) => searched))];
}

describe('examples on all versions', () => {
  test.each(sample([
    '01-truncate-vs-direct-read', '06-rdma-registration', '09-starved-truncate', '10-nobody-pins', '08-pin-that-never-ends', '11-second-look', 'museum/m-09-wrong-wait-queue', 'museum/m-16-unmounted-while-pinned',
    'museum/m-18-copied-block-stays-mapped', 'museum/m-33-silent-disassociation',
  ], 2))('%s', (name) => {
    const file = join(folder, `${name}.daxscn`);
    const { tree } = checkScenario(file, readFileSync(file, 'utf8'), modelKernel(), undefined, { used: new Map([['no-second-look.daxk', { source: 'no-second-look.daxk', text: readFileSync(join(folder, 'no-second-look.daxk'), 'utf8') }]]) });
    const searched = expectTheSame(modelKernel(), tree!, { maxStates: 20_000 });
    expect(searched.length).toBeLessThan(versions.length);
  });

  test('and a bound that some of them come to', () => {
    const file = join(folder, '01-truncate-vs-direct-read.daxscn');
    const { tree } = checkScenario(file, readFileSync(file, 'utf8'), modelKernel());
    expectTheSame(modelKernel(), tree!, { maxStates: 3000, all: true });
  });

  test('and a finding that is not the first', () => {
    const file = join(folder, '01-truncate-vs-direct-read.daxscn');
    const { tree } = checkScenario(file, readFileSync(file, 'utf8'), modelKernel());
    expectTheSame(modelKernel(), tree!, { until: { verdict: 'violates', property: 'dma_lands_at_home' }, maxStates: 20_000 });
  });
});

/** What differs between versions, in a process that calls \`work(box)\` twice beside another that does; and the versions that are searched. */
const DIFFERENCES: readonly { readonly about: string; readonly kernel: string; readonly searched: readonly string[] }[] = [
  { about: 'nothing', searched: ['v4.15'], kernel: 'syscall int work(block_device d) { d.value += 1; return 0; }' },
  { about: 'the name of a function on the way', searched: ['v4.15'], kernel: `
      syscall int work(block_device d) until v4.19 { old_work(d); return 0; }
      syscall int work(block_device d) since v4.19 { new_work(d); return 0; }
      void old_work(block_device d) { d.value += 1; }
      void new_work(block_device d) { inner_work(d, 1); }
      void inner_work(block_device d, int n) { d.value += n; }` },
  { about: 'a statement', searched: ['v4.15', 'v4.19'], kernel: 'syscall int work(block_device d) { if (KERNEL >= v4.19) d.full = true; d.value += 1; return 0; }' },
  { about: 'a branch that is never taken', searched: ['v4.15'], kernel: `
      syscall int work(block_device d) { atomic { d.value += 1; if (d.value == 7 && d.full) { if (KERNEL >= v4.19) d.value = 0; else d.value = 1; } } return 0; }` },
  { about: 'what a function returns, and so an event after it', searched: ['v4.15', 'v5.10'], kernel: `
      syscall int work(block_device d) { int error = ready(d); if (error != 0) return error; d.value += 1; return 0; }
      int ready(block_device d) until v5.10 { return 0; }
      int ready(block_device d) since v5.10 { if (d.full) return 0 - 5; return 0; }` },
  { about: 'how far a variable matters', searched: ['v4.15', 'v6.1'], kernel: `
      syscall int work(block_device d) { int seen = d.value; d.full = true; if (KERNEL >= v6.1) d.value = 0; else d.value = seen; d.full = false; return 0; }` },
  { about: 'a pure function', searched: ['v4.15', 'v5.4'], kernel: `
      pure bool has_room(block_device d) until v5.4 { return d.value < 5; }
      pure bool has_room(block_device d) since v5.4 { return d.value < 3; }
      syscall int work(block_device d) { atomic { if (has_room(d)) d.value += 1; } return 0; }` },
  { about: 'a loop', searched: ['v4.15', 'v4.20'], kernel: `
      syscall int work(block_device d) { for (i in 0 .. 1) { if (KERNEL >= v4.20 && i == 1) break; d.value += 1; } return 0; }` },
  { about: 'a property', searched: ['v4.15', 'v6.12'], kernel: `
      invariant small since v6.12 { for (d in all block_device) require (d.value < 3) "{d} is full"; }
      syscall int work(block_device d) { d.value += 1; return 0; }` },
  { about: 'whether there is an agent', searched: ['v4.15', 'v5.18'], kernel: `
      agent flusher since v5.18 { await (count_of(0) > 0) { } }
      pure int count_of(int n) { return n; }
      syscall int work(block_device d) { d.value += 1; return 0; }` },
];

describe('versions that differ in', () => {
  test.each(DIFFERENCES)('$about', ({ kernel, searched }) => {
    const both = trees('process p { work(box); work(box); } process q { work(box); }', kernel);
    expect(expectTheSame(both.kernel, both.scenario, { all: true }).map(formatVersion)).toEqual(searched);
  });
});
