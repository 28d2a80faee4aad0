// The set-ups of docs/other-editors.md are taken out of the document and used: what is started is what it says, and what
// is said then is what these editors say, request by request.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { consoleCommands } from '../../src/debugger/console/commands';
import { customMovements } from '../../src/debugger/motion/custom-movements';
import { bundledCli } from '../support/bundled-cli';
import { blocks, lispList, luaValue, propertyList } from './support/configurations';
import { Client, streams } from './support/wire';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'other-editors.md'), 'utf8');
const program = join(root, 'examples', '01-truncate-vs-direct-read.daxscn');
const line = readFileSync(program, 'utf8').split('\n').findIndex((text) => text.includes('read_direct(nvme0')) + 1;

const [neovim = '', started = '', running = '', move = ''] = blocks(page, 'lua');
const [emacs = '', emacsPort = ''] = blocks(page, 'elisp');
const configuration = { ...luaValue(neovim, 'dap.configurations.daxscn') as [object] }[0];

let cli = '';
beforeAll(async () => { cli = await bundledCli(); }, 60_000);

const children: ChildProcess[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const child of children.splice(0)) child.kill();
});

/** What an editor does with a command line: `daxscn` is on its path. */
function start([command, ...args]: readonly string[]): ChildProcess {
  expect(command).toBe('daxscn');
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  children.push(child);
  return child;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function connection(port: number, host: string): Socket {
  const socket = connect(port, host);
  sockets.push(socket);
  return socket;
}

/** To an adapter that has just been started. (The editors do not listen to it but try again.) */
async function reach(server: ChildProcess, port: number, host: string): Promise<Socket> {
  expect(String((await once(server.stderr!, 'data'))[0])).toBe(`listening on 127.0.0.1:${port}\n`);
  return connection(port, host);
}

async function refuses(port: number, host: string): Promise<boolean> {
  const socket = connect({ port, host, timeout: 2_000 });
  try {
    return await Promise.race([once(socket, 'connect').then(() => false), once(socket, 'timeout').then(() => true)]);
  } catch {
    return true;
  } finally {
    socket.destroy();
  }
}

/** A whole session as nvim-dap has it: `lua/dap/session.lua` in the order of its callbacks. */
async function playNeovim(client: Client): Promise<void> {
  const capabilities = await client.request<Dap.Capabilities>('initialize', {
    clientID: 'neovim', clientName: 'neovim', adapterID: 'nvim-dap', pathFormat: 'path', columnsStartAt1: true, linesStartAt1: true,
    supportsRunInTerminalRequest: true, supportsVariableType: true, supportsProgressReporting: true, supportsStartDebuggingRequest: true, locale: 'en_US.UTF-8',
  });
  await client.request('launch', { ...configuration, program });
  await client.waitFor('initialized');
  const { breakpoints } = await client.request<Dap.SetBreakpointsResponse['body']>('setBreakpoints', {
    source: { path: program, name: '01-truncate-vs-direct-read.daxscn' }, sourceModified: false,
    breakpoints: [{ line, condition: 'current == reader' }], lines: [line],
  });
  expect(breakpoints).toMatchObject([{ verified: true, line }]);
  const filters = capabilities.exceptionBreakpointFilters!.filter((filter) => filter.default).map(({ filter }) => filter);
  await client.request('setExceptionBreakpoints', { filters });
  await client.request('configurationDone');

  const entry = await stopOf(client);
  expect(entry).toMatchObject({ reason: 'entry', allThreadsStopped: true });
  const names = await lookAround(client, entry.threadId!);
  expect(names).toEqual(expect.arrayContaining(['reader', 'truncator', 'writer']));

  const { stackFrames } = await client.request<Dap.StackTraceResponse['body']>('stackTrace', { startFrame: 0, threadId: entry.threadId });
  const frameId = stackFrames[0]!.id;
  const { targets } = await client.request<Dap.StepInTargetsResponse['body']>('stepInTargets', { frameId });
  const target = targets.find(({ label }) => label.startsWith('truncator'))!;
  await client.request('stepIn', { threadId: entry.threadId, targetId: target.id, granularity: 'statement' });
  expect((await stopOf(client)).threadId).not.toBe(entry.threadId);
  await client.request('stepBack', { threadId: entry.threadId, granularity: 'statement' });
  await stopOf(client);
  await client.request('continue', { threadId: entry.threadId, granularity: 'statement' });
  const hit = await stopOf(client);
  expect(hit).toMatchObject({ reason: 'breakpoint', hitBreakpointIds: [breakpoints[0]!.id] });
  await lookAround(client, hit.threadId!);

  for (const expression of spansThatAre(consoleCommands)) {
    const { result } = await client.request<Dap.EvaluateResponse['body']>('evaluate', { expression, context: 'repl', frameId });
    expect(result, expression).toMatch(/\S/);
  }
  const copied = await client.request<Dap.EvaluateResponse['body']>('evaluate', { expression: 'page 0', context: 'clipboard', frameId });
  expect(copied.result).toContain('page 0.refcount == ');
  await client.request('completions', { frameId, text: 'tr', column: 3 });

  for (const [, movement] of move.matchAll(/movement = '(\w+)'/g)) {
    expect(Object.keys(customMovements)).toContain(movement);
    await client.request('daxscn/move', { movement, threadId: entry.threadId });
    const stop = await stopOf(client);
    await lookAround(client, stop.threadId!);
    if (stop.reason === 'exception') {
      const info = await client.request<Dap.ExceptionInfoResponse['body']>('exceptionInfo', { threadId: stop.threadId });
      expect(info.details?.typeName).toBe('invariant_violated');
    }
  }
  await client.request('disconnect', { restart: false });
}

/** As dape has it: delayed stacks, one frame first; `terminate` at the end. */
async function playDape(client: Client, launch: Record<string, unknown>): Promise<void> {
  await client.request('initialize', {
    clientID: 'dape', adapterID: launch.type, pathFormat: 'path', linesStartAt1: true, columnsStartAt1: true,
    supportsRunInTerminalRequest: true, supportsProgressReporting: true, supportsStartDebuggingRequest: true,
  });
  await client.request('launch', launch);
  await client.waitFor('initialized');
  await client.request('setExceptionBreakpoints', { filters: ['layout_retry', 'invariant_violated', 'deadlock_or_hang'] });
  const set = { source: { name: '01-truncate-vs-direct-read.daxscn', path: program }, breakpoints: [{ line, hitCondition: '== 1' }], lines: [line] };
  expect(await client.request('setBreakpoints', set)).toMatchObject({ breakpoints: [{ verified: true, line }] });
  await client.request('setDataBreakpoints', { breakpoints: [] });
  await client.request('configurationDone');
  const { threadId } = await stopOf(client);
  await client.request('threads');
  const first = await client.request<Dap.StackTraceResponse['body']>('stackTrace', { threadId, startFrame: 0, levels: 1 });
  const rest = await client.request<Dap.StackTraceResponse['body']>('stackTrace', { threadId, startFrame: 1, levels: 19 });
  expect(first.stackFrames).toHaveLength(1);
  expect(rest.stackFrames.length + 1).toBe(first.totalFrames);
  await client.request('scopes', { frameId: first.stackFrames[0]!.id });
  await client.request('terminate');
  await client.waitFor('terminated');
}

async function stopOf(client: Client): Promise<Dap.StoppedEvent['body']> {
  return (await client.waitFor('stopped')).body as Dap.StoppedEvent['body'];
}

/** What nvim-dap asks at a stop: the threads, the stack, then every scope and its variables at once. */
async function lookAround(client: Client, threadId: number): Promise<string[]> {
  const { threads } = await client.request<Dap.ThreadsResponse['body']>('threads');
  const { stackFrames } = await client.request<Dap.StackTraceResponse['body']>('stackTrace', { startFrame: 0, threadId });
  const { scopes } = await client.request<Dap.ScopesResponse['body']>('scopes', { frameId: stackFrames[0]!.id });
  const shown = await Promise.all(scopes.map(({ variablesReference }) => client.request<Dap.VariablesResponse['body']>('variables', { variablesReference })));
  expect(shown.flatMap(({ variables }) => variables).length).toBeGreaterThan(10);
  return threads.map(({ name }) => name);
}

/** The console commands that the document recommends, with their arguments. */
function spansThatAre(commands: object): string[] {
  const section = page.slice(page.indexOf('## What they do not show'));
  const found = [...section.matchAll(/`([^`]+)`/g)].map((match) => match[1]!).filter((text) => Object.hasOwn(commands, text.split(' ')[0]!));
  expect(found.length).toBeGreaterThan(4);
  return found;
}

describe('Neovim', { timeout: 60_000 }, () => {
  test('nvim-dap starts the adapter on its streams', async () => {
    const { type, command, args } = luaValue(neovim, 'dap.adapters.daxscn') as { type: string; command: string; args: string[] };
    expect([type, configuration]).toMatchObject(['executable', { type: 'daxscn', request: 'launch', program: '${file}', stopOnEntry: true }]);
    const child = start([command, ...args]);
    await playNeovim(new Client(streams(child.stdin!, child.stdout!)));
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('nvim-dap starts a server on a port, which is open to this machine only', async () => {
    const { type, port: wanted, executable } = luaValue(started, 'dap.adapters.daxscn') as
      { type: string; port: string; executable: { command: string; args: string[] } };
    expect([type, wanted]).toEqual(['server', '${port}']);
    const port = await freePort();
    const server = start([executable.command, ...executable.args.map((text) => text.replaceAll('${port}', String(port)))]);
    const socket = await reach(server, port, '127.0.0.1');
    const others = ['127.0.0.2', '::1', ...Object.values(networkInterfaces()).flat().map((each) => each!.address)].filter((host) => host !== '127.0.0.1');
    for (const host of others) expect(await refuses(port, host), host).toBe(true);
    await playNeovim(new Client(streams(socket, socket)));
    await once(socket, 'end');
  });

  test('nvim-dap connects to a server that runs', async () => {
    const { type, host, port } = luaValue(running, 'dap.adapters.daxscn') as { type: string; host: string; port: number };
    const [, ...args] = new RegExp(`\`(daxscn) (dap) (--port) (${port})\``).exec(page) ?? [];
    expect([type, host, args]).toEqual(['server', '127.0.0.1', ['daxscn', 'dap', '--port', String(port)]]);
    const free = await freePort();
    const editors = [await reach(start([...args.slice(0, -1), String(free)]), free, host), connection(free, host)];
    await Promise.all(editors.map((socket) => playNeovim(new Client(streams(socket, socket)))));
  });

  test('the language server answers', async () => {
    const { cmd, filetypes } = luaValue(neovim, 'vim.lsp.config') as { cmd: string[]; filetypes: string[] };
    expect(filetypes).toEqual(Object.values((luaValue(neovim.replace('vim.filetype.add({', 'filetypes = {'), 'filetypes') as { extension: object }).extension));
    await expectLanguageServer(cmd);
  });
});

