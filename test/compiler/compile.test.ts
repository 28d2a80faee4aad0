import { describe, expect, it } from 'vitest';
import { ModelError, RETURNED, type Program } from '../../src/compiler/program';
import { compile } from '../../src/compiler/compile';
import { program, trees } from './tiny-kernel';

/** Runs task 0 to its end, always taking the last alternative; returns the texts of its events. */
function texts(compiled: Program, state = compiled.initial(), task = 0): string[] {
  const seen: string[] = [];
  for (let alternatives = compiled.enabled(state, task); alternatives > 0; alternatives = compiled.enabled(state, task)) {
    if (seen.length > 100) throw new Error('does not end');
    seen.push(compiled.describe(state, task));
    compiled.step(state, task, alternatives - 1);
  }
  return seen;
}

/** Each syscall is called once by a process; the events that it makes. */
const CONSTRUCTS: readonly { name: string; code: string; events: readonly string[] }[] = [
  { name: 'a write and a test are events, locals are not', code: 'syscall void f(block_device d) { int n = 1; n += 1; d.value = n; if (d.value == n) d.full = true; }', events: ['box.value = 2', 'test box.value == 2', 'box.full = true'] },
  { name: 'a version folds', code: 'syscall void f(block_device d) { if (KERNEL < v4.17) d.value = 1; else d.value = 2; }', events: ['box.value = 2'] },
  { name: 'functions of one name by version', code: 'void g(block_device d) until v4.17 { d.value = 1; } void g(block_device d) since v4.17 { d.value = 2; } syscall void f(block_device d) { g(d); }', events: ['box.value = 2'] },
  { name: 'for counts, continue and break', code: 'syscall void f(block_device d) { for (i in 0 .. 5) { if (i == 1) continue; if (i == 3) break; d.value = i; } }', events: ['box.value = 0', 'box.value = 2'] },
  { name: 'an empty range is no round', code: 'syscall void f(block_device d) { for (i in 1 .. 0) d.value = i; d.full = true; }', events: ['box.full = true'] },
  { name: 'repeat, while', code: 'syscall void f(block_device d) { repeat 2 d.value += 1; while (d.value < 3) d.value += 1; }', events: ['box.value = box.value + 1', 'box.value = box.value + 1', 'test box.value < 3', 'box.value = box.value + 1', 'test box.value < 3'] },
  { name: 'a return carries its value and may be a read', code: 'int g(block_device d) { if (d.full) return 1; return d.value; } syscall void f(block_device d) { int n = g(d); d.value = n + 2; }', events: ['test box.full', 'return 0', 'box.value = 2'] },
  { name: 'a constant result folds in the caller', code: 'int g(block_device d) { d.value = 1; return 5; } syscall void f(block_device d) { if (g(d) == 5) d.full = true; else d.full = false; }', events: ['box.value = 1', 'box.full = true'] },
  { name: 'conditions may call, in order', code: 'bool g(block_device d, bool r) { d.value += 1; return r; } syscall void f(block_device d) { if (!g(d, true) || d.value > 5) d.full = true; }', events: ['box.value = box.value + 1', 'test box.value > 5'] },
  { name: 'atomic is one event, leaving it included', code: 'syscall void f(block_device d) { "all at once": atomic { d.value = 3; if (d.value == 3) return; d.value = 4; } d.full = true; }', events: ['all at once'] },
  { name: 'an atomic function is one event with its text', code: 'atomic int g(block_device d, int n) { "take {n} of {d}": d.value += n; return d.value; } syscall void f(block_device d) { int n = g(d, 2); d.value = n; }', events: ['take 2 of box', 'box.value = 2'] },
  { name: 'a pure function is part of the event that calls it', code: 'pure int g(block_device d) { int s = 0; for (x in all block_device) s += x.value; return s; } syscall void f(block_device d) { d.value = g(d) + 1; }', events: ['box.value = g(box) + 1'] },
  { name: 'choose is an event, its option is not part of it', code: 'syscall void f(block_device d) { choose { d.value = 1; } or { d.value = 2; } }', events: ['choose', 'box.value = 2'] },
  { name: 'choose (x in …) and its body are one event', code: 'pure set<block_device> all_of() { set<block_device> s = null; for (x in all block_device) s += x; return s; } syscall void f(block_device d) { block_device one = null; choose (x in all_of()) { one = x; x.value = 1; } one.value += 1; }', events: ['choose from all_of()', 'box.value = box.value + 1'] },
  { name: 'elements of a global array', code: 'object cell { int(0..7) n; } own cell cells[2]; syscall void f(block_device d) { for (i in 0 .. 1) cells[i].n = i; cells[1].n = 5; }', events: ['cells[0].n = 0', 'cells[1].n = 1', 'cells[1].n = 5'] },
  { name: 'await and its body are one event', code: 'syscall void f(block_device d) { "take {d}": await (!d.full) { d.full = true; d.value = 1; } }', events: ['take box'] },
];

