// What is shipped: one file for everything that several programs share, in the form of scripts/common-js.mts.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { allPrograms, programs } from '../../scripts/bundles.mts';

const folder = mkdtempSync(join(tmpdir(), 'daxscn-'));
const entries = Object.keys(allPrograms).map((name) => `${name}.js`);
let chunks: string[] = [];

beforeAll(async () => {
  await build(programs(allPrograms, folder));
  chunks = readdirSync(folder).filter((name) => !entries.includes(name));
}, 60_000);

describe('the bundled programs', () => {
  test('are these, and they share chunks', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(entries));
    const users = (chunk: string) => readdirSync(folder).filter((name) => readFileSync(join(folder, name), 'utf8').includes(`require("./${chunk}")`));
    expect(chunks.filter((chunk) => users(chunk).length === 0)).toEqual([]);
    expect(chunks.filter((chunk) => users(chunk).length > 1).length).toBeGreaterThan(5);
  });

  test('`daxscn` can be started as it is', () => {
    expect(readFileSync(join(folder, 'cli.js'), 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
    if (process.platform !== 'win32') expect(statSync(join(folder, 'cli.js')).mode & 0o111).toBe(0o111);
  });

  test('what a chunk exports is there once it is loaded, in whichever order, and is a value', () => {
    const script = `
      const [folder, ...chunks] = process.argv.slice(1);
      const Module = require('node:module');
      const load = Module._load;
      // VS Code gives it to what runs in it.
      const vscode = new Proxy({}, { get: () => class { event() {} } });
      Module._load = (name, ...rest) => name === 'vscode' ? vscode : load(name, ...rest);
      for (const chunk of chunks) require(require('node:path').join(folder, chunk));
      const isFinal = ({ value }) => value !== undefined;
      const loaded = Object.values(require.cache).filter(({ filename }) => filename.startsWith(folder));
      console.log(JSON.stringify(loaded.flatMap(({ id, exports }) =>
        Object.entries(Object.getOwnPropertyDescriptors(exports)).filter(([, one]) => !isFinal(one)).map(([name]) => id + ': ' + name))));`;
    for (const order of [chunks, [...chunks].reverse()]) {
      const { stdout, stderr } = spawnSync(process.execPath, ['--eval', script, folder, ...order], { encoding: 'utf8' });
      expect({ stdout, stderr }).toEqual({ stdout: '[]\n', stderr: '' });
    }
  });
});
