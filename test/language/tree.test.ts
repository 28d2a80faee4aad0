import { describe, expect, test } from 'vitest';
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { Expr, Func, Stmt } from '../../src/language/tree';

const types = `
enum color { RED, GREEN }
object task declares process() as "{name}" { set<task> friends; task friend; }
object page as "page {nr}" { const int(0..31) nr = slot; int(0..7) n; color c; page next; set<page> pages; own page_lock lock; }
object page_lock { }
object device declares device(int blocks = 2) { own page pages[blocks + MAX_BLOCKS]; }
const int TWO = 1 + 1;
const int IDLE = KERNEL < v6.15 ? 1 : 0;
pure bool busy(page p) { return p.n > 0; }
syscall int pin(device d, page buf[first .. last], color c) { return last - first; }
`;

function kernel(text: string) {
  const checked = checkKernel([{ source: 'k', text: types + text }]);
  expect(checked.diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic)).toEqual([]);
  return checked.tree;
}

function body(statements: string): Func {
  return kernel(`void f(page p, int i, task t) { ${statements} }`).functions.find(({ name }) => name === 'f')!;
}

/** The right side of the last statement. */
function value(statements: string): Expr {
  const last = body(statements).body.at(-1)!;
  if (last.kind !== 'assign') throw new Error(last.kind);
  return last.value;
}

const plain = (item: unknown): unknown => JSON.parse(JSON.stringify(item, (key, inner: unknown) => (key === 'span' ? undefined : inner)));

describe('values', () => {
  test('constants are folded and carry their value in their type', () => {
    expect(value('i = -TWO * 3;')).toEqual({ kind: 'literal', value: -6, type: { kind: 'int', min: -6, max: -6 } });
  });

  test('a constant that depends on the version stays an expression', () => {
    expect(value('i = IDLE;')).toMatchObject({ kind: 'conditional', condition: { kind: 'kernel', operator: '<', version: 6015 } });
  });

  test('a comparison with the version on the left is turned around', () => {
    expect(value('bool b = v4.18 <= KERNEL;')).toMatchObject({ kind: 'kernel', operator: '>=', version: 4018 });
  });

  test('arithmetic widens the range', () => {
    expect(value('i = p.n + p.nr * 2;').type).toEqual({ kind: 'int', min: 0, max: 69 });
    expect(value('i = p.n - p.n;').type).toEqual({ kind: 'int', min: -7, max: 7 });
    expect(value('i = i % 4;').type).toEqual({ kind: 'int', min: -3, max: 3 });
  });

  test('null is a reference or the empty set, as the context says', () => {
    expect(value('set<page> s = null;').type).toEqual({ kind: 'set', name: 'page' });
    expect(plain(value('bool b = null == p.pages;'))).toMatchObject({ left: { kind: 'literal', type: { kind: 'set', name: 'page' } } });
    expect(value('p.next = null;').type).toEqual({ kind: 'object', name: 'page' });
  });

  test('+ and - on sets are union and difference, with objects, too', () => {
    expect(value('set<page> s = p.pages + p - null;')).toMatchObject({ operator: 'minus', left: { operator: 'union' }, type: { kind: 'set', name: 'page' } });
    expect(value('set<page> s = p + p.next;')).toMatchObject({ operator: 'union', left: { operator: 'union', left: { kind: 'literal', value: 0 } } });
    expect(value('p.pages += p;')).toMatchObject({ operator: 'union', right: { kind: 'local', index: 0 } });
  });

  test('enum members are ordinals', () => {
    expect(value('p.c = GREEN;')).toEqual({ kind: 'literal', value: 1, type: { kind: 'enum', name: 'color' } });
  });
});

