// Which part of src may import which is said in scripts/lint/layers.mts; test/architecture shows that what it forbids is refused.
import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { layers } from './scripts/lint/layers.mts';
import noCycle from './scripts/lint/no-cycle.mts';

const quoted = (names) => names.map((name) => `\`${name}\``).join(', ') || 'nothing';

/** A layer, and a folder of one, imports only what is below it. */
const zones = [
  { target: './src', from: ['./scripts', './test', './bench'], message: 'What runs imports nothing that builds or tests it.' },
  ...layers.map(({ name, uses }) => ({
    target: `./src/${name}`, from: './src', except: [name, ...uses].map((lower) => `./${lower}`),
    message: `Of the layers, \`${name}\` imports ${quoted(uses)} (scripts/lint/layers.mts).`,
  })),
  ...layers.flatMap(({ name, order = [] }) => order.slice(0, -1).map((part, index) => ({
    target: `./src/${name}/${part}`, from: `./src/${name}`, except: order.slice(0, index + 1).map((lower) => `./${lower}`),
    message: `In \`${name}\`, \`${part}\` imports only ${quoted(order.slice(0, index))} (scripts/lint/layers.mts).`,
  }))),
];

const escaped = (name) => name.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Packages are allowed by name; whoever needs Node may import its modules too. */
const packagesOf = ({ name, packages, needsNode }) => ({
  patterns: [{
    regex: `^(?!\\.{1,2}/|(?:${packages.map(escaped).join('|')})$${needsNode ? '|node:' : ''})`,
    message: `Of packages, \`${name}\` imports ${quoted([...packages, ...(needsNode ? ['node:*'] : [])])} (scripts/lint/layers.mts).`,
  }],
});

const node = ['process', 'Buffer', 'global', 'require', 'module', 'exports', '__dirname', '__filename', 'setImmediate', 'clearImmediate'];
const clock = ['Date', 'performance'];
const chance = ['crypto'];

export default tseslint.config(
  { ignores: ['dist/', '.cache/', 'test-artifacts/', 'src/language/generated/', 'node_modules/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    plugins: { 'import-x': importX, local: { rules: { 'no-cycle': noCycle } } },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.tsx', '.js', '.mjs'] } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    name: 'boundaries: circles',
    files: ['**/*.{ts,tsx,mts}'],
    rules: { 'local/no-cycle': 'error' },
  },
  {
    name: 'boundaries: layers and their folders',
    files: ['src/**/*.{ts,tsx}'],
    rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }] },
  },
  ...layers.map((layer) => ({
    name: `boundaries: packages of ${layer.name}`,
    files: [`src/${layer.name}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', packagesOf(layer)] },
  })),
  {
    name: 'boundaries: what runs in a browser, the same each time',
    files: layers.filter(({ needsNode }) => !needsNode).map(({ name }) => `src/${name}/**/*.{ts,tsx}`),
    rules: {
      'no-restricted-globals': ['error', {
        checkGlobalObject: true,
        globals: [
          ...node.map((name) => ({ name, message: 'Only what needs Node (scripts/lint/layers.mts) has this.' })),
          ...[...clock, ...chance].map((name) => ({ name, message: 'What happens here depends on its input alone: whoever needs time or chance passes it in.' })),
        ],
      }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'What happens here depends on its input alone.' }],
      'no-restricted-syntax': ['error', { selector: 'ImportExpression', message: 'Only what needs Node (scripts/lint/layers.mts) loads modules while it runs.' }],
    },
  },
);
