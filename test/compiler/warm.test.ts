// What is kept from one compilation to the next (functions by their texts, forms of functions, calls in bodies) changes nothing: a program that is compiled
// after many others is the one that a fresh process would make.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { compile, type Compiled, type CompileResult } from '../../src/compiler/compile';
import type { Node } from '../../src/compiler/ir';
import type { Program } from '../../src/compiler/program';
import { CheckCache, checkScenario } from '../../src/language/check';
import { besideScenario, usedPaths } from '../../src/language/overlays';
import type { KernelTree, Version } from '../../src/language/tree';
import { KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { runnable } from '../../src/machine/execution/choice';
import { sample } from '../support/extent';
import { modelKernel } from '../support/model-kernel';

const folder = join(import.meta.dirname, '..', '..', 'examples');
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.daxscn')).sort()
  .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
const versions = KNOWN_VERSIONS.map((name) => parseVersion(name)!);

/** Numbers that look random and are the same each time (Knuth's linear congruential generator). */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => Math.floor(((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * below);
}

function surroundings(file: string, text: string) {
  return { used: new Map(usedPaths(text).map((path) => [path, { source: path, text: readFileSync(besideScenario(file, path), 'utf8') }])) };
}

const isCompiled = (result: CompileResult): result is Compiled => 'program' in result;

/** All that a program is made of, as one text. */
function portrait({ program, parts: { tasks, assertions, invariants, boot, pures } }: Compiled): string {
  const id = (node: Node | undefined): number | undefined => node?.id;
  const nodes = tasks.map(({ graph }) => graph.nodes.map(({ next, branch, options, ...node }) => ({
    ...node, next: id(next), branch: branch && [branch.condition, id(branch.then), id(branch.else)], options: options?.map(id),
  })));
  const { slots, types, invariants: checks } = program;
  return JSON.stringify([slots, types, checks, [...program.initial()], tasks.map(({ name }) => name), nodes, assertions, invariants, boot, pures.called()]);
}

/** What happens on a way that the seed picks, and what is said of it. */
function perform(program: Program, seed: number): unknown[] {
  const pick = numbers(seed);
  const state = program.initial();
  const told: unknown[] = [];
  for (let event = 0; event < 120; event++) {
    const choices = runnable(program, state);
    const choice = choices[pick(choices.length)];
    if (!choice) break;
    const { task, alternative } = choice;
    told.push(choices, program.describe(state, task), attempt(() => program.step(state, task, alternative)), state.slice(), program.violation(state));
    told.push(program.tasks.map(({ index }) => program.blocked(state, index)));
  }
  return told;
}

/** The error that an event ends with: where it is, and what it says. */
function attempt(act: () => void): unknown {
  try {
    return void act();
  } catch (error) {
    return { ...error as object, message: (error as Error).message };
  }
}

/** A comment or an empty line anywhere, or a statement that is gone, twice there or behind the next one. */
function edited(text: string, pick: (below: number) => number): string {
  const lines = text.split('\n');
  const how = pick(4);
  const at = how === 0 ? pick(lines.length) : lines.findIndex((line, i) => i >= pick(lines.length) && /^\s.*;\s*$/.test(line));
  if (how === 0 || at < 0) return lines.toSpliced(Math.max(at, 0), 0, '// another thought', '').join('\n');
  if (how === 1) return lines.toSpliced(at, 1).join('\n');
  if (how === 2) return lines.toSpliced(at, 0, lines[at]!).join('\n');
  return lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at]!).join('\n');
}

/** As in a process that has compiled nothing. */
async function compiledCold(file: string, text: string, version: Version): Promise<CompileResult | undefined> {
  vi.resetModules();
  const [language, compiler] = await Promise.all([import('../../src/language/check'), import('../../src/compiler/compile')]);
  const kernel: KernelTree = structuredClone(modelKernel());
  const { tree } = language.checkScenario(file, text, kernel, new language.CheckCache(), surroundings(file, text));
  return tree && compiler.compile(kernel, tree, version);
}

describe('a program that is compiled after many others', () => {
  const cache = new CheckCache();
  const compiledWarm = (file: string, text: string, version: Version): CompileResult | undefined => {
    const { tree } = checkScenario(file, text, modelKernel(), cache, surroundings(file, text));
    return tree && compile(modelKernel(), tree, version);
  };
  const pick = numbers(16);
  let programs = 0;

  test.for(sample(examples, 2))('$file', { timeout: 120_000 }, async ({ file, text }) => {
    const version = versions[pick(versions.length)]!;
    // What it does stays in the cache of functions.
    const before = compiledWarm(file, text, version)!;
    if (isCompiled(before)) perform(before.program, pick(1000));
    const other = edited(text, pick);
    const [warm, cold] = [compiledWarm(file, other, version), await compiledCold(file, other, version)];
    if (!warm || !cold || !isCompiled(warm) || !isCompiled(cold)) return expect(warm).toEqual(cold);
    programs++;
    expect(portrait(warm) === portrait(cold)).toBe(true);
    const seed = pick(1000);
    expect(perform(warm.program, seed)).toEqual(perform(cold.program, seed));
  });

  test('which most edits leave one', () => {
    expect(programs).toBeGreaterThan(sample(examples, 2).length / 2);
  });
});
