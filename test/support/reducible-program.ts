import fc from 'fast-check';
import type { Program } from '../../src/compiler/program';
import { program } from '../compiler/tiny-kernel';

const KERNEL = `
object cell { int(0..3) n; int(-40..40) sum; bool flag; task_struct owner; set<task_struct> users; cell link; own part inner; }
object part { int(0..2) size; const cell of = parent; }
own cell cells[2];

pure cell first_free() { for (c in all cell) if (!c.flag) return c; return null; }
pure int used(task_struct who) { int count = 0; for (c in all cell) if (who in c.users) count += 1; return count; }
`;

const cell = fc.constantFrom('cells[0]', 'cells[1]');
const number = fc.nat(2);
const bool = fc.constantFrom('true', 'false');

const condition: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(cell, fc.constantFrom('==', '!=', '<', '>='), number).map(([c, operator, n]) => `${c}.n ${operator} ${n}`),
  fc.tuple(cell, number).map(([c, n]) => `${c}.n + 1 == ${n}`),
  cell.map((c) => `!${c}.flag`),
  cell.map((c) => `${c}.flag`),
  cell.map((c) => `${c}.owner == null`),
  cell.map((c) => `${c}.users == null`),
  cell.map((c) => `current in ${c}.users`),
  cell.map((c) => `${c}.link == ${c}`),
  fc.constantFrom('first_free() != null', 'used(current) == 1', 'cells[0].n == cells[1].n', 'cells[0].sum > 1'),
);
const anyCondition = fc.oneof(
  { arbitrary: condition, weight: 8 },
  { arbitrary: fc.constantFrom('(c == null || c.flag)', '(c != null && c.n == x)', 'x > 1'), weight: 1 },
  { arbitrary: fc.tuple(condition, fc.constantFrom('&&', '||'), condition).map((parts) => parts.join(' ')), weight: 8 },
);

/** One access each, to be an event or a part of one. `x` is a number and `c` a cell of the process's own. */
const simple: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(cell, number).map(([c, n]) => `${c}.n = ${n};`),
  fc.tuple(cell, fc.constantFrom('+=', '-='), number).map(([c, operator, n]) => `${c}.sum ${operator} ${n};`),
  fc.tuple(cell, fc.constantFrom('+=', '-=')).map(([c, operator]) => `${c}.users ${operator} current;`),
  fc.tuple(cell, bool).map(([c, value]) => `${c}.flag = ${value};`),
  fc.tuple(cell, fc.constantFrom('current', 'null')).map(([c, who]) => `${c}.owner = ${who};`),
  fc.tuple(cell, fc.constantFrom('cells[0]', 'cells[1]', 'null')).map(([c, other]) => `${c}.link = ${other};`),
  fc.tuple(cell, number).map(([c, n]) => `${c}.inner.size = ${n};`),
  cell.map((c) => `x = ${c}.n;`),
  cell.map((c) => `${c}.n = x;`),
  fc.constant('if (x > 0) x = x - 1;'),
  cell.map((c) => `c = ${c}.link;`),
  fc.constantFrom('c = first_free();', 'if (c != null) c.n = 1;', 'if (c != null) c.inner.of.flag = true;', 'if (c != null) x = c.inner.size;'),
  fc.tuple(cell, condition).map(([c, when]) => `if (${when}) ${c}.n += 1;`),
  fc.tuple(cell, condition, number).map(([c, when, n]) => `${c}.n = ${when} ? ${n} : used(current);`),
  fc.tuple(cell, condition).map(([c, when]) => `${c}.inner.size = (${when} ? 1 : 0) + (${c}.flag ? 1 : 0);`),
  // What does not last: whoever looks between the two sees something else.
  fc.tuple(cell, number).map(([c, n]) => `${c}.n = ${n}; ${c}.n = 0;`),
  fc.tuple(cell, bool).map(([c, value]) => `${c}.flag = true; ${c}.flag = ${value};`),
  cell.map((c) => `${c}.users += current; ${c}.users -= current;`),
);

