// Declared is handled, and handled is declared. That the tables of requests have exactly the declared names is checked
// by their types; here it is seen from outside, as a client sees it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { basicRequests, capabilities, filters, ownRequests, supports } from '../../src/debugger/protocol/capabilities';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { fixtureHost, fixturePath } from './support/kernel';
import { Client, inline } from './support/wire';

const declared = new Set<string>([...basicRequests, ...ownRequests, ...Object.values(supports).flat()]);

/** Every request that the protocol has, from its own description; those in the other direction left out. */
const protocol = readFileSync(createRequire(import.meta.url).resolve('@vscode/debugprotocol/lib/debugProtocol.d.ts'), 'utf8');
const requests = [...protocol.matchAll(/interface (\w+)Request extends Request \{/g)]
  .map(([, name]) => `${name![0]!.toLowerCase()}${name!.slice(1)}`)
  .filter((name) => name !== 'runInTerminal' && name !== 'startDebugging');

async function stopped(): Promise<Client> {
  const client = new Client(inline(new DaxscnDebugAdapter(fixtureHost())));
  expect(await client.request('initialize', {})).toEqual(capabilities);
  await client.request('launch', { program: fixturePath('truncate.daxscn'), stopOnEntry: true });
  await client.waitFor('initialized');
  await client.request('configurationDone');
  await client.waitFor('stopped');
  return client;
}

describe('capabilities', () => {
  test('the protocol is read whole', () => {
    expect(requests.length).toBeGreaterThan(40);
    for (const name of [...basicRequests, ...Object.values(supports).flat()]) expect(requests).toContain(name);
  });

  test.each([...declared])('%s is declared, so it is known', async (command) => {
    const response = await (await stopped()).ask(command, {});
    expect(response.message ?? '').not.toContain('This debugger has no request');
  });

  test.each(requests.filter((name) => !declared.has(name)))('%s is not declared, so it is refused in words', async (command) => {
    const client = await stopped();
    const response = await client.ask(command, {});
    expect(response).toMatchObject({ success: false, message: expect.stringMatching(`^This debugger has no request \`${command}\``) });
    await client.request('threads');
  });

  test('what a client may choose among has a name each', () => {
    expect(capabilities.exceptionBreakpointFilters).toEqual(filters);
    for (const names of [filters.map(({ filter }) => filter), capabilities.breakpointModes!.map(({ mode }) => mode)]) {
      expect(new Set(names).size).toBe(names.length);
    }
  });
});
