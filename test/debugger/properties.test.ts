// Whatever a client does, time stays exact: the position is where the rules say, and what is seen there is a function
// of the events before it.
import fc from 'fast-check';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import { describe, expect, test } from 'vitest';
import { prepare } from '../../src/debugger/launch/load';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { anyToy } from '../support/walks';
import { fixtureHost, fixturePath, noKernel } from './support/kernel';
import { Model, type Forks, type Recorded } from './support/time-model';
import { Client, inline } from './support/wire';
import type { Program } from '../../src/compiler/program';

const RUNS = { numRuns: 40 };
const forwards = ['continue', 'next', 'stepIn', 'stepOut'] as const;
const anyCommand = fc.record({ command: fc.constantFrom(...forwards, 'stepBack', 'reverseContinue'), thread: fc.nat(5) });
/** Those that go to what is recorded, or choose: `pick` says which of what there is. */
const anyChoice = fc.record({ command: fc.constantFrom('choose', 'daxscn/goto', 'goto', 'restartFrame', 'switchTo'), pick: fc.nat(1000) });
type AnyCommand = { command: string; thread: number } | { command: string; pick: number };
const anySession = fc.record({
  scenario: fc.constantFrom('truncate.daxscn', 'deadlock.daxscn', 'agents.daxscn', 'asserted.daxscn'),
  kernel: fc.constantFrom('v4.17', 'v4.18'),
  seed: fc.nat(100),
  functions: fc.subarray(['dax_layout_busy_page', 'get_page', 'put_page', 'down_write', 'ftruncate', 'pick']),
  commands: fc.array(anyCommand, { maxLength: 30 }),
});

/** What a breakpoint may demand beyond its location. */
const anyCondition = fc.record({
  condition: fc.constantFrom('', 'page 0.refcount == 1', 'current != reader', 'retries(truncator) > 0', 'position() % 2 == 0'),
  hitCondition: fc.constantFrom('', '2', '>= 2', '< 3', '% 2'),
});

/** What log points have said since the `from`-th event. */
function said(client: Client, from: number): string[] {
  return client.events.slice(from).flatMap(({ event, body }) => (event === 'output' && body.output.startsWith('before #') ? [body.output] : []));
}

/** Fields of the scenarios; what a scenario has not got is never reached. */
const anyWatch = fc.record({
  dataId: fc.constantFrom('page 0.refcount', 'page 0.refcount\npage 0.pinned_by', 'victim.i_size', 'i_rwsem of one.writer', 'one.i_size'),
  accessType: fc.constantFrom('read', 'write', 'readWrite'),
  condition: fc.constantFrom('', 'current != reader', 'position() % 2 == 0'),
  hitCondition: fc.constantFrom('', '2', '% 2'),
});

const anyFilters = fc.array(fc.record({
  filterId: fc.constantFrom('layout_retry', 'invariant_violated', 'assertion_failed', 'task_blocked'),
  condition: fc.constantFrom('', 'current != truncator'),
  hitCondition: fc.constantFrom('', '% 2'),
}), { maxLength: 3 });

interface Seen {
  readonly position: number;
  readonly schedule: string;
  readonly picture: string;
}

async function begin(session: DaxscnDebugAdapter, configuration: object): Promise<{ client: Client; threads: number }> {
  const client = new Client(inline(session));
  await client.request('initialize', { adapterID: 'daxscn' });
  await client.request('launch', { stopOnEntry: true, ...configuration });
  await client.request('configurationDone');
  await client.waitFor('stopped');
  const { threads } = await client.request<{ threads: Dap.Thread[] }>('threads');
  return { client, threads: threads.length };
}

async function move(client: Client, command: string, args: object): Promise<Dap.StoppedEvent['body']> {
  await client.request(command, args);
  return (await client.waitFor('stopped')).body as Dap.StoppedEvent['body'];
}

