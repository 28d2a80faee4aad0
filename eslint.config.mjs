// Layers point one way (ARCHITECTURE.md): language → compiler → machine → explorer, debugger → extension, cli.
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

const above = {
  language: ['compiler', 'machine', 'explorer', 'debugger', 'view', 'extension', 'cli'],
  compiler: ['machine', 'explorer', 'debugger', 'view', 'extension', 'cli'],
  machine: ['explorer', 'debugger', 'view', 'extension', 'cli'],
  explorer: ['debugger', 'view', 'extension', 'cli'],
  debugger: ['explorer', 'view', 'extension', 'cli'],
  view: ['language', 'compiler', 'machine', 'explorer', 'debugger', 'extension', 'cli'],
  extension: ['cli'],
  cli: ['extension', 'view'],
};

const pure = ['language', 'compiler', 'machine', 'explorer', 'debugger', 'view'];
const inputOutput = ['fs', 'fs/promises', 'net', 'http', 'https', 'child_process', 'os', 'path', 'worker_threads', 'process'];

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'test-artifacts/', 'src/language/generated/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'import-x/no-restricted-paths': ['error', {
        zones: Object.entries(above).flatMap(([layer, upper]) => upper.map((name) => ({
          target: `./src/${layer}`,
          from: `./src/${name}`,
          // The debugger makes the snapshots that the view draws, so it knows their form.
          except: layer === 'debugger' && name === 'view' ? ['./messages.ts'] : [],
          message: `\`${layer}\` is below this module: dependencies point one way (ARCHITECTURE.md).`,
        }))),
      }],
      'import-x/no-cycle': 'error',
    },
  },
  {
    files: pure.map((layer) => `src/${layer}/**/*.ts`),
    rules: {
      'no-restricted-imports': ['error', {
        paths: [
          { name: 'vscode', message: 'Only src/extension may import vscode.' },
          ...inputOutput.flatMap((name) => [name, `node:${name}`]).map((name) => ({
            name, message: 'Nothing below cli and extension does I/O.',
          })),
        ],
      }],
    },
  },
  {
    files: ['compiler', 'machine', 'explorer'].map((layer) => `src/${layer}/**/*.ts`),
    rules: {
      'no-restricted-properties': ['error',
        { object: 'Math', property: 'random', message: 'The machine is deterministic.' },
        { object: 'Date', property: 'now', message: 'The machine is deterministic.' }],
    },
  },
);
