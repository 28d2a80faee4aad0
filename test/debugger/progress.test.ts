// Movements that take long say how far they are, and can be cancelled.
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import { describe, expect, test } from 'vitest';
import { capabilities } from '../../src/debugger/protocol/capabilities';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { fixtureHost, fixturePath } from './support/kernel';
import { Client, inline } from './support/wire';

const endless = 'scenario "endless" kernel v4.18 file one process spinner { spin(one); }';
const threadId = 1;
/** What `continue` goes at most. */
const MOST = 100_000;

async function stopped(program: string, supportsProgressReporting: boolean): Promise<Client> {
  const client = new Client(inline(new DaxscnDebugAdapter(fixtureHost({ endless }))));
  await client.request('initialize', { supportsProgressReporting });
  await client.request('launch', { program, stopOnEntry: true });
  await client.waitFor('initialized');
  // It would stop where the livelock closes.
  await client.request('setExceptionBreakpoints', { filters: [] });
  await client.request('configurationDone');
  await client.waitFor('stopped');
  return client;
}

async function positionOf(client: Client): Promise<number> {
  return (await client.request<{ position: number }>('daxscn/schedule')).position;
}

/** Begins a movement and cancels it as soon as it says how far it is. Where it stops. */
async function cancelled(client: Client, command: string): Promise<{ start: Dap.ProgressStartEvent['body']; stop: Dap.StoppedEvent['body'] }> {
  await client.request(command, { threadId });
  const start = (await client.waitFor('progressStart')).body as Dap.ProgressStartEvent['body'];
  await client.request('cancel', { progressId: start.progressId });
  return { start, stop: (await client.waitFor('stopped')).body as Dap.StoppedEvent['body'] };
}

/** The progress events since the last call, and the stop after them. */
async function whole(client: Client, command: string): Promise<{ events: Dap.Event[]; stop: Dap.StoppedEvent['body'] }> {
  const before = client.events.length;
  await client.request(command, { threadId });
  const { body } = await client.waitFor('stopped');
  return { events: client.events.slice(before).filter(({ event }) => event.startsWith('progress') || event === 'stopped'), stop: body };
}

describe('progress of long movements', { timeout: 60_000 }, () => {
  test('cancelling is declared', () => {
    expect(capabilities.supportsCancelRequest).toBe(true);
  });

  test('continue begins to tell, tells on, and ends before it stops', async () => {
    const client = await stopped('endless', true);
    const { events, stop } = await whole(client, 'continue');
    expect(stop).toMatchObject({ reason: 'pause', text: expect.stringContaining('events without a stop') });
    expect(events.map(({ event }) => event)).toEqual(['progressStart', ...new Array<string>(9).fill('progressUpdate'), 'progressEnd', 'stopped']);
    expect(new Set(events.slice(0, -1).map(({ body }) => body.progressId)).size).toBe(1);
    expect(events[0]!.body).toMatchObject({ title: 'Continue', cancellable: true, message: 'at position 2000' });
    expect(events[1]!.body).toMatchObject({ message: 'at position 12000' });
  });

  test('reverse reports which part of the events is left, down to the beginning', async () => {
    const client = await stopped('endless', true);
    await whole(client, 'continue');
    const { events, stop } = await whole(client, 'reverseContinue');
    expect(stop).toMatchObject({ reason: 'entry' });
    expect(events.slice(0, -2).map(({ body }) => body.percentage)).toEqual([2, 12, 22, 32, 42, 52, 62, 72, 82, 92]);
    expect(events[0]).toMatchObject({ event: 'progressStart', body: { title: 'Reverse', message: 'at position 98000' } });
    expect(events.at(-2)).toMatchObject({ event: 'progressEnd' });
  });

  test('cancelling is pausing: it rests where it has got to, and nothing is lost', async () => {
    const client = await stopped('endless', true);
    const forwards = await cancelled(client, 'continue');
    expect(forwards.stop).toMatchObject({ reason: 'pause', description: 'Paused' });
    const there = await positionOf(client);
    expect(there).toBeGreaterThan(0);
    expect(there).toBeLessThan(MOST);

    await whole(client, 'continue');
    expect(await positionOf(client)).toBe(there + MOST);
    const backwards = await cancelled(client, 'reverseContinue');
    expect(backwards.start.progressId).not.toBe(forwards.start.progressId);
    expect(backwards.stop).toMatchObject({ reason: 'pause' });
    const { position, length } = await client.request<{ position: number; length: number }>('daxscn/schedule');
    expect(position).toBeGreaterThan(0);
    expect(position).toBeLessThan(there + MOST);
    expect(length).toBe(there + MOST);

    await whole(client, 'reverseContinue');
    expect(await positionOf(client)).toBe(0);
    const starts = client.events.filter(({ event }) => event === 'progressStart').map(({ body }) => body.progressId);
    expect(client.events.filter(({ event }) => event === 'progressEnd').map(({ body }) => body.progressId)).toEqual(starts);
  });

  test('pause stops a reverse as well', async () => {
    const client = await stopped('endless', false);
    await whole(client, 'continue');
    await client.request('reverseContinue', { threadId });
    expect(await client.ask('next', { threadId })).toMatchObject({ success: false, message: expect.stringContaining('running') });
    await client.request('pause', { threadId });
    expect((await client.waitFor('stopped')).body).toMatchObject({ reason: 'pause' });
    expect(await positionOf(client)).toBeGreaterThan(0);
  });

  test('a client that does not ask for it is told nothing, and a short movement has nothing to tell', async () => {
    const silent = await stopped('endless', false);
    expect((await whole(silent, 'continue')).events.map(({ event }) => event)).toEqual(['stopped']);
    const short = await stopped(fixturePath('truncate.daxscn'), true);
    expect((await whole(short, 'continue')).events.map(({ event }) => event)).toEqual(['stopped']);
  });

  test('what is over or unknown cannot be cancelled, and that is no error', async () => {
    const client = await stopped('endless', true);
    const { start } = await cancelled(client, 'continue');
    await client.request('continue', { threadId });
    for (const args of [{ progressId: start.progressId }, { progressId: 'nothing' }, { requestId: 1 }, {}]) await client.request('cancel', args);
    expect((await client.waitFor('stopped')).body).toMatchObject({ text: expect.stringContaining('events without a stop') });
    expect(await client.ask('cancel', { progressId: 7 })).toMatchObject({ success: false, message: '`progressId` must be a string, not 7.' });
  });

  test('a restart or the end of the session ends what is told', async () => {
    for (const command of ['restart', 'terminate']) {
      const client = await stopped('endless', true);
      await client.request('continue', { threadId });
      await client.waitFor('progressStart');
      await client.request(command);
      await client.waitFor('progressEnd');
    }
  });
});
