import { describe, expect, it } from 'vitest';
import type { Program } from '../../src/compiler/program';
import { program } from './tiny-kernel';

const KERNEL = `
object leaf { int(0..3) weight; }
object thing {
    stable bool rare;
    int(0..3) level;
    int(0..3) seen;
    int(1..3) fixed = 2;
    own leaf leaves[2];
}
own thing thing;
syscall void make_rare() { "make": atomic { thing.rare = true; } }
syscall int work()
{
    if (thing.rare) { "weigh": thing.leaves[0].weight = 1; }
    "lift": atomic { thing.level += thing.leaves[0].weight + thing.fixed; }
    return thing.seen;
}
invariant light { for (leaf in all leaf) require (leaf.weight < 3) "heavy"; }
`;

const paths = ({ slots }: Program): string[] => slots.map(({ path }) => path).filter((path) => path.startsWith('thing.'));

describe('a field that nothing changes', () => {
  it('is no part of the state, nor what its value rules out', () => {
    expect(paths(program('process p { work(); }', KERNEL))).toEqual(['thing.level', 'thing.seen']);
  });

  it('is one in a scenario that changes it', () => {
    expect(paths(program('process p { make_rare(); work(); }', KERNEL))).toEqual(['thing.leaves[0].weight', 'thing.leaves[1].weight', 'thing.rare', 'thing.level', 'thing.seen']);
  });

  it('is a constant for whoever shows the objects', () => {
    const { types } = program('process p { work(); }', KERNEL);
    const fields = types.find(({ name }) => name === 'thing')!.instances[0]!.fields;
    expect(fields.find(({ name }) => name === 'fixed')).toMatchObject({ kind: 'const', values: [2] });
  });

  it('adds no event and takes none away: reading a plain field is one still', () => {
    const made = program('process p { work(); }', KERNEL);
    const state = made.initial();
    expect(made.describe(state, 0)).toBe('lift');
    made.step(state, 0, 0);
    expect(made.describe(state, 0)).toBe('return 0');
  });

  const TABLES = `
operations file_ops { void change(thing t); }
operations fs_type { file_ops ops; }
object thing declares mount(fs_type type) { const file_ops ops = type.ops; int(0..3) quiet_level; int(0..3) loud_level; }
void change_quiet(thing t) { "quiet": t.quiet_level = 1; }
void change_loud(thing t) { "loud": t.loud_level = 1; }
const file_ops quiet_ops = { .change = change_quiet };
const file_ops loud_ops = { .change = change_loud };
const fs_type quiet = { .ops = quiet_ops };
const fs_type loud = { .ops = loud_ops };
syscall void change(thing t) { t.ops.change(t); }`;

  it.each([['quiet', ['m.quiet_level']], ['loud', ['m.loud_level']]])('is one that only a table writes which the scenario does not name: %s', (type, changed) => {
    const { slots } = program(`mount m { type = ${type} }  process p { change(m); }`, TABLES);
    expect(slots.map(({ path }) => path).filter((path) => path.endsWith('_level'))).toEqual(changed);
  });
});
