// The Variables view on the real model kernel: what it groups is there, and what it names can be asked for.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clipboardText } from '../../src/debugger/values/clipboard';
import { ExceptionHistory } from '../../src/debugger/history/exception-history';
import { evaluate } from '../../src/debugger/values/evaluate';
import { ExpressionCompiler } from '../../src/debugger/expressions/expression-compiler';
import type { Item, Moment } from '../../src/debugger/values/items';
import { listScopes, objectScopes } from '../../src/debugger/values/scopes';
import { Variables } from '../../src/debugger/values/variables';
import { Execution } from '../../src/machine/execution/execution';
import { derivedValue } from '../../src/machine/execution/field-values';
import { createScheduler } from '../../src/machine/schedule/scheduler';
import { compileScenario, modelKernel } from '../support/model-kernel';

const example = readFileSync(new URL('../../examples/01-truncate-vs-direct-read.daxscn', import.meta.url), 'utf8');

const program = compileScenario(example, 6018);
const execution = new Execution(program);
const expressions = new ExpressionCompiler(program, new ExceptionHistory(execution), modelKernel());

/** The moments of a fair run, every fifth of them. */
function* moments(): Generator<Moment> {
  execution.goto(0);
  const created = createScheduler(program, { seed: 3 });
  if ('error' in created) throw new Error(created.error.message);
  for (let choice = created.scheduler.next(execution); choice; choice = created.scheduler.next(execution)) {
    execution.advance(choice);
    if (execution.position % 5 > 0) continue;
    yield { program, position: execution.position, routines: [], state: execution.state, before: execution.stateAt(execution.position - 1) };
  }
}

describe('scopes', { timeout: 60_000 }, () => {
  test('every object type that is grouped exists in the model kernel', () => {
    const types = modelKernel().objects.map(({ name }) => name);
    for (const type of objectScopes.flatMap((scope) => scope.types)) expect(types).toContain(type);
  });

  test('every group has something to show while the race goes on', () => {
    const shown = new Set<string>();
    for (const moment of moments()) {
      const frame = moment.program.location(moment.state, 0).frames[0]!;
      for (const { name, children } of listScopes(moment, { task: 0, frame })) if (children().length > 0) shown.add(name);
    }
    expect([...objectScopes.map(({ name }) => name)].filter((name) => !shown.has(name))).toEqual([]);
  });

  test('a glance at an object shows that the latest event has changed it, in whichever field', () => {
    for (const moment of moments()) {
      const frame = moment.program.location(moment.state, 0).frames[0]!;
      for (const { text, watched } of listScopes(moment, { task: 0, frame }).slice(2).flatMap(({ children }) => children())) {
        const isChanged = watched!.slots.some((slot) => moment.state[slot] !== moment.before![slot])
          || watched!.derived.some(({ field }) => derivedValue(field, moment.state) !== derivedValue(field, moment.before!));
        expect(text.includes(' ← '), text).toBe(isChanged);
      }
    }
  });

  test('what is said of a task is shown apart from its variables', () => {
    const [moment] = moments();
    const frame = moment!.program.location(moment!.state, 0).frames[0]!;
    const task = listScopes(moment!, { task: 0, frame }).find(({ name }) => name === 'Task')!.children();
    const kinds = Object.fromEntries(task.map((item) => [item.name, new Variables().toClient(item).presentationHint?.kind]));
    expect(kinds).toMatchObject({ state: 'virtual', object: undefined });
  });

  test('names are unique within a group, and every expression means what it is shown for', () => {
    for (const moment of moments()) {
      const frame = moment.program.location(moment.state, 0).frames[0]!;
      for (const { name: scope, children } of listScopes(moment, { task: 0, frame }).slice(2)) {
        const names = children().map(({ name }) => name);
        expect(new Set(names).size, `${scope}: ${names.join(', ')}`).toBe(names.length);
        for (const item of children()) expectToMeanItself(item, moment);
      }
    }
  });

  test('what is copied can be pasted back: it has the same value, or says what is so now', () => {
    for (const moment of moments()) {
      const frame = moment.program.location(moment.state, 0).frames[0]!;
      for (const { children } of listScopes(moment, { task: 0, frame }).slice(2)) {
        for (const item of children()) for (const one of [item, ...(item.children?.() ?? [])]) expectToPaste(one, moment);
      }
    }
  });
});

/** Of an empty array there is nothing to say. */
function expectToPaste(item: Item, { state, position }: Moment): void {
  if (item.children?.().length === 0) return;
  const copied = clipboardText(item, program);
  const now = (text: string): number => expressions.compile(text).evaluate({ state, position });
  const isValue = item.raw !== undefined && item.raw.type.kind !== 'set';
  expect({ copied, is: now(isValue ? `${item.expression} == ${copied}` : copied) }).toEqual({ copied, is: 1 });
}

function expectToMeanItself(item: Item, moment: Moment): void {
  for (const one of [item, ...(item.children?.() ?? [])]) {
    const meant = evaluate(one.expression!, moment, expressions);
    expect({ expression: one.expression, text: meant.text, type: meant.type }).toEqual({ expression: one.expression, text: one.text, type: one.type });
    expectToCompile(one, moment);
  }
}

const compiled = new Map<string, ReturnType<ExpressionCompiler['compile']> | undefined>();

/** As an expression of the language it means the same. Arrays are no values there. */
function expectToCompile({ expression, text, type, children }: Item, { state, position }: Moment): void {
  if (type.endsWith(']')) return;
  const value = compiled.get(expression!) ?? expressions.compile(expression!);
  compiled.set(expression!, value);
  const now = program.format(value.evaluate({ state, position }), value.type);
  if (text.startsWith('{') && children && value.type.kind === 'object') expect(type).toBe(value.type.name);
  else expect({ expression, now }).toEqual({ expression, now: text.split(' ← ')[0] });
}
