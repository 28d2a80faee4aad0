// Golden transcripts: debugging sessions as a person sees them. `UPDATE=1 npm run unit` writes them anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DaxscnDebugSession } from '../../src/debugger/session';
import { fixtureHost, fixturePath, shortenPaths } from './support/kernel';
import { play } from './support/player';
import { Client, inline } from './support/wire';

const folder = fileURLToPath(new URL('transcripts', import.meta.url));

describe('transcripts', () => {
  test.each(readdirSync(folder).filter((name) => name.endsWith('.txt')))('%s', async (name) => {
    const path = join(folder, name);
    const golden = readFileSync(path, 'utf8');
    const client = new Client(inline(new DaxscnDebugSession(fixtureHost())));
    const played = await play(golden, { client, pathOf: fixturePath, shorten: shortenPaths });
    if (process.env.UPDATE) writeFileSync(path, played);
    else expect(played).toBe(golden);
  });
});
