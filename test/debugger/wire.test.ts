// The essential session over the wire: the real model kernel, a real example, `daxscn dap` as a child process.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundledCli } from '../support/bundled-cli';
import { Client, streams } from './support/wire';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = join(root, 'examples', '01-truncate-vs-direct-read.daxscn');
const threadId = 1;

let cli = '';
beforeAll(async () => { cli = await bundledCli(); }, 60_000);

let child: ChildProcess | undefined;
afterEach(() => { child?.kill(); });

function start(...args: string[]): ChildProcess {
  return child = spawn(process.execPath, [cli, 'dap', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
}

async function launch(client: Client, configuration: object): Promise<void> {
  await client.request('initialize', { adapterID: 'daxscn', pathFormat: 'path' });
  await client.request('launch', { program, ...configuration });
  await client.waitFor('initialized');
}

async function stopOf(client: Client, command: string, args: object = { threadId }): Promise<Dap.StoppedEvent['body']> {
  await client.request(command, args);
  return (await client.waitFor('stopped')).body as Dap.StoppedEvent['body'];
}

/** Steps over lines until the thread cannot go on. */
async function stepUntilAsleep(client: Client, thread: string): Promise<void> {
  const { threads } = await client.request<{ threads: Dap.Thread[] }>('threads');
  const { id } = threads.find(({ name }) => name === thread)!;
  for (let lines = 0; lines < 100; lines++) {
    const { text } = await stopOf(client, 'next', { threadId: id });
    if (text?.includes('sleeps until')) return;
  }
  throw new Error(`${thread} never sleeps`);
}

/** Everything a person sees at a stop, ids left out. */
async function picture(client: Client): Promise<unknown> {
  const { threads } = await client.request<{ threads: Dap.Thread[] }>('threads');
  const stacks = await Promise.all(threads.map(async ({ id, name }) => {
    const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId: id });
    return { name, frames: stackFrames.map((frame) => `${frame.name} ${frame.source?.path}:${frame.line}:${frame.column}`) };
  }));
  const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId });
  const { scopes } = await client.request<{ scopes: Dap.Scope[] }>('scopes', { frameId: stackFrames[0]!.id });
  const variables = await Promise.all(scopes.map(async ({ name, variablesReference }) => {
    const body = await client.request<{ variables: Dap.Variable[] }>('variables', { variablesReference });
    return { name, values: body.variables.map((variable) => `${variable.name} = ${variable.value}`) };
  }));
  return { stacks, variables, schedule: await client.request('daxscn/schedule'), ownership: await client.request('daxscn/ownership') };
}

/** In frames, but no messages. */
const noMessages = [
  { content: 'this is not JSON', complaint: 'it is no JSON' },
  { content: '', complaint: 'it is no JSON' },
  { content: 'null', complaint: 'it must be an object, not null' },
  { content: '5', complaint: 'it must be an object, not 5' },
  { content: '[1, 2, 3]', complaint: 'its `type` must be `request`, not nothing' },
  { content: '{"type": "question"}', complaint: 'its `type` must be `request`, not "question"' },
  { content: '{"type": "request", "command": "threads"}', complaint: 'the `seq` of a request must be a whole number, not nothing' },
];

/** As clients frame messages. */
const frames = [
  { name: 'a name in lower case', frame: (text: string) => `content-length: ${text.length}\r\n\r\n${text}` },
  { name: 'no space', frame: (text: string) => `Content-Length:${text.length}\r\n\r\n${text}` },
  { name: 'much white space', frame: (text: string) => `Content-Length \t:  ${text.length} \r\n\r\n${text}` },
  { name: 'line feeds only', frame: (text: string) => `Content-Length: ${text.length}\n\n${text}` },
  { name: 'both kinds of line ends', frame: (text: string) => `Content-Length: ${text.length}\r\n\n${text}` },
  { name: 'another field before it', frame: (text: string) => `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: ${text.length}\r\n\r\n${text}` },
  { name: 'empty lines around the message', frame: (text: string) => `\r\n\nContent-Length: ${text.length}\r\n\r\n${text}\n` },
];

