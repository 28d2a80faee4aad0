// Golden transcripts: debugging sessions as a person sees them. `UPDATE=1 npm run unit` writes them anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DaxscnDebugSession } from '../../src/debugger/session';
import { exampleHost, examplePath, fixtureHost, fixturePath, shortenPaths } from './support/kernel';
import { play } from './support/player';
import { Client, inline } from './support/wire';

const folder = fileURLToPath(new URL('transcripts', import.meta.url));

/** With the small kernel of these tests, and with the model kernel. */
describe.each([
  { name: 'transcripts', folder, host: fixtureHost, pathOf: fixturePath },
  { name: 'transcripts of examples', folder: join(folder, 'examples'), host: exampleHost, pathOf: examplePath },
])('$name', ({ folder: here, host, pathOf }) => {
  test.each(readdirSync(here).filter((name) => name.endsWith('.txt')))('%s', async (name) => {
    const path = join(here, name);
    const golden = readFileSync(path, 'utf8');
    const client = new Client(inline(new DaxscnDebugSession(host())));
    const played = await play(golden, { client, pathOf, shorten: shortenPaths });
    if (process.env.UPDATE) writeFileSync(path, played);
    else expect(played).toBe(golden);
  });
});
