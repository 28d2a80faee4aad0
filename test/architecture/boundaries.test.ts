// Every boundary that eslint.config.mjs draws: a small file that crosses it is refused, and one beside it is not.
// The cases are made from the rules as ESLint sees them, so a new one without a case, or one that cannot fire, fails here.
import { existsSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { layers } from '../../scripts/lint/layers.mts';
import packageJson from '../../package.json';

const root = resolve(__dirname, '..', '..');
const eslint = new ESLint({ cwd: root });

interface Zone { readonly target: string; readonly from: string | readonly string[]; readonly except?: readonly string[]; readonly message: string }

const [, { zones }] = (await rulesFor('src/machine/new-file.ts'))['import-x/no-restricted-paths'] as [string, { zones: readonly Zone[] }];

/** By rule: a line for everything that its options forbid. */
const refusedLines: Readonly<Record<string, (options: unknown) => readonly string[]>> = {
  'no-restricted-globals': (options) => (options as { globals: readonly { name: string }[] }).globals
    .flatMap(({ name }) => [`void ${name};`, `void globalThis.${name};`]),
  'no-restricted-properties': (options) => {
    const { object, property } = options as { object: string; property: string };
    return [`${object}.${property}();`];
  },
  'no-restricted-syntax': () => [`void import('./other');`],
};

describe('layers and their folders', { timeout: 60_000 }, () => {
  it('cover everything in src', () => {
    const ordered = layers.flatMap(({ name, order = [] }) => order.slice(0, -1).map((part) => `./src/${name}/${part}`));
    expect(zones.map(({ target }) => target)).toEqual(['./src', ...layers.map(({ name }) => `./src/${name}`), ...ordered]);
    const folders = readdirSync(join(root, 'src')).filter((name) => sourcesIn(join('src', name)).length > 0);
    expect(layers.map(({ name }) => name).sort()).toEqual(folders.sort());
    for (const { name, order } of layers) {
      if (!order) continue;
      const entries = readdirSync(join(root, 'src', name)).filter((entry) => sourcesIn(join('src', name, entry)).length > 0);
      expect([...order].sort(), name).toEqual(entries.sort());
    }
  });

  it.each(zones)('$target: $message', async ({ target, from, except = [], message }) => {
    const folders = [from].flat().flatMap((each) => childrenOf(each));
    const isAllowed = (path: string): boolean =>
      [target, ...except.map((each) => join(from as string, each))].some((allowed) => !relative(allowed, path).startsWith('..'));
    // Something may be allowed inside a folder that is not: a file, or all its files but that.
    const files = folders.flatMap((folder) => {
      const sources = sourcesIn(folder);
      return [sources.find(isAllowed), sources.find((source) => !isAllowed(source))].filter((source) => source !== undefined);
    });
    const refused = await refusals(newFileIn(target), files.map((file) => `import '${importOf(file, target)}';`), message);
    expect(refused.map((line) => files[line])).toEqual(files.filter((file) => !isAllowed(file)));
    expect(refused).not.toEqual([]);
  });
});

describe.each(layers)('$name', { timeout: 60_000 }, ({ name, packages, needsNode = false }) => {
  const file = newFileIn(`src/${name}`);

  it('imports the packages that are named for it, and no others', async () => {
    const all = [...new Set([...Object.keys(packageJson.devDependencies), ...layers.flatMap((layer) => layer.packages), 'left-pad'])];
    const node = builtinModules.filter((module) => !module.startsWith('_') && !module.startsWith('node:')).flatMap((module) => [module, `node:${module}`]);
    const names = [...all, ...node];
    const refused = await refusals(file, names.map((each) => `import '${each}';`), 'Of packages');
    const isAllowed = (each: string): boolean => packages.includes(each) || (needsNode && each.startsWith('node:'));
    expect(refused.map((line) => names[line])).toEqual(names.filter((each) => !isAllowed(each)));
  });

  it.each(Object.entries(refusedLines))('%s binds it unless it needs Node', async (rule, linesFor) => {
    const configured = await rulesFor(file).then((rules) => rules[rule]) as readonly unknown[] | undefined;
    expect(configured !== undefined, 'is configured').toBe(!needsNode);
    const lines = configured?.slice(1).flatMap(linesFor) ?? [];
    const messages = await lint(file, lines);
    expect(messages.filter(({ ruleId }) => ruleId === rule).map(({ line }) => line - 1)).toEqual(lines.map((_, line) => line));
  });

  it('has no clock, no chance and no input or output unless it needs Node', async () => {
    const lines = [
      'void Date.now();', 'void new Date();', 'void performance.now();', 'void Math.random();', 'void crypto.randomUUID();',
      'void process.env;', 'void Buffer.alloc(1);', 'void setImmediate;', 'void __dirname;', `void import('node:fs');`, `import 'node:fs';`,
    ];
    expect((await lint(file, lines)).map(({ line }) => line - 1)).toEqual(needsNode ? [] : lines.map((_, line) => line));
  });

  it('may use what is no global of Node', async () => {
    const lines = ['const process = 1; void process;', 'void setTimeout;', 'void Math.max(1, 2);', 'void ({ Date: 1 }).Date;'];
    expect(await lint(file, lines)).toEqual([]);
  });
});

describe('circles', { timeout: 60_000 }, () => {
  // `choice.ts` is imported by `edit-table.ts`, and by `replay.ts` only through others.
  const file = 'src/machine/execution/choice.ts';
  it.each([
    ['an import', `import { EditTable } from './edit-table';\nvoid EditTable;`],
    ['an import of types', `import type { EditTable } from './edit-table';\nexport type T = EditTable;`],
    ['an export of types', `export type { EditTable } from './edit-table';`],
    ['an export of everything', `export * from './edit-table';`],
    ['an import at run time', `void import('./edit-table');`],
    ['a way round', `import type { Scheduler } from '../schedule/scheduler';\nexport type T = Scheduler;`],
  ])('%s is refused', async (_, text) => {
    expect((await lint(file, [text])).map(({ ruleId }) => ruleId)).toContain('local/no-cycle');
  });

  it.each([
    ['what does not lead back', `import type { State } from '../../compiler/program';\nexport type T = State;`],
    ['a package', `import ts from 'typescript';\nvoid ts;`],
    ['nothing that is there', `import './no-such-file';`],
  ])('%s is accepted', async (_, text) => {
    expect((await lint(file, [text])).filter(({ ruleId }) => ruleId === 'local/no-cycle')).toEqual([]);
  });
});

it('every boundary rule is one of those tested here', async () => {
  const { default: configs } = await import('../../eslint.config.mjs' as string) as { default: readonly Linter.Config[] };
  const rules = configs.filter(({ name }) => name?.startsWith('boundaries')).flatMap((config) => Object.keys(config.rules ?? {}));
  const tested = ['import-x/no-restricted-paths', 'local/no-cycle', 'no-restricted-imports', ...Object.keys(refusedLines)];
  expect([...new Set(rules)].sort()).toEqual(tested.sort());
});

async function rulesFor(file: string): Promise<Readonly<Record<string, unknown>>> {
  const { rules } = await eslint.calculateConfigForFile(join(root, file)) as { rules: Record<string, unknown> };
  return rules;
}

async function lint(file: string, lines: readonly string[]): Promise<readonly Linter.LintMessage[]> {
  const [result] = await eslint.lintText(lines.join('\n'), { filePath: join(root, file) });
  return result!.messages;
}

/** The lines, from 0, that are refused with a message in which the text stands. */
async function refusals(file: string, lines: readonly string[], text: string): Promise<readonly number[]> {
  const messages = await lint(file, lines);
  return [...new Set(messages.filter(({ message }) => message.includes(text)).map(({ line }) => line - 1))].sort((a, b) => a - b);
}

/** A file that does not exist in a folder; of a file, that file itself: what is linted is another text. */
function newFileIn(target: string): string {
  return /\.tsx?$/.test(target) ? target : join(target, target.endsWith('view') ? 'new-file.tsx' : 'new-file.ts');
}

function childrenOf(folder: string): string[] {
  return readdirSync(join(root, folder)).map((name) => join(folder, name));
}

/** All files in it, or itself. */
function sourcesIn(path: string): string[] {
  if (!existsSync(join(root, path)) || path.endsWith('generated')) return [];
  if (/\.tsx?$/.test(path)) return [path];
  if (/\.[a-z]+$/.test(path)) return [];
  return readdirSync(join(root, path), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() || /\.tsx?$/.test(entry.name) ? sourcesIn(join(path, entry.name)) : []));
}

function importOf(file: string, target: string): string {
  const path = relative(join(newFileIn(target), '..'), file).replace(/\.tsx?$/, '');
  return path.startsWith('.') ? path : `./${path}`;
}
