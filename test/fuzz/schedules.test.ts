// Any text as a schedule: it is replayed, or refused with the position and the reason; what was replayed can be written and replayed again.
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../../src/compiler/compile';
import { checkScenario } from '../../src/language/check';
import type { KernelTree } from '../../src/language/tree';
import { replay } from '../../src/machine/schedule/replay';
import { scheduleOf } from '../../src/machine/schedule/schedule';
import { fixtureHost, fixturePath } from '../debugger/support/kernel';
import { expectWords, fuzz, mutated, PATIENCE, textOf } from './fuzz';

const programs = ['truncate', 'agents', 'deadlock', 'edited'].map((name) => {
  const path = fixturePath(`${name}.daxscn`);
  const kernel = fixtureHost().kernelTree() as KernelTree;
  const { tree } = checkScenario(path, readFileSync(path, 'utf8'), kernel);
  const compiled = compile(kernel, tree!);
  if ('errors' in compiled) throw new Error(compiled.errors[0]!.message);
  return compiled.program;
});

const pieces = ['a', 'b', 'c', 'd', '_a', 'Z', '2', '10', '0', '/1', '/0', '{', '}', '=', '{page 0.refcount=1}', '{victim.i_size=0}', '{reader/pinned=2}', '{other.i_extents[0]=block 1}', '99999999999', ' ', '\n', '-', 'é'];
const good = ['a2b1', 'aabbab', 'b3a2', 'a1{page 0.refcount=3}b2', 'a2b3c1a1b1', 'ababababab'];

test('any text', { timeout: PATIENCE }, async () => {
  await fuzz(fc.tuple(fc.constantFrom(...programs), fc.oneof(textOf(pieces), mutated(good, pieces))), ([program, text]) => {
    const { execution, refusal } = replay(program, text);
    if (refusal) {
      expectWords(refusal.message);
      expect(refusal.offset).toBeGreaterThanOrEqual(0);
      expect(refusal.offset).toBeLessThanOrEqual(text.length);
    }
    const written = scheduleOf(execution);
    const again = replay(program, written);
    expect(again.refusal).toBeUndefined();
    expect(scheduleOf(again.execution)).toBe(written);
    expect(again.execution.state).toEqual(execution.state);
  });
});
