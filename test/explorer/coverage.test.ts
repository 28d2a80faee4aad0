import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CoverageCounters } from '../../src/compiler/lowering/coverage-counters';
import { Coverage, type FileCoverage } from '../../src/explorer/answers/coverage';
import { exploreAll } from '../../src/explorer/explore';
import type { Version } from '../../src/language/tree';
import { parseVersion } from '../../src/language/versions';
import { compileTrees, trees, type Trees } from '../compiler/tiny-kernel';
import { compileScenario } from '../support/model-kernel';

function explore(coverage: Coverage, { kernel, scenario }: Trees, version: Version = 4017, maxStates = Infinity) {
  const { program } = compileTrees({ kernel, scenario }, version, { coverageCounters: coverage.counters });
  coverage.include(kernel, scenario, version);
  const searching = coverage.explore(program, { maxStates });
  for (;;) {
    const { done, value } = searching.next();
    if (done) return value;
  }
}

function covered(code: string, processes: string, ...versions: Version[]): FileCoverage {
  const both = trees(processes, code);
  const coverage = new Coverage();
  for (const version of versions.length > 0 ? versions : [4017]) expect(explore(coverage, both, version)).toBeUndefined();
  return coverage.files().find(({ source }) => source === 'more.daxk')!;
}

/** Each line says in a comment at its end whether it is reached; a line without is none that counts. */
interface Case {
  readonly name: string;
  readonly code: string;
  readonly processes?: string;
  readonly versions?: readonly Version[];
  /** `then yes`, `else no`, or `then -` where nothing was chosen. */
  readonly branches?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: 'an `if` that always goes one way', branches: ['then no', 'else yes'],
    code: `syscall void f(block_device d) {
      d.value = 1; // reached
      if (d.value == 0) // reached
        d.full = true; // never
      else
        d.value = 2; // reached
    }`,
  },
  {
    name: 'an argument that decides', branches: ['then yes', 'else no'],
    code: `void g(block_device d, int n) {
      if (n == 1) // reached
        d.value = n; // reached
      else
        d.value = 0; // never
    }
    syscall void f(block_device d) {
      g(d, 1); // reached
    }`,
  },
  {
    name: 'a version that decides', branches: [],
    code: `void g(block_device d) since v4.18 {
      d.value = 3;
    }
    syscall void f(block_device d) {
      if (KERNEL < v4.18) // reached
        d.value = 1; // reached
      else
        d.value = 2;
      if (!(KERNEL >= v4.18) || d.value == 3) // reached
        d.full = true; // reached
      else
        d.full = false;
    }`,
  },
  {
    name: 'several versions together', versions: [4017, 4018], branches: [],
    code: `void g(block_device d) since v4.18 {
      d.value = 3; // reached
    }
    void unused(block_device d) since v4.18 {
      d.value = 3; // never
    }
    void later(block_device d) since v6.18 {
      d.value = 3;
    }
    syscall void f(block_device d) {
      if (KERNEL < v4.18) // reached
        d.value = 1; // reached
      else
        g(d); // reached
    }`,
  },
  {
    name: 'an `await` where somebody waits for ever', branches: ['goes on no', 'waits yes', 'goes on -', 'waits -'],
    code: `syscall void f(block_device d) {
      d.value = 1; // reached
      await (d.value == 2) { // never
        d.full = true; // never
      }
      await (d.value == 3); // never
    }`,
  },
  {
    name: 'an `await` where nobody ever waits', branches: ['goes on yes', 'waits no'],
    code: `syscall void f(block_device d) {
      await (d.value == 0) { // reached
        d.full = true; // reached
      }
    }`,
  },
  {
    name: 'loops', branches: ['another round yes', 'the end yes', 'another round no', 'the end yes', 'then yes', 'else yes', 'then yes', 'else no'],
    code: `syscall void f(block_device d) {
      while (d.value < 2) // reached
        d.value += 1; // reached
      while (d.value < 1) // reached
        d.value = 5; // never
      repeat 2 // reached
        d.full = true; // reached
      for (i in 0 .. 3) { // reached
        if (i == 0) // reached
          continue; // reached
        if (i == 1) // reached
          break; // reached
        d.value = i; // never
      }
      int last = 3; // reached
    }`,
  },
  {
    name: 'every option of a `choose`', branches: ['option 1 yes', 'option 2 yes'],
    code: `syscall void f(block_device d) {
      choose { // reached
        d.value = 1; // reached
      } or {
        d.value = 2; // reached
      }
    }`,
  },
  {
    name: 'the inside of one event', branches: ['then no', 'else yes', 'another round yes', 'the end yes'],
    code: `syscall void f(block_device d) {
      "all": atomic { // reached
        if (d.full) // reached
          d.value = 7; // never
        while (d.value < 2) // reached
          d.value += 1; // reached
      }
    }`,
  },
  {
    name: 'pure functions, agents and invariants', branches: ['then yes', 'else no', 'goes on yes', 'waits yes', 'then no', 'else yes'],
    code: `pure bool small(block_device d) {
      if (d.value < 5) // reached
        return true; // reached
      return false; // never
    }
    agent sweeper for (block_device d) as "sweep {d}" {
      await (d.value == 1 && small(d)) { // reached
        d.value = 0; // reached
      }
    }
    invariant never_full {
      for (d in all block_device) // reached
        if (d.full) // reached
          require (d.value > 0) "{d} is full of nothing"; // never
    }
    syscall void f(block_device d) {
      d.value = 1; // reached
    }`,
  },
  {
    name: 'both sides of a condition that acts', branches: ['then no', 'else yes'],
    code: `bool g(block_device d, bool r) {
      d.value += 1; // reached
      return r; // reached
    }
    syscall void f(block_device d) {
      if (g(d, true) && d.value > 5) // reached
        d.full = true; // never
    }`,
  },
];