async function look(client: Client): Promise<Seen> {
  const { threads } = await client.request<{ threads: Dap.Thread[] }>('threads');
  const parts: unknown[] = [threads];
  for (const { id } of threads) {
    const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId: id });
    // Rule 11: above the label is what the stop is about, which depends on how one came here.
    const resting = stackFrames.slice(stackFrames.findIndex(({ presentationHint }) => presentationHint === 'label') + 1);
    parts.push(resting.map(({ id: _, presentationHint: __, ...frame }) => frame));
    const { scopes } = await client.request<{ scopes: Dap.Scope[] }>('scopes', { frameId: resting[0]!.id });
    for (const { name, variablesReference } of scopes) {
      const { variables } = await client.request<{ variables: Dap.Variable[] }>('variables', { variablesReference });
      parts.push(name, variables.map((variable) => `${variable.name} = ${variable.value}`));
    }
  }
  const { position, schedule } = await client.request<{ position: number; schedule: string }>('daxscn/schedule');
  return { position, schedule, picture: JSON.stringify(parts) };
}

/** Sets some variable that is not read-only to the value; whether it could be. */
async function set(client: Client, threadId: number, { variable, value }: { variable: number; value: string }): Promise<boolean> {
  const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId });
  const { scopes } = await client.request<{ scopes: Dap.Scope[] }>('scopes', { frameId: stackFrames[0]!.id });
  const settable: { variablesReference: number; name: string }[] = [];
  const find = async (variablesReference: number, depth: number): Promise<void> => {
    const { variables } = await client.request<{ variables: Dap.Variable[] }>('variables', { variablesReference });
    for (const { name, presentationHint, variablesReference: inside } of variables) {
      if (!presentationHint) settable.push({ variablesReference, name });
      if (inside > 0 && depth < 1) await find(inside, depth + 1);
    }
  };
  for (const { variablesReference } of scopes) await find(variablesReference, 0);
  const one = settable[variable % settable.length]!;
  try {
    await client.request('setVariable', { ...one, value });
  } catch {
    return false;
  }
  await client.waitFor('stopped');
  return true;
}

/** Performs any command; where it should lead, if it is a jump. Undefined for `choose`, too, and where there is nothing to go to. */
async function perform(client: Client, threads: number, asked: AnyCommand): Promise<number | undefined> {
  if ('thread' in asked) {
    await move(client, asked.command, { threadId: 1 + (asked.thread % threads) });
    return undefined;
  }
  const { command, pick } = asked;
  const threadId = 1 + (pick % threads);
  const { length } = await client.request<Recorded>('daxscn/schedule');
  const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId });
  const frameId = stackFrames[pick % stackFrames.length]!.id;
  const one = <Item>(items: readonly Item[]): Item | undefined => items[pick % Math.max(1, items.length)];
  if (command === 'daxscn/goto') {
    await move(client, command, { position: pick % (length + 1) });
    return pick % (length + 1);
  }
  if (command === 'goto') {
    const { source, line } = stackFrames[0]!;
    const target = one((await client.request<{ targets: Dap.GotoTarget[] }>('gotoTargets', { source, line })).targets);
    if (!target) return undefined;
    await move(client, command, { threadId, targetId: target.id });
    return target.id - 1;
  }
  if (command === 'switchTo') {
    const fork = one((await client.request<Forks>('daxscn/forks')).forks);
    if (!fork) return undefined;
    await move(client, 'daxscn/switchTo', { fork: fork.id });
    return fork.position;
  }
  if (command === 'restartFrame') {
    await move(client, command, { frameId });
    return undefined;
  }
  const target = one((await client.request<{ targets: Dap.StepInTarget[] }>('stepInTargets', { frameId })).targets);
  if (target) await move(client, 'stepIn', { threadId, targetId: target.id });
  return undefined;
}

