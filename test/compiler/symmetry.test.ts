// Which processes the compiler takes for interchangeable, and what it says where it does not.
import { describe, expect, it } from 'vitest';
import { permute } from '../../src/compiler/symmetry/permute';
import { program } from './tiny-kernel';

const CALLS = 'syscall void add_one(block_device d) { d.value += 1; } syscall void serve() { current.served = true; }';

function found(processes: string, more = '') {
  const { tasks, analyses } = program(processes, CALLS + more);
  const { groups, refusals } = analyses.symmetry();
  return { groups: groups.map(({ members }) => members.map(({ task }) => tasks[task]!.name).join(' ')), refusals };
}

describe('interchangeable are', () => {
  it.each([
    ['processes of one declaration', 'process p[3] { serve(); }', '', ['p0 p1 p2']],
    ['processes with the same body', 'process a { serve(); } process other { add_one(box); } process b { serve(); }', '', ['a b']],
    ['each kind among itself', 'process a[2] { serve(); } process b[2] { add_one(box); }', '', ['a0 a1', 'b0 b1']],
    ['processes whose new objects go with them', 'process p[2] { t = make(); }', 'object token { stable task_struct of; own rw_semaphore sem; } syscall token make() { token t = new token; t.of = current; "show": t.sem.writer = current; return t; }', ['p0 p1']],
    ['processes that name each other', 'process a { kill(b); } process b { kill(a); }', 'syscall void kill(task_struct t) { t.served = true; }', ['a b']],
  ])('%s', (_, processes, more, groups) => {
    expect(found(processes, more)).toEqual({ groups, refusals: [] });
  });
});

const ALL = 'set<task_struct> s = null; for (t in all task_struct) if (t.served) s += t;';

describe('rounds of a loop over all objects may come in any order where they', () => {
  it.each([
    ['collect a set', `int n = 0; atomic { ${ALL} n = count(s); } current.served = n > 1;`],
    ['add up', 'int n = 0; atomic { for (t in all task_struct) if (t.served) n += 1; } d.value = n;'],
    ['set something to one constant', 'bool any = false; atomic { for (t in all task_struct) if (t.served) any = true; } d.full = any;'],
    ['leave for one reason', 'd.full = any();'],
    ['write what is their own', 'atomic { for (t in all task_struct) if (!t.served) { task_struct w = t.lock.writer; t.served = w == null; } }'],
    ['set fields of others to one constant', 'atomic { for (t in all task_struct) for (u in all rw_semaphore) if (u.writer == t) t.served = true; }'],
  ])('%s', (_, code) => {
    const pures = 'pure bool any() { for (t in all task_struct) if (t.served) return true; return false; }';
    expect(found('process p[2] { serve(); } process q { look(box); }', `${pures} syscall void look(block_device d) { ${code} }`)).toEqual({ groups: ['p0 p1'], refusals: [] });
  });
});

const REFUSED = 'p0 and p1 are alike, but cannot be exchanged: ';

describe('not interchangeable are processes', () => {
  it.each([
    ['one of which another task names', 'syscall void look(block_device d) { d.full = true; } syscall void kill(task_struct t) { t.lock.writer = null; }', 'process q { kill(p1); }', 'q names p1.lock'],
    ['that a loop with events visits one by one', 'syscall void look(block_device d) { for (t in all task_struct) t.served = true; }', '', 'more.daxk:1 goes over all task_struct in one order'],
    ['of which a loop takes the first', 'syscall void look(block_device d) { d.full = first() == null; } pure task_struct first() { for (t in all task_struct) if (t.served) return t; return null; }', '', 'more.daxk:1 goes over all task_struct in one order'],
    ['of which a loop takes the last', 'syscall void look(block_device d) { task_struct l = null; atomic { for (t in all task_struct) if (t.served) l = t; } if (l != null) l.served = false; }', '', 'more.daxk:1 goes over all task_struct in one order'],
    ['that a loop adds up until it leaves', 'syscall void look(block_device d) { int n = 0; atomic { for (t in all task_struct) { n += 1; if (t.served) break; } } d.value = n; }', '', 'more.daxk:1 goes over all task_struct in one order'],
    ['that a loop lets look at each other', 'syscall void look(block_device d) { atomic { for (t in all task_struct) t.served = d.full || any(); } } pure bool any() { for (t in all task_struct) if (t.served) return true; return false; }', '', 'more.daxk:1 goes over all task_struct in one order'],
  ])('%s', (_, more, others, reason) => {
    expect(found(`process p[2] { serve(); } process w { look(box); } ${others}`, more)).toEqual({ groups: [], refusals: [REFUSED + reason] });
  });

  it('that begin differently', () => {
    const boot = 'boot { for (t in all task_struct) if (first()) t.served = true; } pure bool first() { for (t in all task_struct) if (t.served) return false; return true; }';
    expect(found('process p[2] { add_one(box); }', boot)).toEqual({ groups: [], refusals: [`${REFUSED}p0.served would be another before the first event`] });
  });

  it('that do different things: nothing is said of these', () => {
    expect(found('process p { serve(); } process q { add_one(box); }')).toEqual({ groups: [], refusals: [] });
  });
});

describe('a permutation', () => {
  it('moves what is theirs, and whatever names it follows', () => {
    const compiled = program('process p[3] { boast(); }', 'object hub { task_struct last; set<task_struct> all; } own hub hub; syscall void boast() { hub.last = current; hub.all += current; current.lock.writer = current; }');
    const state = compiled.initial();
    for (const task of [0, 0, 0, 2, 2]) compiled.step(state, task, 0);
    const symmetry = compiled.analyses.symmetry();
    // In a circle: p0 becomes p1, p1 becomes p2, p2 becomes p0.
    const round = permute(symmetry, symmetry.groups[0]!, [1, 2, 0], state);
    const shown = Object.fromEntries(compiled.slots.map(({ path, type }, slot) => [path, compiled.format(round[slot]!, type)]));
    expect(shown).toMatchObject({ 'hub.last': 'p0', 'hub.all': '{p0, p1}', 'p1.lock.writer': 'p1', 'p0.lock.writer': 'null' });
    expect(compiled.tasks.map(({ index }) => compiled.location(round, index).status)).toEqual(['ready', 'ended', 'ready']);
    expect(permute(symmetry, symmetry.groups[0]!, [2, 0, 1], round)).toEqual(state);
  });
});