describe('coverage', () => {
  it.each(CASES)('tells $name', ({ code, processes = 'process p { f(box); }', versions = [], branches }) => {
    const file = covered(code, processes, ...versions);
    const expected = code.split('\n').flatMap((text, i) => {
      const [, word] = / \/\/ (reached|never)$/.exec(text) ?? [];
      return word === undefined ? [] : [`${i + 1} ${word}`];
    });
    expect(file.lines.map(({ line, hits }) => `${line} ${hits > 0 ? 'reached' : 'never'}`)).toEqual(expected);
    if (branches) expect(file.branches.map(({ name, hits }) => `${name} ${hits === null ? '-' : hits > 0 ? 'yes' : 'no'}`)).toEqual(branches);
  });

  it('counts the events of the graph, over the instances of a process as well', () => {
    const code = 'syscall void f(block_device d) {\n d.value = 1;\n}';
    // p0 first: two transitions; p1 first: two. The states after one of them differ, so there are four transitions in all.
    const both = trees('process p[2] { f(box); }', code);
    const coverage = new Coverage();
    explore(coverage, both);
    const [kernel, , scenario] = coverage.files();
    expect(kernel).toMatchObject({ source: 'more.daxk', lines: [{ line: 2, function: 'f', hits: 4 }], functions: [{ name: 'f', line: 1, hits: 4 }] });
    expect(scenario!.functions).toHaveLength(1);
  });

  it('names functions with their versions, and those that nobody calls', () => {
    const code = 'void g(block_device d) until v4.18 { d.value = 1; }\nvoid g(block_device d) since v4.18 { d.value = 2; }\nsyscall void f(block_device d) { g(d); }';
    const { functions } = covered(code, 'process p { f(box); }', 4017);
    expect(functions.map(({ name, line, hits }) => [name, line, hits > 0])).toEqual([['g until v4.18', 1, true], ['f', 3, true]]);
    expect(covered(code, 'process p { add(box, 1); }', 4017, 4018).functions.map(({ name, hits }) => [name, hits]))
      .toEqual([['g until v4.18', 0], ['g since v4.18', 0], ['f', 0]]);
  });

  it('says when it has not seen everything', () => {
    const both = trees('process p { f(box); }', 'syscall void f(block_device d) { repeat 9 d.value += 1; }');
    expect(explore(new Coverage(), both)).toEqual({ bound: 'model' });
    expect(explore(new Coverage(), both, 4017, 2)).toEqual({ bound: 'states' });
  });
});

describe('coverage counters', () => {
  const folder = join(__dirname, '..', '..', 'examples');
  const examples = readdirSync(folder).filter((name) => /^0[5678].*\.daxscn$/.test(name));

  afterEach(() => { vi.unstubAllGlobals(); });

  it('are in no code that was not asked to count', () => {
    const texts: string[] = [];
    const real = Function;
    vi.stubGlobal('Function', function (...args: string[]) {
      texts.push(args[args.length - 1]!);
      return real(...args);
    });
    // No other test has these functions: what was compiled before would not be compiled again.
    const both = trees('process p { f(box); }', 'syscall void f(block_device d) { while (d.value < 3) d.value += 1; await (d.full); mark done; }');
    const textsOf = (compilation: () => ReturnType<typeof compileTrees>): string[] => {
      // What an event does becomes a function when it happens first.
      exploreAll(compilation().program);
      return texts.splice(0);
    };
    const before = textsOf(() => compileTrees(both));
    const counting = textsOf(() => compileTrees(both, 4017, { coverageCounters: new CoverageCounters(), historyVariables: true }));
    expect(counting.join()).toContain('H[');
    expect(before.join()).toMatch(/^(?!.*H\[).+/s);
    // It has the functions that the first has.
    expect(textsOf(() => compileTrees(both))).toEqual([]);
  });

  it.each(examples.flatMap((name) => ['v4.17', 'v6.18'].map((version) => [name, version] as const)))(
    'change nothing in the graph of %s on %s', (name, version) => {
      const graph = (counters?: CoverageCounters) => {
        const program = compileScenario(readFileSync(join(folder, name), 'utf8'), parseVersion(version), counters && { coverageCounters: counters });
        const { states, transitions, counterexamples } = exploreAll(program, { all: true });
        return { states, transitions, counterexamples, slots: program.slots.length };
      };
      const counters = new CoverageCounters();
      expect(graph(counters)).toEqual(graph());
      expect(counters.hits.some((hits) => hits > 0)).toBe(true);
    }, 60_000,
  );
});
