// Malformed, reordered and unknown requests get an answer with a reason; nothing crashes, nothing hangs.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { basicRequests, ownRequests, supports } from '../../src/debugger/protocol/capabilities';
import { fixtureHost, fixturePath } from './support/kernel';
import { Client, inline } from './support/wire';

const program = fixturePath('truncate.daxscn');
/** All that is answered, and some that is not. */
const commands = [
  ...basicRequests, ...Object.values(supports).flat(), ...ownRequests, 'disassemble', '__proto__', 'toString',
];

function session(texts: Record<string, string> = {}): Client {
  return new Client(inline(new DaxscnDebugAdapter(fixtureHost(texts))));
}

async function launched(configuration: object = {}): Promise<Client> {
  const client = session();
  await client.request('initialize', {});
  await client.request('launch', { program, stopOnEntry: true, ...configuration });
  await client.waitFor('initialized');
  return client;
}

async function stopped(configuration: object = {}): Promise<Client> {
  const client = await launched(configuration);
  await client.request('configurationDone');
  await client.waitFor('stopped');
  return client;
}

describe('robustness', { timeout: 60_000 }, () => {
  test('every request before `initialize` is refused with a reason', async () => {
    for (const command of commands.slice(1).filter((name) => !['cancel', 'terminate', 'disconnect'].includes(name))) {
      const response = await session().ask(command, {});
      expect(response, command).toMatchObject({ success: false, message: expect.stringMatching(/before `initialize`|no request/) });
      expect((response.body as { error: { format: string } }).error.format).toBe(response.message);
    }
  });

  test('every request before `launch` that needs a program is refused with a reason', async () => {
    const client = session();
    await client.request('initialize', {});
    for (const command of ['threads', 'stackTrace', 'continue', 'configurationDone', 'restart', 'daxscn/schedule', 'evaluate']) {
      expect(await client.ask(command, { threadId: 1 })).toMatchObject({ success: false, message: expect.stringContaining('nothing is launched yet') });
    }
  });

  test('requests that need a stop are refused while there is none', async () => {
    const client = await launched();
    expect(await client.ask('next', { threadId: 1 })).toMatchObject({ success: false, message: '`next` came before `configurationDone`.' });
    await client.request('configurationDone');
    expect(await client.ask('configurationDone')).toMatchObject({ success: false });
    expect(await client.ask('initialize', {})).toMatchObject({ success: false });
    expect(await client.ask('launch', { program })).toMatchObject({ success: false });
  });

  test('breakpoints may come before the launch; they are verified then', async () => {
    const client = session();
    await client.request('initialize', {});
    const { breakpoints } = await client.request<{ breakpoints: object[] }>(
      'setBreakpoints', { source: { path: fixturePath('fs/dax.daxk') }, breakpoints: [{ line: 20 }] });
    expect(breakpoints).toMatchObject([{ verified: false, reason: 'pending', line: 20 }]);
    await client.request('launch', { program });
    const { body } = await client.waitFor('breakpoint');
    expect(body).toMatchObject({ reason: 'changed', breakpoint: { verified: true, line: 20 } });
  });

  test('lines and columns are counted as the client counts them', async () => {
    const client = session();
    await client.request('initialize', { linesStartAt1: false, columnsStartAt1: false });
    await client.request('launch', { program, stopOnEntry: true });
    const set = { source: { path: fixturePath('fs/dax.daxk') }, breakpoints: [{ line: 19 }] };
    expect(await client.request('setBreakpoints', set)).toMatchObject({ breakpoints: [{ verified: true, line: 19 }] });
    await client.request('configurationDone');
    await client.waitFor('stopped');
    const { stackFrames } = await client.request<{ stackFrames: object[] }>('stackTrace', { threadId: 1 });
    expect(stackFrames[0]).toMatchObject({ line: 2, column: 4 });
  });

  test('anything at all gets an answer, and the session lives on', async () => {
    const anyArguments = fc.oneof(fc.jsonValue(), fc.record({
      threadId: fc.nat(4), frameId: fc.nat(9000), variablesReference: fc.nat(30), targetId: fc.nat(5000), position: fc.integer(),
      source: fc.oneof(fc.constant({ path: fixturePath('fs/dax.daxk') }), fc.jsonValue()), line: fc.integer(), fork: fc.nat(3),
      expression: fc.string(), program: fc.constant(program), breakpoints: fc.jsonValue(), filters: fc.jsonValue(),
      startFrame: fc.integer(), levels: fc.integer(), start: fc.integer(), count: fc.integer(),
    }, { requiredKeys: [] }));
    await fc.assert(fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...commands), anyArguments), { maxLength: 25 }),
      async (requests) => {
        const client = await stopped();
        let hasEnded = false;
        for (const [command, args] of requests) {
          const response = await client.ask(command, args);
          hasEnded ||= response.success && (command === 'terminate' || command === 'disconnect');
          if (!response.success) expect(response.message).toMatch(/\S/);
          expect(response.message ?? '').not.toContain('wrong with the debugger itself');
        }
        for (const { body } of client.events.filter(({ event }) => event === 'output')) {
          expect(body.output).not.toContain('wrong with the debugger itself');
        }
        if (hasEnded) expect(await client.ask('threads')).toMatchObject({ success: false, message: expect.stringContaining('after the end') });
        else await client.request('threads');
        await client.ask('disconnect');
      },
    ), { numRuns: 150 });
  });

  test('a client may leave at any moment', async () => {
    for (const steps of [0, 1, 2, 3]) {
      const dap = new DaxscnDebugAdapter(fixtureHost());
      const client = new Client(inline(dap));
      if (steps > 0) await client.request('initialize', {});
      if (steps > 1) void client.ask('launch', { program });
      if (steps > 2) await client.waitFor('initialized');
      await client.request('disconnect');
      await dap.closed;
      expect(await client.ask('threads')).toMatchObject({ success: false });
    }
  });

  test.each(['disconnect', 'terminate'])('%s while running ends the run: nothing more is said', async (command) => {
    const endless = `scenario "endless" kernel v4.18 file one process spinner { spin(one); }`;
    const dap = new DaxscnDebugAdapter(fixtureHost({ endless }));
    const client = new Client(inline(dap));
    await client.request('initialize', {});
    await client.request('launch', { program: 'endless' });
    await client.request('setExceptionBreakpoints', { filters: [] });
    await client.request('configurationDone');
    expect(await client.ask('next', { threadId: 1 })).toMatchObject({ success: false, message: expect.stringContaining('running') });
    await client.request(command);
    await (command === 'disconnect' ? dap.closed : client.waitFor('terminated'));
    const { length } = client.events;
    expect(await client.ask('threads')).toMatchObject({ success: false, message: expect.stringContaining('after the end') });
    expect(client.events.slice(length)).toEqual([]);
  });

  test('terminate ends the session and says so', async () => {
    const client = await stopped();
    await client.request('terminate');
    await client.waitFor('terminated');
    expect(await client.ask('continue', { threadId: 1 })).toMatchObject({ success: false, message: expect.stringContaining('after the end') });
  });

  test('two sessions at once know nothing of each other', async () => {
    const [one, other] = [await stopped({ kernel: 'v4.17' }), await stopped({ kernel: 'v4.18' })];
    await one.request('stepIn', { threadId: 1 });
    await one.waitFor('stopped');
    expect(await one.request('daxscn/schedule')).toMatchObject({ position: 1, kernel: 'v4.17' });
    expect(await other.request('daxscn/schedule')).toMatchObject({ position: 0, kernel: 'v4.18' });
  });

  test('a run without end can be paused, and ends by itself', async () => {
    const endless = `scenario "endless" kernel v4.18 file one process spinner { spin(one); }`;
    const client = session({ endless });
    await client.request('initialize', {});
    await client.request('launch', { program: 'endless' });
    await client.request('setExceptionBreakpoints', { filters: [] });
    await client.request('configurationDone');
    expect(await client.ask('next', { threadId: 1 })).toMatchObject({ success: false, message: expect.stringContaining('running') });
    await client.request('threads');
    await client.request('pause', { threadId: 1 });
    expect((await client.waitFor('stopped')).body).toMatchObject({ reason: 'pause' });
    await client.request('stepOut', { threadId: 1 });
    expect((await client.waitFor('stopped')).body).toMatchObject({ reason: 'pause', text: expect.stringContaining('still there') });
  });
});