describe('statements', () => {
  test('updates are written out, and say so', () => {
    const [statement] = body('p.n++;').body;
    expect(statement).toMatchObject({ kind: 'assign', update: true, value: { operator: '+', right: { value: 1 } } });
  });

  test('a local without a value begins at zero', () => {
    expect(value('page q;')).toEqual({ kind: 'literal', value: 0, type: { kind: 'object', name: 'page' } });
  });

  test('what is assigned again is not final', () => {
    const { variables, arity } = body('int a = 1; int b = 1; b = a; for (k in 0 .. 1) i = k;');
    expect(arity).toBe(3);
    expect(variables.map(({ name, final }) => `${name} ${final}`)).toEqual(['p true', 'i false', 't true', 'a true', 'b false', 'k false']);
  });

  test('the text belongs to the statement, whose span is without it', () => {
    const [statement] = body('\n"pin {p} {{twice}}":\np.n = 1;').body;
    expect(statement!.label).toMatchObject(['pin ', { kind: 'local', index: 0 }, ' {twice}']);
    expect(statement!.span.slice(0, 2)).toEqual([12, 0]);
  });

  test('the span of a compound statement is its head', () => {
    const [first] = body('\nif (p.n ==\n 1) {\n p.n = 2;\n}').body as [Stmt];
    expect(first.span).toEqual([11, 0, 12, 3]);
  });

  test('one holder is a set of one', () => {
    expect(body('await (true) held by (t.friend);').body[0]).toMatchObject({ holders: { operator: 'union', type: { kind: 'set', name: 'task' } } });
  });
});

test('the name of an instance is made of its fields', () => {
  const page = kernel('').objects.find(({ name }) => name === 'page')!;
  expect(plain(page.label)).toEqual(['page ', {
    kind: 'field', object: 'page', field: 'nr', type: { kind: 'int', min: 0, max: 31 },
    receiver: { kind: 'local', index: 0, type: { kind: 'object', name: 'page' } },
  }]);
  const task = kernel('').objects.find(({ name }) => name === 'task')!;
  expect(task.label).toMatchObject([{ kind: 'property', name: 'name' }]);
});

test('a size keeps its property and MAX_BLOCKS for the compiler', () => {
  const device = kernel('').objects.find(({ name }) => name === 'device')!;
  expect(device.fields[0]!.size).toMatchObject({ operator: '+', left: { kind: 'property', name: 'blocks' }, right: { kind: 'named', name: 'MAX_BLOCKS' } });
});

describe('scenarios', () => {
  const scenario = (text: string) => {
    const checked = checkScenario('s', `scenario "x"\ndevice d\nown_nothing`.replace('own_nothing', text), kernel('syscall page get(device d) { return d.pages[0]; }'));
    expect(checked.diagnostics.map(formatDiagnostic)).toEqual([]);
    return checked.tree!;
  };

  test('a slice is three arguments', () => {
    const { processes: [process] } = scenario('process p { b = get(d); pin(d, b[0 .. 1], RED); pin(d, b[1], GREEN); }');
    const calls = process!.body.slice(1).map((statement) => plain((statement as { value: Expr }).value));
    expect(calls).toMatchObject([
      { args: [{ kind: 'named', name: 'd' }, { kind: 'local', index: 0 }, { value: 0 }, { value: 1 }, { value: 0 }] },
      { args: [{ kind: 'named', name: 'd' }, { kind: 'local', index: 0 }, { value: 1 }, { value: 1 }, { value: 1 }] },
    ]);
  });

  test('variables have the type of what is assigned first', () => {
    const { processes: [process] } = scenario('process p { b = get(d); n = 3; if (n == 3) late = n; n = 4; c = b; }');
    expect(process!.variables).toEqual([
      { name: 'b', type: { kind: 'object', name: 'page' }, final: true },
      { name: 'n', type: { kind: 'int', min: -1024, max: 1023 }, final: false },
      { name: 'late', type: { kind: 'int', min: -1024, max: 1023 }, final: false },
      { name: 'c', type: { kind: 'object', name: 'page' }, final: true },
    ]);
  });

  test('several processes have one body; defaults are filled in; an expectation for each version', () => {
    const tree = scenario('/// Two.\nprocess p[2] { get(d); }\nexpect v4.17, v4.19 holds\nassert ok: !busy(d.pages[0]);');
    expect(tree.processes.map(({ name, object, doc }) => [name, object, doc])).toEqual([['p0', 'task', 'Two.'], ['p1', 'task', 'Two.']]);
    expect(tree.declarations).toMatchObject([{ kind: 'device', name: 'd', object: 'device', properties: [{ value: 2 }] }]);
    expect(tree.expects.map(({ version, verdict }) => [version, verdict])).toEqual([[4017, 'holds'], [4019, 'holds']]);
    expect(tree.asserts[0]!.body[0]).toMatchObject({ kind: 'require', message: ['`!busy(d.pages[0])` does not hold'] });
  });
});
