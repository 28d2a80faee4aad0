// Golden transcripts: debugging sessions as a person sees them. `UPDATE=1 npm run unit` writes them anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DaxscnDebugAdapter } from '../../src/debugger/debug-adapter';
import { exampleHost, examplePath, fixtureHost, fixturePath, remoteHost, shortenPaths } from './support/kernel';
import { play } from './support/player';
import { Client, inline } from './support/wire';

/** Transcripts of the small kernel of these tests, near and far from its files, and of the examples on the model kernel. */
describe.each([
  { folder: 'transcripts', host: fixtureHost(), pathOf: fixturePath },
  { folder: 'remote', host: remoteHost(), pathOf: fixturePath },
  { folder: 'sessions', host: exampleHost(), pathOf: examplePath },
])('$folder', ({ folder, host, pathOf }) => {
  const directory = fileURLToPath(new URL(folder, import.meta.url));
  test.each(readdirSync(directory).filter((name) => name.endsWith('.txt')))('%s', async (name) => {
    const path = join(directory, name);
    const golden = readFileSync(path, 'utf8');
    const client = new Client(inline(new DaxscnDebugAdapter(host)));
    const played = await play(golden, { client, pathOf, shorten: shortenPaths });
    if (process.env.UPDATE) writeFileSync(path, played);
    else expect(played).toBe(golden);
  }, 30_000);
});