const statement = fc.letrec<{ statement: string }>((tie) => ({
  statement: fc.oneof(
    { maxDepth: 2 },
    { arbitrary: simple, weight: 8 },
    { arbitrary: fc.tuple(anyCondition, simple).map(([when, then]) => `await (${when}) { ${then} }`), weight: 3 },
    { arbitrary: fc.tuple(simple, simple).map(([one, other]) => `atomic { ${one} ${other} }`), weight: 2 },
    // More paths than are told apart.
    { arbitrary: fc.array(fc.tuple(condition, simple), { minLength: 5, maxLength: 6 }).map((parts) => `atomic { ${parts.map(([when, then]) => `if (${when}) { ${then} }`).join(' ')} }`), weight: 1 },
    { arbitrary: anyCondition.map((holds) => `assert (${holds}) "asserted";`), weight: 1 },
    { arbitrary: fc.tuple(anyCondition, tie('statement'), tie('statement')).map(([when, one, other]) => `if (${when}) { ${one} } else { ${other} }`), weight: 2 },
    { arbitrary: fc.tuple(tie('statement'), tie('statement')).map(([one, other]) => `choose { ${one} } or { ${other} }`), weight: 1 },
    { arbitrary: fc.tuple(condition, tie('statement')).map(([when, body]) => `while (${when}) { ${body} }`), weight: 1 },
    { arbitrary: tie('statement').map((body) => `repeat 2 { ${body} }`), weight: 1 },
  ),
})).statement;

const body = (most: number): fc.Arbitrary<string> => fc.array(statement, { minLength: 1, maxLength: most }).map((statements) => statements.join('\n    '));

const invariant: fc.Arbitrary<string> = fc.oneof(
  number.map((n) => `for (c in all cell) if (c.flag) require (c.n != ${n}) "{c} is flagged";`),
  fc.constant('for (c in all cell) if (c.owner != null && c.users == null) require (c.link == null) "{c} is linked";'),
  number.map((n) => `require (cells[0].n + cells[1].n < ${n} + 3) "too many";`),
  number.map((n) => `require (cells[0].sum <= cells[1].sum + ${n}) "out of balance";`),
  fc.constant('int count = 0; for (c in all cell) if (c.flag) count += c.n; require (count < 3) "too many flagged";'),
  fc.constant('for (task in all task_struct) require (used(task) < 2) "{task} uses both";'),
  fc.constant('for (c in all cell) { if (c.link == null) continue; require (c.link.inner.size < 2) "{c} is large"; }'),
);

export interface Source {
  /** Bodies; each has a number `x` and a cell `c` of its own. */
  readonly processes: readonly string[];
  readonly agent?: string;
  readonly invariants?: readonly string[];
}

/** A program over two cells. */
export function cellProgram({ processes, agent, invariants = [] }: Source): Program {
  const body = (text: string): string => `{\n    int(0..3) x = 0;\n    cell c = null;\n    ${text}\n}\n`;
  const more = [
    ...processes.map((each, index) => `syscall void run${index}() ${body(each)}`),
    ...(agent === undefined ? [] : [`agent worker as "worker" ${body(agent)}`]),
    ...invariants.map((each, index) => `invariant property${index} { ${each} }`),
  ].join('\n');
  return program(processes.map((_, index) => `process p${index} { run${index}(); }`).join(' '), KERNEL + more);
}

/** Small programs of two or three processes and perhaps an agent, with properties. */
export const anySource: fc.Arbitrary<Source> = fc.record({
  processes: fc.array(body(4), { minLength: 2, maxLength: 3 }),
  agent: fc.option(fc.tuple(anyCondition, simple, simple).map(([when, one, other]) => `await (${when}) { ${one} } ${other}`), { nil: '', freq: 3 }),
  invariants: fc.array(invariant, { maxLength: 2 }),
}).map(({ agent, ...rest }) => ({ ...rest, ...(agent !== '' && { agent }) }));
