// Activation is quick because it loads little: parser, compiler, debugger and the language client come when they are asked for.
import { mkdtemp, rm } from 'node:fs/promises';
import Module, { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allPrograms, programs } from '../../scripts/bundles.mts';

/** In bytes of minified JavaScript. All of the extension is some fifteen times as much. */
const MOST = 150_000;
/** Each costs a third of a millisecond, and a whole one where VS Code looks at what is loaded. */
const MOST_FILES = 22;

let dist: string;
let metafile: Metafile;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'daxscn-'));
  ({ metafile } = await build({ ...programs(allPrograms, dist), metafile: true }));
});

afterAll(() => rm(dist, { recursive: true, force: true }));

/** The chunks that are loaded with a program, before anything runs. */
function loadedWith(entry: string, { outputs }: Metafile): string[] {
  const found = new Set([Object.keys(outputs).find((path) => path.endsWith(`/${entry}`))!]);
  for (const path of found) for (const { path: other, kind } of outputs[path]!.imports) if (kind === 'import-statement' && other in outputs) found.add(other);
  return [...found];
}

test('loads none of what a session or the language server needs', () => {
  const chunks = loadedWith('extension.js', metafile);
  const inputs = chunks.flatMap((path) => Object.entries(metafile.outputs[path]!.inputs)).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);
  expect(inputs).toContain('src/extension/extension.ts');
  expect(inputs.filter((path) => /node_modules\/|^src\/(language\/parse|compiler\/compile|debugger\/debug-adapter)/.test(path))).toEqual([]);
  expect(chunks.reduce((sum, path) => sum + metafile.outputs[path]!.bytes, 0)).toBeLessThan(MOST);
  expect(chunks.length).toBeLessThanOrEqual(MOST_FILES);
});

test('takes what VS Code offers as it is: to list its names, once for each module, was most of what an activation cost', () => {
  const asked: string[] = [];
  /** VS Code as far as loading goes: whatever is asked for is a class with everything. */
  const host: object = new Proxy(class {}, {
    get: (target, name) => (name === 'prototype' ? target.prototype : host),
    ownKeys: () => { throw new Error('All names of VS Code are copied: see withOneHost in scripts/common-js.mts.'); },
  });
  const loader = Module as unknown as { _load(request: string, parent: NodeJS.Module, isMain: boolean): unknown };
  const load = loader._load;
  loader._load = (request, parent, isMain) => {
    if (request !== 'vscode') return load(request, parent, isMain);
    asked.push(parent.filename);
    return host;
  };
  try {
    const require = createRequire(join(dist, 'extension.js'));
    expect((require('./extension.js') as { activate: unknown }).activate).toBeTypeOf('function');
    const own = Object.keys(require.cache).filter((path) => path.startsWith(dist));
    expect(own.length).toBe(loadedWith('extension.js', metafile).length);
  } finally {
    loader._load = load;
  }
  expect(asked.length).toBeGreaterThan(0);
});