/** Where the next message begins is not known. */
const noFrames = [
  { name: 'a length that is no number', input: 'Content-Length: many\r\n\r\n{}', reason: '`Content-Length` must be a number of bytes, not `many`' },
  { name: 'a negative length', input: 'Content-Length: -2\r\n\r\n{}', reason: '`Content-Length` must be a number of bytes, not `-2`' },
  { name: 'a length in hexadecimal', input: 'Content-Length: 0x10\r\n\r\n{}', reason: 'not `0x10`' },
  { name: 'a length that is too small', input: 'Content-Length: 2\r\n\r\n{"seq": 2}Content-Length: 10\r\n\r\n{"seq": 3}', reason: 'was the length before it too small?' },
  { name: 'a length beyond all measure', input: 'Content-Length: 8000000000\r\n\r\n', reason: 'a message of 8000000000 bytes is too long: at most 4194304 are read' },
  { name: 'no length', input: 'Content-Type: text/plain\r\n\r\n{}', reason: 'a header has no `Content-Length`' },
  { name: 'a line without a colon', input: 'nonsense\r\n\r\n', reason: 'a header line has no colon: `nonsense`' },
  { name: 'a message without a header', input: '{"seq": 2, "type": "request", "command": "threads"}', reason: 'a header such as `Content-Length: 119` was expected' },
  { name: 'an endless header', input: `${'X-Padding: yes\r\n'.repeat(1000)}`, reason: 'a header is longer than 4096 bytes' },
];