describe('Emacs', { timeout: 60_000 }, () => {
  const { command, 'command-args': args, ...rest } = propertyList(lispList(emacs, 'daxscn\n')) as Record<string, string> & { 'command-args': string[] };
  const launch = {
    ...Object.fromEntries(Object.entries(rest).filter(([key]) => key.startsWith(':')).map(([key, value]) => [key.slice(1), value === 't' ? true : value])),
    program,
  };

  test('dape starts the adapter on its streams', async () => {
    expect(launch).toEqual({ type: 'daxscn', request: 'launch', program, stopOnEntry: true });
    const child = start([command!, ...args]);
    await playDape(new Client(streams(child.stdin!, child.stdout!)), launch);
  });

  test('dape starts a server on a port', async () => {
    const { host, port: wanted, 'command-args': portArgs } = propertyList(lispList(`(port ${emacsPort})`, 'port')) as
      { host: string; port: string; 'command-args': string[] };
    expect(wanted).toBe(':autoport');
    const port = await freePort();
    const server = start([command!, ...portArgs.map((text) => text.replaceAll(':autoport', String(port)))]);
    const socket = await reach(server, port, host);
    await playDape(new Client(streams(socket, socket)), launch);
  });

  test('the language server answers', async () => {
    const [modes, , ...server] = lispList(emacs, '(daxscn-mode') as [string[], string, ...string[][]];
    expect(modes).toEqual(['daxscn-mode', 'daxk-mode']);
    await expectLanguageServer(server[0]!);
  });
});

/** Language servers speak as debug adapters do, but for the names. */
async function expectLanguageServer(command: readonly string[]): Promise<void> {
  const child = start(command);
  const message = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } });
  child.stdin!.write(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
  let answer = '';
  for await (const chunk of child.stdout!) {
    answer += String(chunk);
    if (answer.includes('serverInfo')) break;
  }
  expect(answer).toContain('"definitionProvider":true');
}
