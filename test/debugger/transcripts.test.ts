// Golden transcripts: debugging sessions as a person sees them. `UPDATE=1 npm run unit` writes them anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { DebugHost } from '../../src/debugger/host';
import { DaxscnDebugSession } from '../../src/debugger/session';
import { kernelFolder as modelKernelFolder, modelKernel } from '../support/model-kernel';
import { fixtureHost, fixturePath, remoteHost, shortenPaths } from './support/kernel';
import { play } from './support/player';
import { Client, inline } from './support/wire';

const examples = join(modelKernelFolder, '..', '..', 'examples');

/** The model kernel that is packaged, from its sources. */
const modelHost: DebugHost = {
  readFile: (path) => readFileSync(path, 'utf8'),
  kernelTree: modelKernel,
  kernelSourcePath: (source) => join(modelKernelFolder, source),
};

/** Transcripts of the small kernel of these tests, near and far from its files, and of the examples on the model kernel. */
describe.each([
  { name: 'transcripts', host: fixtureHost(), pathOf: fixturePath, shorten: shortenPaths },
  { name: 'remote', host: remoteHost(), pathOf: fixturePath, shorten: shortenPaths },
  {
    name: 'sessions', host: modelHost,
    pathOf: (name: string) => join(name.endsWith('.daxk') ? modelKernelFolder : examples, name),
    shorten: (text: string) => text.replaceAll(`${modelKernelFolder}/`, '').replaceAll(`${examples}/`, ''),
  },
])('$name', ({ name: folder, host, ...stage }) => {
  const directory = fileURLToPath(new URL(folder, import.meta.url));
  test.each(readdirSync(directory).filter((name) => name.endsWith('.txt')))('%s', async (name) => {
    const path = join(directory, name);
    const golden = readFileSync(path, 'utf8');
    const client = new Client(inline(new DaxscnDebugSession(host)));
    const played = await play(golden, { client, ...stage });
    if (process.env.UPDATE) writeFileSync(path, played);
    else expect(played).toBe(golden);
  }, 30_000);
});