describe('a construct', () => {
  it.each(CONSTRUCTS)('$name', ({ code, events }) => {
    expect(texts(program('process p { f(box); }', code))).toEqual(events);
  });
});

describe('a task', () => {
  it('rests before its next event, with its whole call stack', () => {
    const compiled = program('process p { f(box); }', 'void g(block_device d, int n) { d.value = n; } syscall void f(block_device d) { g(d, 1); }');
    const { frames, status } = compiled.location(compiled.initial(), 0);
    expect(status).toBe('ready');
    expect(frames.map((frame) => frame.function)).toEqual(['g', 'f', 'p']);
    expect(frames[0]?.variables.map(({ name, read }) => [name, read(compiled.initial())])).toEqual([['d', 1], ['n', 1]]);
  });

  it('says what it waits for and who could help', () => {
    const lock = 'syscall void lock(block_device d) { await (current.lock.writer == null) because "waits for {d}" held by (d.value > 0 ? null : holder(d)) { current.lock.writer = current; } d.full = true; } pure task_struct holder(block_device d) { for (t in all task_struct) if (t.lock.writer != null) return t.lock.writer; return null; }';
    const compiled = program('process p { lock(box); lock(box); }', lock);
    const state = compiled.initial();
    compiled.step(state, 0, 0);
    compiled.step(state, 0, 0);
    expect(compiled.enabled(state, 0)).toBe(0);
    expect(compiled.blocked(state, 0)).toEqual({ text: 'waits for box', holders: [0] });
  });

  it('takes a member of a set, or waits for one', () => {
    const code = `
      object flags { set<task_struct> up; int(0..7) last; } own flags flags;
      void raise() { flags.up += current; }
      syscall void lift() { raise(); }
      syscall void serve() { "serve one": choose (t in flags.up) because "nobody is up" held by (t_all()) { flags.up -= t; t.served = true; } }
      pure set<task_struct> t_all() { set<task_struct> s = null; for (t in all task_struct) if (t != current) s += t; return s; }`;
    const compiled = program('process p[3] { lift(); } process q { serve(); }', code);
    const state = compiled.initial();
    expect(compiled.enabled(state, 3)).toBe(0);
    expect(compiled.blocked(state, 3)).toEqual({ text: 'nobody is up', holders: [0, 1, 2] });
    compiled.step(state, 2, 0);
    compiled.step(state, 0, 0);
    expect(compiled.enabled(state, 3)).toBe(2);
    compiled.step(state, 3, 1);
    expect(compiled.blocked(state, 3)).toBeUndefined();
    const served = compiled.slots.flatMap(({ path }, slot) => (path.endsWith('.served') && state[slot] ? [path] : []));
    expect(served).toEqual(['p2.served']);
  });

  it('sets dead locals to 0', () => {
    const compiled = program('process p { f(box); }', 'syscall void f(block_device d) { for (i in 0 .. 2) { int n = d.value; d.value = n + 1; } }');
    const state = compiled.initial();
    texts(compiled, state);
    const locals = compiled.slots.flatMap((slot, i) => (slot.task === 0 && !slot.path.endsWith('/pc') ? [state[i]] : []));
    expect(locals.length).toBeGreaterThan(0);
    expect(locals.every((value) => value === 0)).toBe(true);
  });

  it('reports the marks that events pass', () => {
    const compiled = program('process p { f(box); }', 'syscall void f(block_device d) { while (d.value < 2) { d.value += 1; mark again; } }');
    const state = compiled.initial();
    const marks: string[] = [];
    while (compiled.enabled(state, 0)) compiled.step(state, 0, 0, marks);
    expect(marks).toEqual(['again', 'again', RETURNED]);
  });
});

