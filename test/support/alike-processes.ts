// Random processes that are alike, in the language itself, so that what the compiler finds out about them is tested as well.
import fc from 'fast-check';

/** What the calls use, for tiny-kernel.ts. */
export const HUB = `
object token { stable task_struct owner; int(0..2) n; token next; own rw_semaphore sem; }
object hub { task_struct boss; set<task_struct> members; token top; set<token> tokens; int(0..3) sum; rw_semaphore last; own rw_semaphore sem; }
own hub hub;
agent sweeper { task_struct one = null; "sweep": choose (t in hub.members) because "idle" { hub.members -= t; one = t; } one.served = true; }
pure set<task_struct> served() { set<task_struct> found = null; for (t in all task_struct) if (t.served) found += t; return found; }
pure int owned(task_struct task) { int n = 0; for (t in all token) if (t.owner == task) n += 1; return n; }
pure task_struct first() { for (t in all task_struct) if (!t.served) return t; return null; }
pure bool any_at(int n) { for (t in all token) if (t.n == n) return true; return false; }
invariant one_boss { for (t in all task_struct) require (!(t.served && t in hub.members)) "{t} is served again"; }
`;

/** Statements of a system call with the arguments d, a box, and token, the caller's. */
const STATEMENTS = [
  'hub.boss = current;', 'hub.boss = null;', 'hub.members += current;', 'hub.members -= current;', 'hub.top = token;', 'hub.tokens += token;',
  'token.next = hub.top;', 'hub.last = current.lock;', 'current.lock.writer = hub.boss;', 'token.sem.writer = current;',
  'if (d.value < 3) d.value += 1;', 'if (hub.boss == current) d.full = true;', 'if (current in hub.members) token.n = 1; else token.n = 2;',
  'await (hub.boss == null || hub.boss == current) because "waits for the boss" held by (hub.boss) { hub.boss = current; }',
  'choose { token.n = 1; } or { token.n = 2; }', 'choose (t in hub.tokens) { t.n = 2; hub.tokens -= t; }',
  'choose (t in hub.members) { hub.boss = t; }', 'atomic { for (t in all task_struct) if (t in hub.members) { t.served = true; hub.sum = 1; } }',
  'hub.sum = owned(current);', 'hub.members = served();', 'if (any_at(2)) d.full = true;',
  'task_struct seen = hub.boss; if (seen != null) seen.served = true;', 'set<token> some = hub.tokens; hub.sum = count(some);',
  // These look at the order of the ids: then no tasks may be exchanged.
  'for (t in all task_struct) if (t.served) d.value = 1;', 'atomic { for (t in all token) { hub.top = t; break; } }', 'hub.boss = first();',
];

/** Two or three processes alike, and sometimes another one, and the calls that they make. */
export const anyAlikeProcesses: fc.Arbitrary<readonly [processes: string, calls: string]> = fc.record({
  count: fc.constantFrom(2, 2, 3), body: fc.array(fc.constantFrom(...STATEMENTS), { minLength: 1, maxLength: 4 }),
  other: fc.option(fc.array(fc.constantFrom(...STATEMENTS.slice(0, -3)), { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 1 }),
}).map(({ count, body, other }) => [
  `process p[${count}] { mine = make(box); f(box, mine); } ${other ? 'process q { ours = make(box); g(box, ours); }' : ''}`,
  `syscall token make(block_device d) { token t = new token; t.owner = current; return t; }
   syscall void f(block_device d, token token) { ${scoped(body)} }
   syscall void g(block_device d, token token) { ${scoped(other ?? [])} }`,
]);

function scoped(statements: readonly string[]): string {
  return statements.map((statement) => `{ ${statement} }`).join(' ');
}