describe('properties', { timeout: 60_000 }, () => {
  test('what is seen at a stop is what a fresh session sees that replays the same schedule', async () => {
    await fc.assert(fc.asyncProperty(anySession, async ({ scenario, kernel, seed, functions, commands }) => {
      const configuration = { program: fixturePath(scenario), kernel };
      const { client, threads } = await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, seed });
      await client.request('setFunctionBreakpoints', { breakpoints: functions.map((name) => ({ name })) });
      for (const { command, thread } of commands) await move(client, command, { threadId: 1 + (thread % threads) });
      const seen = await look(client);
      const fresh = await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, schedule: seen.schedule });
      await move(fresh.client, 'daxscn/goto', { position: seen.position });
      expect(await look(fresh.client)).toEqual(seen);
    }), RUNS);
  });

  test('so it is after values were set, and back over an edit and forward again is where one was', async () => {
    const anyEdit = fc.record({ variable: fc.nat(), value: fc.constantFrom('0', '1', '2', '4', 'null', 'page 1', 'truncator', '{reader}', 'retries(truncator)') });
    await fc.assert(fc.asyncProperty(anySession, fc.array(anyEdit), async ({ scenario, kernel, seed, commands }, edits) => {
      const configuration = { program: fixturePath(scenario), kernel };
      const { client, threads } = await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, seed });
      for (const [index, { command, thread }] of commands.entries()) {
        const edit = edits[index];
        if (edit && await set(client, 1 + (thread % threads), edit)) {
          const after = await look(client);
          await move(client, 'stepBack', { threadId: 1 });
          expect((await look(client)).position).toBe(after.position - 1);
          await move(client, 'stepIn', { threadId: 1 + (thread % threads) });
          expect(await look(client)).toEqual(after);
        }
        await move(client, command, { threadId: 1 + (thread % threads) });
      }
      const seen = await look(client);
      const fresh = await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, schedule: seen.schedule });
      await move(fresh.client, 'daxscn/goto', { position: seen.position });
      expect(await look(fresh.client)).toEqual(seen);
      expect(JSON.stringify([...client.events, ...fresh.client.events])).not.toContain('wrong with the debugger itself');
    }), RUNS);
  });

  test('the position and the forks are where a model of the rules says, and hit counts and log points agree with a fresh run', async () => {
    const anyCommands = fc.array(fc.oneof(anyCommand, anyChoice), { minLength: 5, maxLength: 25, size: 'max' });
    await fc.assert(fc.asyncProperty(anySession, anyCommands, anyCondition, async ({ scenario, kernel, seed }, commands, condition) => {
      const configuration = { program: fixturePath(scenario), kernel };
      const point = { source: { path: fixturePath('fs/dax.daxk') }, breakpoints: [{ line: 20, logMessage: '{position()} of {current}', ...condition }] };
      const functions = { breakpoints: [{ name: 'get_page', hitCondition: '2' }, { name: 'down_write', hitCondition: '% 2' }] };
      const { client, threads } = await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, seed });
      for (const [command, args] of [['setBreakpoints', point], ['setFunctionBreakpoints', functions]] as const) await client.request(command, args);
      const model = new Model();
      for (const asked of commands) {
        const target = await perform(client, threads, asked);
        const recorded = await client.request<Recorded>('daxscn/schedule');
        model.check(asked.command, recorded, await client.request<Forks>('daxscn/forks'), target);
      }
      // To the end: what a scenario's own schedule says next depends on what was chosen before.
      for (let stop = 0; stop < 30; stop++) if ((await move(client, 'continue', { threadId: 1 })).reason === 'end') break;
      const { whole } = await client.request<Recorded>('daxscn/schedule');
      const fresh = (await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, schedule: whole, seed })).client;
      await fresh.request('setBreakpoints', point);
      await fresh.request('setFunctionBreakpoints', functions);
      const walk = async (one: Client): Promise<unknown[]> => {
        await move(one, 'daxscn/goto', { position: 0 });
        const from = one.events.length;
        const stops: unknown[] = [];
        for (let stop = 0; stop < 30; stop++) {
          const { reason, hitBreakpointIds, text } = await move(one, 'continue', { threadId: 1 });
          stops.push([reason, hitBreakpointIds, text, (await look(one)).position]);
          if (reason === 'end') break;
        }
        return [...stops, ...said(one, from)];
      };
      expect(await walk(client)).toEqual(await walk(fresh));
    }), { numRuns: 25 });
  });

  test('step back undoes exactly one event, and moving on replays it', async () => {
    await fc.assert(fc.asyncProperty(anySession, async ({ scenario, kernel, seed, commands }) => {
      const { client, threads } = await begin(new DaxscnDebugAdapter(fixtureHost()), { program: fixturePath(scenario), kernel, seed });
      for (const { command, thread } of commands) {
        await move(client, command, { threadId: 1 + (thread % threads) });
        const before = await look(client);
        if (before.position === 0) continue;
        const { threadId } = await move(client, 'stepBack', { threadId: 1 });
        expect((await look(client)).position).toBe(before.position - 1);
        await move(client, 'stepIn', { threadId });
        expect(await look(client)).toEqual(before);
      }
    }), { numRuns: 15 });
  });

  test('rules 5 and 8: reverse stops at the positions where continue has stopped, in the opposite order', async () => {
    await fc.assert(fc.asyncProperty(anySession, fc.array(anyCondition, { minLength: 6, maxLength: 6 }), fc.array(anyWatch, { maxLength: 3 }), anyFilters, async (
      { scenario, kernel, seed, functions }, conditions, watches, filterOptions,
    ) => {
      const { client } = await begin(new DaxscnDebugAdapter(fixtureHost()), { program: fixturePath(scenario), kernel, seed });
      await client.request('setFunctionBreakpoints', { breakpoints: functions.map((name, index) => ({ name, ...conditions[index] })) });
      await client.request('setDataBreakpoints', { breakpoints: watches });
      await client.request('setExceptionBreakpoints', { filters: ['deadlock_or_hang'], filterOptions });
      const positions = [0];
      for (let stops = 0; stops < 100; stops++) {
        const { reason } = await move(client, 'continue', { threadId: 1 });
        const { position } = await look(client);
        if (position !== positions[positions.length - 1]) positions.push(position);
        if (reason === 'end' || (reason === 'exception' && position === positions[positions.length - 2])) break;
      }
      const end = positions[positions.length - 1]!;
      const back: number[] = [end];
      while (back[back.length - 1]! > 0) {
        await move(client, 'reverseContinue', { threadId: 1 });
        back.push((await look(client)).position);
      }
      expect(back.reverse()).toEqual(positions);
    }), RUNS);
  });

  test('rules 4, 5 and 8: where continue stops for a livelock is a function of the events, and reverse stops there, too', async () => {
    const anyStep = fc.record({ command: fc.constantFrom('stepIn', 'stepIn', 'stepBack'), thread: fc.nat(5) });
    await fc.assert(fc.asyncProperty(fc.nat(100), fc.array(anyStep, { maxLength: 15 }), fc.subarray(['get_page', 'down_write']), anyCondition, async (seed, steps, functions, condition) => {
      const configuration = { program: fixturePath('livelock.daxscn'), seed };
      const points = { breakpoints: functions.map((name) => ({ name, ...condition })) };
      const walk = async (client: Client): Promise<{ position: number; reason: string; text: string | undefined }[]> => {
        await move(client, 'daxscn/goto', { position: 0 });
        const stops = [];
        for (let livelocks = 0; livelocks < 4;) {
          const { reason, text, description } = await move(client, 'continue', { threadId: 1 });
          if (description === 'Livelock') livelocks++;
          const { position } = await look(client);
          // Whether it stops at once for an event there depends on what the stop before was about.
          if (position > 0) stops.push({ position, reason, text });
        }
        return stops;
      };
      const { client, threads } = await begin(new DaxscnDebugAdapter(fixtureHost()), configuration);
      for (const { command, thread } of steps) await move(client, command, { threadId: 1 + (thread % threads) });
      await client.request('setFunctionBreakpoints', points);
      const stops = await walk(client);
      // Later stops are twice as far, so one gets on.
      expect(stops.at(-1)!.position).toBeGreaterThan(2 * stops.find(({ text }) => text?.startsWith('livelock: '))!.position);

      const fresh = (await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, schedule: (await look(client)).schedule })).client;
      await fresh.request('setFunctionBreakpoints', points);
      expect(await walk(fresh)).toEqual(stops);

      const positions = [...new Set([0, ...stops.map(({ position }) => position)])];
      const back = [positions.at(-1)!];
      while (back.at(-1)! > 0) {
        await move(client, 'reverseContinue', { threadId: 1 });
        back.push((await look(client)).position);
      }
      expect(back.reverse()).toEqual(positions);
    }), RUNS);
  });

  test('rule 8: log points say the same during a movement and afterwards, and in a fresh session', async () => {
    await fc.assert(fc.asyncProperty(anySession, anyCondition, async ({ kernel, seed, commands }, condition) => {
      const configuration = { program: fixturePath('truncate.daxscn'), kernel };
      const points = [['mm/gup.daxk', 12], ['fs/dax.daxk', 20], ['fs/dax.daxk', 42]] as const;
      const setPoints = async (client: Client, extra: object): Promise<string[]> => {
        const from = client.events.length;
        for (const [file, line] of points) {
          await client.request('setBreakpoints', {
            source: { path: fixturePath(file) }, breakpoints: file === 'fs/dax.daxk' && line === 20 ? [] : [{ line, ...extra }],
          });
        }
        return said(client, from);
      };
      const { client, threads } = await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, seed });
      for (const { command, thread } of commands) await move(client, command, { threadId: 1 + (thread % threads) });
      const { position, schedule } = await look(client);
      const afterwards = await setPoints(client, { logMessage: '{position()} of {current}', ...condition });

      const fresh = (await begin(new DaxscnDebugAdapter(fixtureHost()), { ...configuration, schedule })).client;
      await fresh.request('setExceptionBreakpoints', { filters: [] });
      await setPoints(fresh, { logMessage: '{position()} of {current}', ...condition });
      const from = fresh.events.length;
      await move(fresh, 'daxscn/goto', { position });
      expect(said(fresh, from).sort()).toEqual(afterwards.sort());
    }), RUNS);
  });

  test('a step moves no thread but its own', async () => {
    await fc.assert(fc.asyncProperty(anyToy, fc.array(anyCommand, { maxLength: 20 }), async (toy: Program, commands) => {
      const session = new DaxscnDebugAdapter(fixtureHost(), async (configuration) =>
        ({ ...prepare(toy, configuration), routines: [], story: { source: '', text: '', title: '', routines: new Map() }, kernel: noKernel, overlays: [], diagnostics: [] }));
      const { client, threads } = await begin(session, { program: 'toy' });
      for (const { command, thread } of commands) {
        const threadId = 1 + (thread % threads);
        const before = await look(client);
        const from = client.events.length;
        await move(client, command, { threadId });
        const events = client.events.slice(from).filter(({ event, body }) => event === 'output' && body.category === 'stdout');
        const after = await look(client);
        if (command === 'stepBack') expect(after.position).toBe(Math.max(0, before.position - 1));
        if (command === 'reverseContinue') expect(after.position).toBeLessThanOrEqual(before.position);
        if (command !== 'next' && command !== 'stepIn' && command !== 'stepOut') continue;
        expect(after.position - before.position).toBe(events.length);
        for (const { body } of events) expect(body.output).toContain(` ${toy.tasks[threadId - 1]!.name}: `);
        if (command === 'stepIn') expect(events.length).toBeLessThanOrEqual(1);
      }
    }), RUNS);
  });
});
