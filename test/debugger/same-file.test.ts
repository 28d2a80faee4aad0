// However a client spells the path of a file, it is the same file: for breakpoints, their locations, goto targets and sources.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DebugProtocol as Dap } from '@vscode/debugprotocol';
import { afterAll, describe, expect, test } from 'vitest';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import type { DebugHost } from '../../src/debugger/protocol/host';
import { fileIdentity, filePath } from '../../src/debugger/sources/same-file';
import { realPath } from '../../src/node/real-path';
import { fixtureHost, fixturePath } from './support/kernel';
import { Client, inline } from './support/wire';

const folder = mkdtempSync(join(tmpdir(), 'daxscn files '));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'real', 'inner'), { recursive: true });
copyFileSync(fixturePath('truncate.daxscn'), join(folder, 'real', 'truncate.daxscn'));
symlinkSync(join(folder, 'real'), join(folder, 'link'));
symlinkSync(join(folder, 'real', 'truncate.daxscn'), join(folder, 'other-name.daxscn'));
symlinkSync(fixturePath('fs/dax.daxk'), join(folder, 'layout.daxk'));

const scenario = join(folder, 'real', 'truncate.daxscn');
const onDisk: DebugHost = { ...fixtureHost(), absolutePath: (path) => resolve(folder, path), readFile: (path) => readFileSync(resolve(folder, path), 'utf8'), realPath };

const windowsText = readFileSync(scenario, 'utf8');
const windows: DebugHost = { ...fixtureHost(), readFile: () => windowsText, kernelSourcePath: (source) => `C:\\kernel\\${source.replaceAll('/', '\\')}` };

/** By place: how a launch configuration and a client spell the scenario, and a client a file of the model kernel. */
const places = [
  {
    place: 'on this disk', host: onDisk,
    scenarios: [
      scenario, 'real/truncate.daxscn', './real/../real/truncate.daxscn', join(folder, 'real', 'inner') + '/../truncate.daxscn', `${folder}//real/./truncate.daxscn`,
      join(folder, 'link', 'truncate.daxscn'), join(folder, 'other-name.daxscn'), pathToFileURL(scenario).href, `file:${scenario}`, `file://localhost${encodeURI(scenario)}`,
    ],
    kernel: [
      fixturePath('fs/dax.daxk'), 'fs/dax.daxk', fixturePath('fs/dax.daxk').replace('/fs/', '/fs/../fs/'), pathToFileURL(fixturePath('fs/dax.daxk')).href,
      join(folder, 'layout.daxk'), '/elsewhere/linux/fs/dax.daxk',
    ],
  },
  {
    place: 'on Windows', host: windows,
    scenarios: ['C:\\races\\truncate.daxscn', 'c:\\races\\truncate.daxscn', 'c:/races/truncate.daxscn', 'C:\\races\\old\\..\\truncate.daxscn', 'file:///C:/races/truncate.daxscn', 'file:///c%3A/races/truncate.daxscn', '/c:/races/truncate.daxscn'],
    kernel: ['C:\\kernel\\fs\\dax.daxk', 'c:\\kernel\\fs\\dax.daxk', 'c:/kernel/fs/dax.daxk', 'file:///c%3A/kernel/fs/dax.daxk', 'fs\\dax.daxk'],
  },
];

async function launched(host: DebugHost, program: string, before: (client: Client) => Promise<unknown> = async () => undefined): Promise<Client> {
  const client = new Client(inline(new DaxscnDebugAdapter(host)));
  await client.request('initialize', { pathFormat: 'path' });
  await before(client);
  await client.request('launch', { program, stopOnEntry: true });
  await client.waitFor('initialized');
  return client;
}

async function setLine(client: Client, path: string, line: number): Promise<Dap.Breakpoint[]> {
  return (await client.request<{ breakpoints: Dap.Breakpoint[] }>('setBreakpoints', { source: { path }, breakpoints: [{ line }] })).breakpoints;
}

/** All that can be asked about a line of a file. */
async function answers(client: Client, path: string, line: number): Promise<unknown> {
  const source = { path };
  return {
    set: (await setLine(client, path, line)).map(({ verified, line: bound }) => [verified, bound]),
    locations: (await client.request('breakpointLocations', { source, line, endLine: line + 3 })).breakpoints,
    goto: (await client.request('gotoTargets', { source, line })).targets,
  };
}

