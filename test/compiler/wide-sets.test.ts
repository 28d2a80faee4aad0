import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Program, State } from '../../src/compiler/program';
import { promela } from '../../src/compiler/promela/promela';
import { members } from '../../src/compiler/set-words';
import { exploreAll } from '../../src/explorer/explore';
import { makeEdit, readEdit } from '../../src/machine/execution/edit';
import { compileTrees, program, trees } from './tiny-kernel';

/** A bag of up to `size` things. Every operator on sets is in one of the system calls, in fields, locals, results and parameters. */
const kernel = (size: number): string => `
object thing { int(0..3) seen; }
object bag { own thing things[${size}]; set<thing> held; set<thing> kept; set<thing> pair[2]; thing last; int(0..1023) size; bool same; bool has; }
own bag bag;
pure set<thing> from(set<thing> s, int first)
{
    set<thing> found = null;
    for (i in first .. ${size - 1}) if (bag.things[i] in s) found = found + bag.things[i];
    return found;
}
pure set<thing> none() { set<thing> s = null; return s; }
syscall void put(int i) { "put": bag.held += bag.things[i]; }
syscall void put_other(int i) { "put": bag.pair[i % 2] += bag.things[i]; }
syscall void drop(int i) { "drop": bag.held -= bag.things[i]; }
syscall void keep() { "keep": bag.kept = bag.held; }
syscall void unite() { "unite": bag.held = bag.held + bag.kept + bag.pair[1]; }
syscall void subtract() { "subtract": bag.held = bag.held - bag.kept; }
syscall void only_from(int i) { "only from {i}": bag.held = i > 900 ? none() : from(bag.held, i); }
syscall void clear() { "clear": bag.held = null; }
syscall void measure() { "measure {bag.held}": bag.size = count(bag.held); "compare": bag.same = bag.held == bag.kept; }
syscall void find(int i) { "find": bag.has = bag.things[i] in bag.held && bag.held != null; }
syscall void take() { "take": choose (x in bag.held) because "has nothing" held by (current) { bag.held -= x; bag.last = x; } }
syscall void move_each()
{
    set<thing> rest = bag.held;
    "begin": bag.size = 0;
    "end": bag.kept = bag.kept - rest;
    "again": bag.held = rest;
}
syscall void narrow_after_wide(int i)
{
    if (i > 3) { set<thing> rest = bag.held; "one": bag.size = 0; "two": bag.kept = rest; }
    if (i > 2) { int n = bag.size + 1; "three": bag.size = 0; "four": bag.size = n; }
}
`;

/** A set as the slots of the state hold it, by their paths. */
function setAt(program: Program, state: State, path: string): number[] {
  return program.slots.flatMap(({ path: each, type }, slot) => (each === path || each.startsWith(`${path} `) ? members(state[slot]!, type) : []));
}

/** What no call of the program changes has no slot. */
const numberAt = (program: Program, state: State, path: string): number => state[program.slots.findIndex((slot) => slot.path === path)] ?? 0;

type Call = readonly [name: string, argument: number];

interface Reference {
  held: Set<number>;
  kept: Set<number>;
  readonly pair: readonly [Set<number>, Set<number>];
  size: number;
  same: number;
  has: number;
  last: number;
}

/** What the call does, with the sets of JavaScript. `alternative`: the one that `take` takes. */
function perform(bag: Reference, [name, argument]: Call, alternative: number): void {
  const id = argument + 1;
  switch (name) {
    case 'put': bag.held.add(id); break;
    case 'put_other': bag.pair[argument % 2]!.add(id); break;
    case 'drop': bag.held.delete(id); break;
    case 'keep': bag.kept = new Set(bag.held); break;
    case 'unite': bag.held = new Set([...bag.held, ...bag.kept, ...bag.pair[1]]); break;
    case 'subtract': bag.held = new Set([...bag.held].filter((each) => !bag.kept.has(each))); break;
    case 'only_from': bag.held = new Set([...bag.held].filter((each) => each >= id)); break;
    case 'clear': bag.held = new Set(); break;
    case 'measure':
      bag.size = bag.held.size;
      bag.same = Number(String(sorted(bag.held)) === String(sorted(bag.kept)));
      break;
    case 'find': bag.has = Number(bag.held.has(id)); break;
    case 'take':
      bag.last = sorted(bag.held)[alternative]!;
      bag.held.delete(bag.last);
      break;
    case 'move_each':
      bag.size = 0;
      bag.kept = new Set([...bag.kept].filter((each) => !bag.held.has(each)));
      break;
    case 'narrow_after_wide':
      if (argument > 3) [bag.size, bag.kept] = [0, new Set(bag.held)];
      if (argument > 2) bag.size++;
  }
}

