import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { transform, type Plugin } from 'esbuild';

/** A module of CommonJS has a path. Packages take `createRequire` from the address. */
const MODULE_URL = {
  define: { 'import.meta.url': 'moduleUrl' },
  banner: "const moduleUrl = require('node:url').pathToFileURL(__filename).href;",
};

/** As esbuild writes it: one for each module of a file. */
const IMPORT_OF_HOST = /\bimport\s*\*\s*as\s+([\w$]+)\s+from\s*"vscode";/g;

/**
 * A file asks VS Code once for what it offers and uses that as it is. As a namespace of ES modules each import would be a copy of all its names,
 * with a getter each: of seventy modules, two thirds of what an activation costs.
 */
function withOneHost(text: string): string {
  let first: string | undefined;
  return text.replace(IMPORT_OF_HOST, (_, name: string) => {
    const value = first ?? 'require("vscode")';
    first ??= name;
    return `const ${name} = ${value};`;
  });
}

/**
 * Writes what a build has split, every file as CommonJS. esbuild splits ES modules only; but a process of `daxscn` that has to load
 * them starts 10 ms later, and packages in CommonJS need `require`.
 *
 * Invariant: what a file exports is there when it has been loaded, and stays the same. (No module that others import has an
 * `export let` that changes, and files do not import each other in a circle; test/cli/bundles.test.ts.)
 */
export function commonJs(): Plugin {
  let before: string[] = [];
  return {
    name: 'common-js',
    setup({ initialOptions, onEnd }) {
      const { minify, sourcemap } = initialOptions;
      initialOptions.write = false;
      onEnd(async ({ outputFiles = [] }) => {
        await Promise.all(outputFiles.map(async ({ path, text }) => {
          const { code } = await transform(withOneHost(text), {
            // `import()` would go through the loader of ES modules again.
            format: 'cjs', platform: 'node', target: 'node20', supported: { 'dynamic-import': false },
            minify: minify ?? false, sourcemap: sourcemap ? 'inline' : false,
            // esbuild exports getters, which make a search a sixth slower than these values.
            footer: 'module.exports = { ...module.exports };',
            ...(text.includes('import.meta.url') && MODULE_URL),
          });
          await mkdir(dirname(path), { recursive: true });
          await writeFile(path, code, { mode: code.startsWith('#!') ? 0o755 : 0o644 });
        }));
        // The names of chunks change with their contents.
        const now = outputFiles.map(({ path }) => path);
        await Promise.all(before.filter((path) => !now.includes(path)).map((path) => rm(path, { force: true })));
        if (now.length > 0) before = now;
      });
    },
  };
}