describe('daxscn dap', { timeout: 60_000 }, () => {
  test('stops on the retry of a layout change, steps back and forward again, and says who waits for whom', async () => {
    const client = new Client(streams(start().stdin!, child!.stdout!));
    await launch(client, { kernel: 'v4.19', stopOnEntry: true });
    await stopOf(client, 'configurationDone', {});
    // First the reader until its page is pinned and the device is at work, then the truncate until it finds that page.
    await stepUntilAsleep(client, 'reader');
    await stepUntilAsleep(client, 'truncator');
    const stop = await stopOf(client, 'continue');
    expect(stop).toMatchObject({ reason: 'layout retry', description: 'Paused on layout retry 1', text: expect.stringMatching(/^layout retry 1 of truncator: page \d+ was still in use$/) as string, allThreadsStopped: true });
    const info = await client.request<Dap.ExceptionInfoResponse['body']>('exceptionInfo', { threadId: stop.threadId });
    expect(info.description).toMatch(/page \d+ was still in use/);

    const here = await picture(client);
    await stopOf(client, 'stepBack');
    expect(await picture(client)).not.toEqual(here);
    await stopOf(client, 'continue');
    expect(await picture(client)).toEqual(here);
  });

  test('rule 5: back from the end to the beginning and forward again, everything is the same', async () => {
    const client = new Client(streams(start().stdin!, child!.stdout!));
    await launch(client, { kernel: 'v4.17', stopOnEntry: true });
    await client.request('setExceptionBreakpoints', { filters: [] });
    await stopOf(client, 'configurationDone', {});
    const first = await picture(client);
    expect(await stopOf(client, 'continue')).toMatchObject({ reason: 'end' });
    const { position: end } = await client.request<{ position: number }>('daxscn/schedule');

    const backwards = [await picture(client)];
    for (let position = end; position > 0; position--) {
      await stopOf(client, 'stepBack');
      backwards.push(await picture(client));
    }
    const forwards = [await picture(client)];
    expect(withoutLength(forwards[0])).toEqual(withoutLength(first));
    for (let position = 0; position < end; position++) {
      const { whole } = await client.request<{ whole: string }>('daxscn/schedule');
      await stopOf(client, 'daxscn/goto', { position: position + 1 });
      forwards.push(await picture(client));
      expect((await client.request<{ whole: string }>('daxscn/schedule')).whole).toBe(whole);
    }
    expect(forwards).toEqual(backwards.reverse());
  });

  test('stops at a function of the model kernel, whose source can be opened', async () => {
    const client = new Client(streams(start().stdin!, child!.stdout!));
    await launch(client, { kernel: 'v4.19' });
    const { breakpoints } = await client.request<{ breakpoints: Dap.Breakpoint[] }>(
      'setFunctionBreakpoints', { breakpoints: [{ name: 'dax_layout_busy_page' }, { name: 'dax_layout_busy_pag' }] });
    expect(breakpoints.map(({ verified }) => verified)).toEqual([true, false]);
    expect(breakpoints[1]!.message).toContain('dax_layout_busy_page');
    const stop = await stopOf(client, 'configurationDone', {});
    expect(stop.hitBreakpointIds).toEqual([breakpoints[0]!.id]);
    const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId: stop.threadId });
    expect(stackFrames.map(({ name }) => name)).toContain('dax_layout_busy_page');
    for (const { source } of stackFrames) expect(existsSync(source!.path!)).toBe(true);
  });

  test('rules 8 and 9.3: conditions and a data breakpoint, forwards and backwards, and who did it', async () => {
    const client = new Client(streams(start().stdin!, child!.stdout!));
    await launch(client, { kernel: 'v4.17', stopOnEntry: true });
    await client.request('setExceptionBreakpoints', { filters: [] });
    await stopOf(client, 'configurationDone', {});
    const { dataId } = await client.request<{ dataId: string }>('dataBreakpointInfo', { name: 'block 0.owner' });
    const { breakpoints } = await client.request<{ breakpoints: Dap.Breakpoint[] }>(
      'setDataBreakpoints', { breakpoints: [{ dataId, accessType: 'write', condition: 'value != victim && owner(block 0) == victim' }] });
    expect(breakpoints).toMatchObject([{ verified: true }]);
    const stop = await stopOf(client, 'continue');
    expect(stop).toMatchObject({ reason: 'data breakpoint', hitBreakpointIds: [breakpoints[0]!.id], text: expect.stringContaining('block 0.owner victim → ') });
    const here = await picture(client);
    expect(await stopOf(client, 'continue')).toMatchObject({ reason: 'end' });
    expect(await stopOf(client, 'reverseContinue')).toMatchObject({ reason: 'data breakpoint' });
    expect(await client.request('daxscn/schedule')).toMatchObject({ position: (here as { schedule: { position: number } }).schedule.position });

    const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId: stop.threadId });
    const { result } = await client.request<{ result: string }>('evaluate', { expression: 'who block 0.owner', frameId: stackFrames[0]!.id, context: 'repl' });
    expect(result).toMatch(/^#\d+ .* \(block 0\.owner victim → /);
    const counted = await client.request<{ breakpoints: Dap.Breakpoint[] }>(
      'setFunctionBreakpoints', { breakpoints: [{ name: 'ftruncate', condition: 'current == truncator', hitCondition: '1' }, { name: 'ftruncate', condition: 'current = 1' }] });
    expect(counted.breakpoints).toMatchObject([{ verified: true }, { verified: false, message: expect.stringContaining('compared with `==`') }]);
    await stopOf(client, 'daxscn/goto', { position: 0 });
    expect(await stopOf(client, 'continue')).toMatchObject({ reason: 'function breakpoint', hitBreakpointIds: [counted.breakpoints[0]!.id] });
  });

  test('a program that is relative to the working directory has absolute paths in its stack', async () => {
    child = spawn(process.execPath, [cli, 'dap'], { stdio: ['pipe', 'pipe', 'pipe'], cwd: join(root, 'docs') });
    const client = new Client(streams(child.stdin!, child.stdout!));
    await launch(client, { program: relative(join(root, 'docs'), program), stopOnEntry: true });
    const { breakpoints } = await client.request<{ breakpoints: Dap.Breakpoint[] }>(
      'setBreakpoints', { source: { path: pathToFileURL(program).href }, breakpoints: [{ line: 27 }] });
    expect(breakpoints).toMatchObject([{ verified: true, source: { path: program } }]);
    await stopOf(client, 'configurationDone', {});
    const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId });
    expect(stackFrames.at(-1)!.source!.path).toBe(program);
  });

  test('survives what is no message, and ends when the client leaves', async () => {
    const { stdin } = start();
    const client = new Client(streams(stdin!, child!.stdout!));
    for (const { content } of noMessages) client.send(content);
    client.send({ seq: 999, type: 'request' });
    await launch(client, {});
    const complaints = client.events.map(({ body }) => String(body?.output)).filter((output) => output.startsWith('A message was not understood and is ignored: '));
    expect(complaints).toEqual(noMessages.map(({ complaint }) => expect.stringContaining(complaint)));
    await client.request('disconnect');
    expect(await once(child!, 'exit')).toEqual([0, null]);
  });

  test.each(frames)('understands a header with $name', async ({ frame }) => {
    start();
    const client = new Client({ ...streams(child!.stdin!, child!.stdout!), send: (message) => child!.stdin!.write(frame(JSON.stringify(message))) });
    await launch(client, {});
    await client.request('disconnect');
    expect(await once(child!, 'exit')).toEqual([0, null]);
  });

  test.each(noFrames)('$name: says so and closes the session', async ({ input, reason }) => {
    start();
    let said = '';
    child!.stderr!.on('data', (text: Buffer) => { said += String(text); });
    const client = new Client(streams(child!.stdin!, child!.stdout!));
    await client.request('initialize', {});
    const exit = once(child!, 'exit');
    child!.stdin!.write(input);
    await client.waitFor('terminated');
    expect(client.events.map(({ body }) => String(body?.output)).join('')).toContain(`${reason}`);
    expect(await exit).toEqual([2, null]);
    expect(said).toContain(reason);
  });

  test('a client on a port that cannot be understood is cut off, with the reason', async () => {
    const { stderr } = start('--port', '0');
    const port = Number(/:(\d+)/.exec(String((await once(stderr!, 'data') as [Buffer])[0]))![1]);
    const socket = connect(port, '127.0.0.1');
    const client = new Client(streams(socket, socket));
    const closed = once(socket, 'close');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    await client.waitFor('terminated');
    await closed;
    const other = connect(port, '127.0.0.1');
    await launch(new Client(streams(other, other)), {});
  });

  test('serves several clients on a port of this machine', async () => {
    const { stderr } = start('--port', '0');
    const port = Number(/:(\d+)/.exec(String((await once(stderr!, 'data') as [Buffer])[0]))![1]);
    const clients = [1, 2].map(() => connect(port, '127.0.0.1')).map((socket) => new Client(streams(socket, socket)));
    await Promise.all(clients.map((client, index) => launch(client, { stopOnEntry: true, kernel: index === 0 ? 'v4.17' : 'v6.18' })));
    await Promise.all(clients.map((client) => stopOf(client, 'configurationDone', {})));
    await stopOf(clients[0]!, 'stepIn');
    const schedules = await Promise.all(clients.map((client) => client.request('daxscn/schedule')));
    expect(schedules).toMatchObject([{ position: 1, kernel: 'v4.17' }, { position: 0, kernel: 'v6.18' }]);
  });

  test('a client that is cut off in the middle of a message takes nobody else with it', async () => {
    const { stderr } = start('--port', '0');
    const port = Number(/:(\d+)/.exec(String((await once(stderr!, 'data') as [Buffer])[0]))![1]);
    const [leaving, staying] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    const [one, other] = [leaving, staying].map((socket) => new Client(streams(socket, socket))) as [Client, Client];
    await Promise.all([one, other].map((client) => launch(client, { stopOnEntry: true })));
    leaving.write('Content-Length: 100\r\n\r\n{"seq": 99, "type": "requ');
    leaving.destroy();
    await once(leaving, 'close');
    await stopOf(other, 'configurationDone', {});
    await stopOf(other, 'stepIn');
    expect(await other.request('daxscn/schedule')).toMatchObject({ position: 1 });
    const late = connect(port, '127.0.0.1');
    await launch(new Client(streams(late, late)), {});
  });
});

/** The future is known better after one has been there. */
function withoutLength(seen: unknown): unknown {
  const { schedule, ownership, ...rest } = seen as { schedule: object; ownership: object };
  return { ...rest, schedule: { ...schedule, length: 0, whole: '' }, ownership: { ...ownership, length: 0 } };
}