const sorted = (set: ReadonlySet<number>): number[] => [...set].sort((a, b) => a - b);

const WITHOUT_ARGUMENT = ['keep', 'unite', 'subtract', 'clear', 'measure', 'take', 'move_each'];

function calls(size: number): fc.Arbitrary<Call[]> {
  const index = fc.nat(size - 1);
  const call = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom('put', 'put_other'), index) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('drop', 'find', 'only_from', 'narrow_after_wide'), index) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...WITHOUT_ARGUMENT), fc.constant(0)) },
  );
  return fc.array(call, { minLength: 1, maxLength: 12 });
}

const text = (list: readonly Call[]): string => list.map(([name, argument]) => `${name}(${WITHOUT_ARGUMENT.includes(name) ? '' : argument}); `).join('');

describe.each([[5], [31], [32], [62], [63], [200]])('sets of %i objects', (size) => {
  it('are what the sets of JavaScript are, and stay within what is known of their events', () => {
    fc.assert(fc.property(calls(size), fc.nat(500), (list, chosen) => {
      const made = program(`process p { ${text(list)} }`, kernel(size));
      const state = made.initial();
      const bag: Reference = { held: new Set(), kept: new Set(), pair: [new Set(), new Set()], size: 0, same: 0, has: 0, last: 0 };
      let next = 0;
      for (;;) {
        const alternatives = made.enabled(state, 0);
        const isTake = alternatives !== 1 || made.describe(state, 0) === 'take';
        if (isTake) {
          // Calls before it have been performed: as many alternatives as there are members.
          while (next < list.length && list[next]![0] !== 'take') perform(bag, list[next++]!, 0);
          if (next < list.length) expect(alternatives).toBe(bag.held.size);
        }
        if (alternatives === 0) break;
        const alternative = chosen % alternatives;
        if (isTake) perform(bag, list[next++]!, alternative);
        const before = state.slice();
        const { writes } = made.analyses.footprint(0, made.location(state, 0).pc);
        made.step(state, 0, alternative);
        before.forEach((value, slot) => { if (value !== state[slot]) expect(writes).toContain(slot); });
        state.forEach((value, slot) => {
          expect(value).toBeGreaterThanOrEqual(made.slots[slot]!.min);
          expect(value).toBeLessThanOrEqual(made.slots[slot]!.max);
        });
      }
      const isWaiting = next < list.length && list[next]![0] === 'take';
      if (!isWaiting) while (next < list.length) perform(bag, list[next++]!, 0);
      expect(setAt(made, state, 'bag.held')).toEqual(sorted(bag.held));
      expect(setAt(made, state, 'bag.kept')).toEqual(sorted(bag.kept));
      expect([0, 1].map((index) => setAt(made, state, `bag.pair[${index}]`))).toEqual(bag.pair.map(sorted));
      expect(['size', 'same', 'has', 'last'].map((field) => numberAt(made, state, `bag.${field}`))).toEqual([bag.size, bag.same, bag.has, bag.last]);
      // Locals are 0 where nobody needs them: states that differ in nothing else are one state.
      if (!isWaiting) made.slots.forEach(({ task, path }, slot) => { if (task === 0 && !path.endsWith('/pc')) expect(state[slot]).toBe(0); });
    }), { numRuns: 60 });
  });

  it('are explored with the verdict of the plain search, whatever is left out', () => {
    const process = calls(size).filter((list) => list.length < 5);
    const expected = fc.record({ at: fc.nat(size - 1), most: fc.nat(3) });
    fc.assert(fc.property(process, process, expected, (one, other, { at, most }) => {
      const invariants = `invariant few { require (count(bag.held) <= ${most} || bag.things[${at}] in bag.kept) "{bag.held}"; }`;
      const made = program(`process p { ${text(one)} } process q { ${text(other)} }`, kernel(size) + invariants);
      const plain = exploreAll(made);
      const reduced = exploreAll(made, { reduction: true, symmetry: true, unreducedFirst: 0 });
      expect([reduced.verdict, reduced.property]).toEqual([plain.verdict, plain.property]);
    }), { numRuns: 40 });
  });
});

