// Every change of Linux that the model kernel asks for earns its place: if it is taken back, something that the project expects is not met, and of the museum just
// what gates/noticed.json says.
//
// A change is a constant `KERNEL >= v6.15` of a versions.daxk (test/kernel/versions.test.ts: nothing else names a version), with all that asks for it: branches, and
// functions `since` and `until` it. It is taken back as by `git revert`, on the first modelled version that has it: everything else is as it was there, so a bug
// comes back alone, and one that the change brought goes. The other way round, an older version that gets the change early, would often lack what the change
// builds on. If others build on it, they have to go first (`with`).
//
// A scenario whose program stays the same is not searched. A usual run takes two minutes of CPU time, most of it for compiling; all changes with all exhibits take twice as long.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, describe, expect, test } from 'vitest';
import { changesOf } from '../../src/language/changes';
import type { KernelTree } from '../../src/language/tree';
import { parseVersion } from '../../src/language/versions';
import { sample } from '../support/extent';
import { modelKernel } from '../support/model-kernel';
import { kernelWithout } from './gates/kernel-without';
import { canDo, recordingOf } from './gates/recording';
import { isNoticed, Scenario } from './gates/scenario';
import { readTable, writeTable, type Noticed } from './gates/table';

const root = join(import.meta.dirname, '..', '..');
const museum = join(root, 'examples', 'museum');
const COMMAND = 'run `UPDATE=1 npx vitest run test/kernel/gates.test.ts` and look at the difference';

const exhibits = readdirSync(museum).filter((name) => name.endsWith('.daxscn')).map((name) => new Scenario(join(museum, name)));
const table = readTable();
const changes = changesOf(modelKernel()).flatMap(({ name, first }) => (first === undefined ? [] : [{ name, first }]));

/** Those of the exhibits that speak of the version, and what becomes of them. */
function inMuseum(tried: readonly Scenario[], kernel: KernelTree, names: readonly string[], on: string): { readonly name: string; readonly found: string }[] {
  const version = parseVersion(on)!;
  return tried.filter((each) => each.speaksOf(version)).map((each) => ({ name: each.name, found: each.on(kernel, names, version) }));
}

const noticed = (found: ReturnType<typeof inMuseum>): string[] => found.filter((each) => isNoticed(each.found)).map(({ name }) => name);

test('each change is in the table, and nothing else', () => {
  const names = changes.map(({ name }) => name);
  if (!process.env.UPDATE) expect(Object.keys(table), COMMAND).toEqual(names);
});

const updated: Record<string, Noticed> = {};

describe.each(changes)('$name', ({ name, first }) => {
  const row: Noticed = table[name] ?? { museum: [] };
  const { on = first, with: others = [], scenario, recording, names: reason } = row;
  const all = [name, ...others];
  // Whoever should notice it is always tried; of those who should not, a usual run tries a sample.
  const tried = process.env.UPDATE ? exhibits : exhibits.filter((each) => row.museum.includes(each.name) || sample(exhibits, 3).includes(each));

  test(`taken back on ${on}, it is noticed by those exhibits that the table names`, () => {
    const { tree, errors } = kernelWithout(all, on);
    expect(errors, 'changes that build on it: name them in `with`').toEqual([]);
    const found = inMuseum(tried, tree, all, on);
    const apart = others.length === 0 ? [] : noticed(inMuseum(tried, kernelWithout(others, on).tree, others, on));
    const exhibit = noticed(found).filter((each) => !apart.includes(each));
    updated[name] = { ...row, museum: exhibit };
    if (process.env.UPDATE) return;
    expect(exhibit, `${COMMAND}; ${JSON.stringify(found.filter((each) => isNoticed(each.found)))}`).toEqual(row.museum);
    if (reason !== undefined) expect(found.filter((each) => each.found !== 'same program')).toEqual([]);
  });

  test('needs what `with` says', () => {
    const without = (kept: string): readonly string[] => kernelWithout(all.filter((each) => each !== kept), on).errors;
    expect(others.filter((each) => without(each).length === 0)).toEqual([]);
  });

  test('has one answer to what notices it', () => {
    expect([row.museum.length > 0, scenario !== undefined, recording !== undefined, reason !== undefined].filter(Boolean), `write a scenario that shows ${name}`).toHaveLength(1);
  });

  if (scenario !== undefined) test(`is noticed by ${scenario}`, () => {
    expect(isNoticed(new Scenario(join(root, scenario)).on(kernelWithout(all, on).tree, all, parseVersion(on)!))).toBe(true);
  });

  if (recording !== undefined) test(`is noticed by the recording ${recording}`, () => {
    const done = recordingOf(recording);
    expect(canDo(kernelWithout(all, done.experiment.kernel).tree, done)).toBe(false);
  });
});

afterAll(() => {
  if (process.env.UPDATE) writeTable(Object.fromEntries(changes.map(({ name }) => [name, updated[name] ?? table[name] ?? { museum: [] }])));
});
