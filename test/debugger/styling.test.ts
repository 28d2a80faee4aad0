// ANSI sequences are for clients that say that they understand them; to all others the console says the same in plain words.
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { fixtureHost, fixturePath } from './support/kernel';
import { Client, inline } from './support/wire';

const questions = ['help', 'why truncator', 'who page 0', 'schedule', 'page 0.refcount', 'page 0'];

/** All that a session prints and answers, and what the Variables view shows. */
async function said(hello: object): Promise<{ console: string[]; elsewhere: string[] }> {
  const client = new Client(inline(new DaxscnDebugAdapter(fixtureHost())));
  await client.request('initialize', hello);
  await client.request('launch', { program: fixturePath('truncate.daxscn') });
  await client.waitFor('initialized');
  await client.request('setBreakpoints', { source: { path: fixturePath('fs/dax.daxk') }, breakpoints: [{ line: 20, logMessage: 'looks at {p}' }] });
  await client.request('configurationDone');
  const stop = await client.waitFor('stopped');
  const answers: string[] = [];
  for (const expression of questions) answers.push((await client.request<{ result: string }>('evaluate', { expression, context: 'repl' })).result);
  const hovered = await client.request<{ result: string }>('evaluate', { expression: 'page 0', context: 'hover' });
  const threads = await client.request<{ threads: { name: string }[] }>('threads');
  return {
    console: [...client.events.filter(({ event }) => event === 'output').map(({ body }) => body.output as string), ...answers],
    elsewhere: [hovered.result, ...threads.threads.map(({ name }) => name), JSON.stringify(stop.body)],
  };
}

test('the console is styled for a client that says that it understands, and says the same to the others', async () => {
  const [styled, plain, silent] = [await said({ supportsANSIStyling: true }), await said({ supportsANSIStyling: false }), await said({})];
  expect(silent).toEqual(plain);
  expect(styled.console.map((text) => stripVTControlCharacters(text))).toEqual(plain.console);
  expect(plain.console.join('')).not.toContain('\u001B');
  for (const told of ['#1', 'before #', 'help', 'schedule']) {
    expect(styled.console.some((text) => text.includes('\u001B') && stripVTControlCharacters(text).includes(told)), told).toBe(true);
  }
  expect(styled.elsewhere).toEqual(plain.elsewhere);
});
