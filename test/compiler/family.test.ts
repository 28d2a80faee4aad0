// A program that is made together with those of other versions does what the program of its version alone does, and says the same of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile, type Compiled } from '../../src/compiler/compile';
import { Family } from '../../src/compiler/family';
import type { Program, State } from '../../src/compiler/program';
import { checkScenario } from '../../src/language/check';
import { besideScenario, usedPaths } from '../../src/language/overlays';
import type { ScenarioTree, Type } from '../../src/language/tree';
import { KNOWN_VERSIONS, parseVersion } from '../../src/language/versions';
import { runnable } from '../../src/machine/execution/choice';
import { isComplete } from '../support/extent';
import { modelKernel } from '../support/model-kernel';
import { trees } from './tiny-kernel';

const folder = join(import.meta.dirname, '..', '..', 'examples');
const examples = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.daxscn')).sort();
const versions = KNOWN_VERSIONS.map((name) => parseVersion(name)!);
/** Every so many of them are tried with an example; with the next one, those after them. */
const EVERY = isComplete ? 6 : 16;
const EVENTS = 150;

function treeOf(name: string): ScenarioTree {
  const file = join(folder, name);
  const text = readFileSync(file, 'utf8');
  return checkScenario(file, text, modelKernel(), undefined, { used: new Map(usedPaths(text).map((path) => [path, { source: path, text: readFileSync(besideScenario(file, path), 'utf8') }])) }).tree!;
}

/** What is seen of a state and of what can happen in it. Slots are numbered otherwise, so the objects' fields stand for them. */
function seen(program: Program, state: State): unknown {
  const fields = program.slots.flatMap(({ path, field }, slot) => (field && state[slot] !== 0 ? [`${path} ${state[slot]}`] : [])).sort();
  const tasks = program.tasks.map(({ index, name }) => {
    const { frames, status, waits, atomicity } = program.location(state, index);
    const stack = frames.map(({ function: of, source, span, variables }) => [of, source, span, variables.map(({ name: variable, type, read }) => [variable, shown(program, read(state), type)])]);
    const alternatives = attempt(() => program.enabled(state, index));
    return [name, status, waits, atomicity, stack, alternatives, status === 'ended' ? '' : attempt(() => program.describe(state, index)), attempt(() => program.blocked(state, index))];
  });
  return [fields, tasks, attempt(() => program.violation(state))];
}

/** Objects are numbered over all tasks, of which another version may have more to make; each has the same name. */
function shown(program: Program, value: number | undefined, type: Type): string | undefined {
  return value === undefined ? undefined : program.format(value, type);
}

function attempt(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return String(error);
  }
}

test('a version has its own names, also where another has others for the same code, and a third one others again', () => {
  const { kernel, scenario } = trees('process p { work(box); }', `
    syscall void work(block_device d) until v4.19 { first(d); }
    syscall void work(block_device d) since v4.19 { second(d); }
    void first(block_device d) { d.value += 1; }
    void second(block_device d) until v5.10 { third(d); }
    void second(block_device d) since v5.10 { fourth(d); }
    void third(block_device d) { d.value += 1; }
    void fourth(block_device d) { d.value += 1; }`);
  const family = new Family(kernel, scenario, versions);
  const innermost = versions.map((version) => {
    const { program } = family.member(version).result as Compiled;
    return program.location(program.initial(), 0).frames[0]!.function;
  });
  const expected = KNOWN_VERSIONS.map((_, i) => (versions[i]! < parseVersion('v4.19')! ? 'first' : versions[i]! < parseVersion('v5.10')! ? 'third' : 'fourth'));
  expect(innermost).toEqual(expected);
  // Whoever has asked for a name is alike to those that have the same.
  const asked = family.member(parseVersion('v4.19')!);
  const { program } = asked.result as Compiled;
  void program.location(program.initial(), 0).frames;
  expect(asked.alike()).toEqual(versions.filter((_, i) => expected[i] === 'third'));
});

describe('a program of a family and the same alone', () => {
  test.each(examples.map((name, i) => ({ name, i })))('$name', ({ name, i }) => {
    const tree = treeOf(name);
    const family = new Family(modelKernel(), tree, versions);
    for (const version of versions.filter((_, at) => at % EVERY === i % EVERY)) {
      const [alone, { result }] = [compile(modelKernel(), tree, version), family.member(version)];
      if ('errors' in alone || 'errors' in result) {
        expect(result).toEqual(alone);
        continue;
      }
      const [one, other] = [alone.program, result.program];
      const [state, same] = [one.initial(), other.initial()];
      for (let event = 0, seed = i; event < EVENTS; event++) {
        // Fields that only other versions use have the value that they began with.
        const [expected, actual] = [seen(one, state), seen(other, same)] as [unknown[], unknown[]];
        expect(actual.slice(1)).toEqual(expected.slice(1));
        expect(actual[0]).toEqual(expect.arrayContaining(expected[0] as string[]));
        const choices = runnable(one, state);
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        const choice = choices[Math.floor((seed / 2 ** 32) * choices.length)];
        if (!choice) break;
        const [ended, alike] = [[one, state], [other, same]].map(([program, of]) => attempt(() => (program as Program).step(of as State, choice.task, choice.alternative)));
        expect(alike).toEqual(ended);
        if (ended !== undefined) break;
      }
    }
  });
});
