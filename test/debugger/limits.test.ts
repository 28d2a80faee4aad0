// What is too long or nested too deeply is refused before it is read, with the cause; what is as long as allowed is answered soon.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { limits } from '../../src/debugger/protocol/limits';
import { fixtureHost, fixturePath } from './support/kernel';
import { Client, inline } from './support/wire';

const program = fixturePath('truncate.daxscn');

/** Texts that are easy to read badly, by what they are made of. */
const shapes: Readonly<Record<string, (length: number) => string>> = {
  'open parentheses': (length) => '('.repeat(length),
  'nested parentheses': (length) => '('.repeat(length / 2) + ')'.repeat(length / 2),
  'nested brackets': (length) => `a${'[a'.repeat(length)}`,
  negations: (length) => '!'.repeat(length),
  'a sum': (length) => '1+'.repeat(length),
  choices: (length) => '1?'.repeat(length),
  'a path': (length) => `page 0${'.mapping'.repeat(length)}`,
  'short names with dots': (length) => 'a.'.repeat(length),
  'elements of elements': (length) => `page 0${'[ 0'.repeat(length)}`,
  blanks: (length) => `1${' '.repeat(length)}`,
  'dots and blanks': (length) => '. '.repeat(length),
  'one name': (length) => 'x'.repeat(length),
  'numbered names': (length) => 'blok 7 '.repeat(length),
  digits: (length) => '9'.repeat(length),
  'quotation marks': (length) => '"'.repeat(length),
  comments: (length) => '/*'.repeat(length),
  'terms about the history': (length) => `${'changed('.repeat(length)}`,
  'nested terms about the history': (length) => `${'changed('.repeat(length / 9)}a${')'.repeat(length / 9)}`,
  'a command of the console': (length) => `who ${'block '.repeat(length)}`,
  'why nobody': (length) => `why ${'a'.repeat(length)}`,
  'a set': (length) => `{${'reader, '.repeat(length)}`,
  'expressions of a message': (length) => '{1}'.repeat(length),
  lines: (length) => 'a\n'.repeat(length),
};

/** Requests, by the argument whose length it is. */
const places: Readonly<Record<string, (text: string) => readonly [command: string, args: object]>> = {
  'the expression of a hover': (expression) => ['evaluate', { expression, context: 'hover' }],
  'a line of the console': (expression) => ['evaluate', { expression, context: 'repl' }],
  'the expression for the clipboard': (expression) => ['evaluate', { expression, context: 'clipboard' }],
  'a condition': (condition) => ['setFunctionBreakpoints', { breakpoints: [{ name: 'get_page', condition }] }],
  'a hit condition': (hitCondition) => ['setFunctionBreakpoints', { breakpoints: [{ name: 'get_page', hitCondition }] }],
  'a mode': (mode) => ['setBreakpoints', { source: { path: program }, breakpoints: [{ line: 9, mode }] }],
  'a log message': (text) => ['setBreakpoints', { source: { path: fixturePath('fs/dax.daxk') }, breakpoints: [{ line: 20, logMessage: `{${text}}` }] }],
  'the name of a function': (name) => ['setFunctionBreakpoints', { breakpoints: [{ name }] }],
  'the name of a filter': (name) => ['setExceptionBreakpoints', { filters: [name] }],
  'a path': (path) => ['setBreakpoints', { source: { path }, breakpoints: [{ line: 9 }] }],
  'what to watch': (name) => ['dataBreakpointInfo', { name }],
  'the id of a data breakpoint': (dataId) => ['setDataBreakpoints', { breakpoints: [{ dataId }] }],
  'what is completed': (text) => ['completions', { text, column: text.length + 1 }],
  'a value': (value) => ['setExpression', { expression: 'page 0.refcount', value }],
  'what is set': (expression) => ['setExpression', { expression, value: '1' }],
  'a movement': (movement) => ['daxscn/move', { movement }],
  'what is touched': (expression) => ['daxscn/move', { movement: 'previousTouch', expression }],
  'a program': (text) => ['restart', { arguments: { program: text } }],
  'a kernel version': (kernel) => ['restart', { arguments: { program, kernel } }],
  'a schedule': (schedule) => ['restart', { arguments: { program, schedule } }],
  'a request': (command) => [command, {}],
};

let client: Client;
beforeAll(async () => {
  client = new Client(inline(new DaxscnDebugAdapter(fixtureHost())));
  await client.request('initialize', {});
  await client.request('launch', { program, stopOnEntry: true });
  await client.request('configurationDone');
  await client.waitFor('stopped');
});
afterAll(() => client.request('disconnect'));

/** What the client is told, and the time in milliseconds that it took. */
async function answer(command: string, args: object): Promise<{ said: string; time: number }> {
  const began = performance.now();
  const { message, body } = await client.ask(command, args);
  return { said: message ?? (body?.breakpoints?.[0]?.message as string | undefined) ?? '', time: performance.now() - began };
}

const INTERNAL = /stack|undefined|NaN|itself|\bat .*\.ts/;

/** In milliseconds, also on a slow machine: in quadratic time a text of five million characters would take hours. */
const SOON = 10_000;

describe.each(Object.entries(places))('%s', (_, request) => {
  test.each(Object.entries(shapes))('of %s: as long as allowed it is answered at once, longer it is refused', async (_, shape) => {
    for (const length of Object.values(limits).filter((most) => most <= limits.text)) {
      const { said, time } = await answer(...request(shape(length).slice(0, length - 2)));
      expect(said).not.toMatch(INTERNAL);
      expect(said.length, said).toBeLessThan(600);
      expect(time).toBeLessThan(SOON);
    }
    const { said, time } = await answer(...request(shape(5_000_000).slice(0, 5_000_000)));
    expect(said).toMatch(/too long: \d{7} characters, at most \d+ are read|has no request/);
    expect(said.length, said).toBeLessThan(300);
    expect(time).toBeLessThan(SOON);
  });
});

test('as many breakpoints as allowed are set, more are refused', async () => {
  const many = (count: number) => ({ source: { path: program }, breakpoints: Array.from({ length: count }, () => ({ line: 9 })) });
  expect((await client.request<{ breakpoints: object[] }>('setBreakpoints', many(1_000))).breakpoints).toHaveLength(1_000);
  expect(await client.ask('setBreakpoints', many(1_001))).toMatchObject({ success: false, message: '`breakpoints` is too long: 1001 elements, at most 1000 are read.' });
  await client.request('setBreakpoints', many(0));
});

test.each(['[', '{"a":'])('arguments that nest deeply in %s are named by their beginning', async (open) => {
  const deep = JSON.parse(open.repeat(100_000) + '1' + (open === '[' ? ']' : '}').repeat(100_000)) as unknown;
  for (const args of [deep, { expression: deep }, { expression: '1', frameId: deep }]) {
    const { said } = await answer('evaluate', args as object);
    expect(said).not.toMatch(INTERNAL);
    expect(said.length).toBeLessThan(200);
  }
});