describe.each(places)('$place', ({ host, scenarios, kernel }) => {
  const first = scenarios[0]!;

  test.each(scenarios)('a program that is launched as %s has the files that a client names in any way', async (program) => {
    const client = await launched(host, program);
    await client.request('configurationDone');
    await client.waitFor('stopped');
    await client.request('continue', { threadId: 1 });
    await client.waitFor('stopped');
    for (const [spellings, line] of [[scenarios, 9], [kernel, 20]] as const) {
      const expected = await answers(client, spellings[0]!, line);
      expect(expected).toMatchObject({ set: [[true, line]], locations: [expect.anything()], goto: [expect.anything()] });
      for (const path of spellings) expect(await answers(client, path, line), path).toEqual(expected);
    }
    // One list for each file, whatever it was called when the list was set.
    const numbers = async (path: string) => (await setLine(client, path, 9)).map(({ id }) => id);
    const [id] = await numbers(first);
    for (const path of scenarios) expect(await numbers(path), path).toEqual([id]);
  });

  test('breakpoints that were set before the launch are the same list afterwards', async () => {
    for (const path of scenarios) {
      const client = await launched(host, first, (early) => setLine(early, path, 9));
      const { breakpoints } = await client.request<{ breakpoints: Dap.Breakpoint[] }>('setBreakpoints', { source: { path: first }, breakpoints: [] });
      expect(breakpoints).toEqual([]);
      await client.request('setExceptionBreakpoints', { filters: [] });
      await client.request('configurationDone');
      await client.waitFor('stopped');
      await client.request('continue', { threadId: 1 });
      expect((await client.waitFor('stopped')).body, path).toMatchObject({ reason: 'end' });
    }
  });

  test('restart repeats what had happened, however the program is spelled', async () => {
    const client = await launched(host, first);
    await client.request('configurationDone');
    await client.waitFor('stopped');
    for (const program of scenarios) {
      await client.request('daxscn/goto', { position: 0 });
      await client.waitFor('stopped');
      await client.request('stepIn', { threadId: 1 });
      await client.waitFor('stopped');
      await client.request('restart', { arguments: { program, stopOnEntry: true } });
      await client.waitFor('stopped');
      expect(await client.request('daxscn/schedule'), program).toMatchObject({ position: 1 });
    }
  });
});

test.each([...places[0]!.scenarios.slice(0, 5), ...places[0]!.scenarios.slice(7)])('a stack frame has an absolute path for the program %s', async (program) => {
  const client = await launched(onDisk, program);
  await client.request('configurationDone');
  await client.waitFor('stopped');
  const { stackFrames } = await client.request<{ stackFrames: Dap.StackFrame[] }>('stackTrace', { threadId: 1 });
  expect(stackFrames.at(-1)!.source).toEqual({ name: 'truncate.daxscn', path: scenario });
});

test('a client that knows a file by a link gets it by that link', async () => {
  const client = await launched(onDisk, join(folder, 'link', 'truncate.daxscn'));
  expect((await client.request<{ sources: Dap.Source[] }>('loadedSources')).sources[0]).toMatchObject({ path: join(folder, 'link', 'truncate.daxscn') });
});

describe('what are different files', () => {
  test.each([
    ['/a/b.daxscn', '/a/B.daxscn'],
    ['/a/b.daxscn', 'a/b.daxscn'],
    ['/a/b.daxscn', '/c/a/b.daxscn'],
    ['/a/50%20.daxscn', '/a/50 .daxscn'],
    ['c:/a.daxscn', 'd:/a.daxscn'],
    ['//host/a.daxscn', '/host/a.daxscn'],
    ['../a.daxscn', 'a.daxscn'],
    ['untitled:a.daxscn', 'a.daxscn'],
  ])('%s and %s', (one, other) => expect(fileIdentity(one, {})).not.toBe(fileIdentity(other, {})));
});

describe('what are the same file by the text alone', () => {
  test.each([
    ['/a/./b//c/../d.daxscn', '/a/b/d.daxscn'],
    ['../../x/../a.daxscn', '../../a.daxscn'],
    ['/../a.daxscn', '/a.daxscn'],
    ['\\\\host\\share\\a.daxscn', 'file://host/share/a.daxscn'],
    ['vscode-vfs://github/a%20b.daxscn', 'vscode-vfs://github/a b.daxscn'],
    ['file:///a/100%25.daxscn', '/a/100%.daxscn'],
  ])('%s and %s', (one, other) => expect(fileIdentity(one, {})).toBe(fileIdentity(other, {})));

  test('a URI that cannot be decoded stays as it is', () => expect(filePath('file:///a/100%.daxscn')).toBe('/a/100%.daxscn'));
});