describe('a scenario', () => {
  it('has up to 1,023 objects of a type', () => {
    expect(program('process p { put(1022); }', kernel(1023)).types.find(({ name }) => name === 'thing')!.instances).toHaveLength(1023);
    expect(() => program('process p { }', kernel(1023) + 'own thing one_more;')).toThrow('no room for 1024 objects of type thing: the model has 1023 at most');
  });

  it('has up to 32 processes and agents', () => {
    expect(program('process p[32] { }').tasks).toHaveLength(32);
    expect(() => program('process p[32] { } process q { }')).toThrow('no room for q: the model has 32 processes and agents at most');
  });
});

describe('a set of more than 31 objects', () => {
  const wide = (processes: string): Program => program(processes, kernel(40));

  it('is one number for up to 31, as ever', () => {
    const paths = (size: number): string[] => program('process p { keep(); }', kernel(size)).slots.map(({ path }) => path).filter((path) => path.startsWith('bag.held'));
    expect(paths(31)).toEqual(['bag.held']);
    expect(paths(40)).toEqual(['bag.held 1..31', 'bag.held 32..62']);
  });

  it('is named by all its members in texts', () => {
    const made = wide('process p { put(2); put(39); measure(); }');
    const state = made.initial();
    made.step(state, 0, 0);
    made.step(state, 0, 0);
    expect(made.describe(state, 0)).toBe('measure {bag.things[2], bag.things[39]}');
  });

  it('says who holds what a task waits for', () => {
    expect(wide('process p { take(); }').blocked(wide('process p { take(); }').initial(), 0)).toEqual({ text: 'has nothing', holders: [0] });
  });

  it('is changed by hand slot by slot', () => {
    const made = wide('process p { keep(); }');
    const state = made.initial();
    const edited = readEdit(made, state, 'bag.held 32..62={bag.things[31], bag.things[39]}');
    const slot = made.slots.findIndex(({ path }) => path === 'bag.held 32..62');
    expect(edited).toMatchObject({ edit: { slot, value: 2 ** 0 + 2 ** 8, text: 'bag.held 32..62={bag.things[31], bag.things[39]}' } });
    expect(makeEdit(made, state, slot, 1)).toMatchObject({ edit: { text: 'bag.held 32..62={bag.things[31]}' } });
    expect(readEdit(made, state, 'bag.held 32..62={bag.things[0]}')).toEqual({
      error: expect.stringMatching(/cannot be `\{bag.things\[0\]\}`: it can be a set of bag.things\[31\], .*, bag.things\[39\], as in \{bag.things\[31\], bag.things\[32\]\}$/),
    });
  });

  it('keeps processes that are in it from being exchanged, and says so', () => {
    const joining = (count: number) => program(`process p[${count}] { join(); }`, `
      object club { set<task_struct> members; }
      own club club;
      syscall void join() { "join": club.members += current; }`).analyses.symmetry();
    expect(joining(31)).toMatchObject({ groups: [{ members: { length: 31 } }], refusals: [] });
    expect(joining(32).groups).toEqual([]);
    expect(joining(32).refusals[0]).toBe('p0 and p1 are alike, but cannot be exchanged: there are sets of task_struct, and 32 of them');
  });

  it('is refused by the export to Promela, by name', () => {
    expect(() => promela(compileTrees(trees('process p { keep(); }', kernel(40)))))
      .toThrow('Promela has no sets of more than 31 objects, and this scenario has 40 of type thing: export a smaller one');
  });
});