describe('an agent', () => {
  it('begins again at its end, and is idle at its beginning', () => {
    const compiled = program('process p { add(box, 1); }', 'agent sweeper for (block_device d) as "sweep {d}" { await (d.value > 0) { d.value -= 1; } d.full = true; }');
    const state = compiled.initial();
    expect(compiled.tasks.map(({ name, kind }) => [name, kind])).toEqual([['p', 'process'], ['sweep box', 'agent']]);
    expect(compiled.location(state, 1).status).toBe('idle');
    expect(compiled.blocked(state, 1)).toBeUndefined();
    compiled.step(state, 0, 0);
    compiled.step(state, 1, 0);
    expect(compiled.location(state, 1).status).toBe('ready');
    compiled.step(state, 1, 0);
    expect(compiled.location(state, 1).status).toBe('idle');
  });
});

describe('a new object', () => {
  const code = 'object token { stable block_device of; int(0..3) n = 2; } syscall token make(block_device d) { token t = new token; t.of = d; t.n += 1; return t; } syscall void drop(token t) { "drop {t}": free(t); t.of.value = 1; }';
  it('has the name that the scenario gives it', () => {
    const compiled = program('process p { mine = make(box); other = make(box); }', code);
    expect(compiled.types.find(({ name }) => name === 'token')?.instances.map(({ name }) => name)).toEqual(['p.mine', 'p.other']);
  });
  it('cannot be made again by the same `new` while it is in use', () => {
    expect(() => texts(program('process p { repeat 2 { mine = make(box); } }', code))).toThrow(/in use/);
  });
});

describe('an error of the model', () => {
  it.each([
    ['null', 'syscall void f(block_device d) { task_struct t = d.full ? current : null; t.lock.writer = null; }', /null/],
    ['a range', 'syscall void f(block_device d) { repeat 9 d.value += 1; }', /block_device\.value holds 0 … 7; 8 does not fit/],
  ])('is thrown with its position: %s', (_, code, message) => {
    const run = (): unknown => texts(program('process p { f(box); }', code));
    expect(run).toThrow(ModelError);
    expect(run).toThrow(expect.objectContaining({ source: 'more.daxk', message: expect.stringMatching(message) }));
  });
});

it('a process that would take minutes to compile is refused, at the statement that is too much', () => {
  const wide = (name: string, body: string): string => `void ${name}(block_device d) { ${body.repeat(50)} }`;
  const { kernel, scenario } = trees('process p {\n  add(box, 1);\n  long(box);\n}',
    `${wide('more', 'add(d, 1); ')} ${wide('most', 'more(d); ')} syscall void long(block_device d) { ${'most(d); '.repeat(50)} }`);
  const compiled = compile(kernel, scenario);
  expect(compiled).toMatchObject({ errors: [{ source: 'test.daxscn', span: [2, 2, 2, 11], message: expect.stringMatching(/^a process is too long: more than 100000 events/) }] });
});

describe('properties', () => {
  it('are checked with a text of the state', () => {
    const compiled = program('process p { add(box, 3); } assert small: box.value < 3 "{box} holds {box.value}";', 'invariant empty_is_not_full { for (d in all block_device) require (!d.full || d.value > 0) "{d} is full of nothing"; }');
    const state = compiled.initial();
    expect(compiled.violation(state)).toBeUndefined();
    compiled.step(state, 0, 0);
    expect(compiled.violation(state)).toEqual({ property: 'small', text: 'box holds 3' });
  });

  it('an override replaces the kernel function', () => {
    const compiled = program('process p { add(box, 1); } override syscall void add(block_device d, int n) { d.full = true; }');
    expect(texts(compiled)).toEqual(['box.full = true']);
  });
});
