// Everything below the extension and the command line runs in a browser: each part is bundled for one, without a stand-in for
// anything of Node, and runs where there are web globals only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { findChromium, launchChromium } from '../../scripts/vscode/chromium.mts';
import { readKernelSources } from '../../src/node/kernel-files';
import { kernelFolder, modelKernel } from '../support/model-kernel';
import type { Input } from './parts/input';

const path = '01-truncate-vs-direct-read.daxscn';
const text = readFileSync(join(import.meta.dirname, '..', '..', 'examples', path), 'utf8');
const input: Input = { kernel: modelKernel(), sources: readKernelSources(kernelFolder), version: 'v4.17', path, text };

/** A script that leaves the part's `run` in `part`. */
async function bundle(name: string): Promise<string> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'parts', `${name}.ts`)], bundle: true, write: false, metafile: true, logLevel: 'silent',
    platform: 'browser', target: 'es2022', format: 'iife', globalName: 'part',
  });
  // esbuild puts an empty module in the place of what a package has disabled for browsers.
  expect(Object.keys(metafile.inputs).filter((file) => file.startsWith('(disabled)'))).toEqual([]);
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  return outputFiles[0]!.text;
}

type Run = (script: string, given: object) => Promise<unknown>;

/** In a realm of its own, which has what ECMAScript has and these. */
const inRealm: Run = async (script, given) => {
  const context = createContext({ setTimeout, clearTimeout, queueMicrotask, console, TextEncoder, TextDecoder, MessageChannel });
  runInContext(script, context);
  expect(runInContext('[typeof process, typeof Buffer, typeof require, typeof setImmediate, typeof global]', context)).toEqual(Array(5).fill('undefined'));
  const run = runInContext('(given) => Promise.resolve(part.run(JSON.parse(given))).then(JSON.stringify)', context) as (given: string) => Promise<string>;
  return JSON.parse(await run(JSON.stringify(given)));
};

const inChromium: Run = async (script, given) => {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: script });
    return await page.evaluate(`part.run(${JSON.stringify(given)})`);
  } finally {
    await browser.close();
  }
};

const isLeftOut = findChromium() === undefined && !process.env.CI;

describe.each([
  { where: 'a realm with web globals only', run: inRealm, isLeftOut: false },
  { where: 'Chromium', run: inChromium, isLeftOut },
])('in $where', { timeout: 60_000 }, (place) => {
  const runs = test.skipIf(place.isLeftOut);
  const run = async (name: string, given: object = input) => place.run(await bundle(name), given);

  runs('parser, checker and compiler make the program that they make in Node', async () => {
    const { run: inNode } = await import('./parts/compile');
    const compiled = await run('compile');
    expect(compiled).toEqual(JSON.parse(JSON.stringify(inNode(input))));
    expect(compiled).toMatchObject({ problems: [], tasks: expect.arrayContaining(['reader', 'truncator', 'writer']) });
  });

  runs('the explorer finds the violation, and a debug session that follows its schedule stops there', async () => {
    const exploration = await run('explore') as { verdict: string; property: string; schedule: string };
    expect(exploration).toMatchObject({ verdict: 'violates', property: expect.any(String) });
    const exception = await run('debug-session', { ...input, schedule: exploration.schedule });
    expect(exception).toMatchObject({ exceptionId: `Invariant violated: ${exploration.property}`, details: { typeName: 'invariant_violated' } });
  });

  runs('the language server tells an editor what is wrong', async () => {
    const published = await run('language-server', { ...input, text: text.replace('read_direct(', 'read_direkt(') });
    expect(published).toMatchObject({ uri: `file:///${path}`, diagnostics: [{ severity: 1, message: expect.stringContaining('read_direct(') }] });
  });
});
