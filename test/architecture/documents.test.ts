// The documents name files, folders, sections and rules. All of these exist.
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import GithubSlugger from 'github-slugger';
import { lexer, walkTokens, type Token } from 'marked';
import { describe, expect, test } from 'vitest';
import { scripts } from '../../package.json';
import { layers } from '../../scripts/lint/layers.mts';

const root = join(import.meta.dirname, '..', '..');
const documents = globSync('**/*.md', { cwd: root, exclude: ['**/node_modules', 'dist', '.cache', 'test-artifacts', '.*'] }).sort();

/** What of a document is compared with the rest of the repository. */
interface Page {
  /** Targets of links, as written. */
  readonly links: readonly string[];
  /** Texts between single backticks. */
  readonly code: readonly string[];
  /** Anchors of the headings, as GitHub and VS Code make them. */
  readonly anchors: ReadonlySet<string>;
}

const pages = new Map<string, Page>();

/** Reads a document, named by its absolute path. */
function read(path: string): Page {
  const known = pages.get(path);
  if (known) return known;
  const [links, code, slugger]: [string[], string[], GithubSlugger] = [[], [], new GithubSlugger()];
  const anchors = new Set<string>();
  void walkTokens(lexer(readFileSync(path, 'utf8')), (token: Token) => {
    if (token.type === 'link' || token.type === 'image') links.push(token.href as string);
    if (token.type === 'codespan') code.push(token.text as string);
    if (token.type === 'heading') anchors.add(slugger.slug(plain(token.tokens ?? [])));
  });
  const page = { links, code, anchors };
  pages.set(path, page);
  return page;
}

/** A heading without its mark-up. */
function plain(tokens: readonly Token[]): string {
  return tokens.map((token) => ('tokens' in token && token.tokens ? plain(token.tokens) : 'text' in token ? String(token.text) : '')).join('');
}

/** Why a link of a document leads nowhere; undefined if it leads somewhere, or out of the repository. */
function broken(document: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? join(root, document) : resolve(root, dirname(document), decodeURIComponent(path));
  if (!existsSync(target)) return `${document}: ${link}: there is no ${relative(root, target)}`;
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  return read(target).anchors.has(anchor) ? undefined : `${document}: ${link}: there is no such section`;
}

test.each(documents)('every relative link of %s leads somewhere', (document) => {
  expect(read(join(root, document)).links.flatMap((link) => broken(document, link) ?? [])).toEqual([]);
});

// They are shown with the extension, where there is no repository: vsce refuses to package them otherwise.
test.each(['CHANGELOG.md', 'media/extension.md'])('%s has no relative link', (document) => {
  expect(read(join(root, document)).links.filter((link) => !/^[a-z]+:/.test(link))).toEqual([]);
});

// These two are maps of the repository: a path in them begins at its root, or at `src/`.
// What a recipe makes is not there yet.
const chosen = /\bNAME\b|\bmm\/fadvise\.daxk$|\bfadvise-/;

describe.each(['ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', (document) => {
  const { code } = read(join(root, document));
  const tops = new Set([...readdirSync(root), ...readdirSync(join(root, 'src'))]);
  const paths = code.filter((text) => /^[\w.-]+(?:\/[\w.*{},-]*)+$/.test(text) && tops.has(text.split('/')[0]!) && !chosen.test(text));

  test('names paths', () => expect(paths.length).toBeGreaterThan(20));

  test.each([...new Set(paths)])('%s exists', (path) => {
    expect([...globSync(path, { cwd: root }), ...globSync(path, { cwd: join(root, 'src') })]).not.toEqual([]);
  });
});

describe('ARCHITECTURE.md', () => {
  const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const table = (head: string): string[] => text.slice(text.indexOf(head)).split('\n\n')[0]!.split('\n').slice(2);

  test('has the layers that the linter keeps', () => {
    const folders = table('| folder |').map((row) => /^\| `src\/(\w+)\/`/.exec(row)![1]!);
    expect(folders.filter((name) => name !== 'kernel').sort()).toEqual(layers.map(({ name }) => name).sort());
  });

  test('has the order of their folders', () => {
    const expected = layers.flatMap(({ name, order }) => (order ? [[name, ...order.filter((part) => !part.includes('.'))]] : []));
    expect(table('| layer |').map((row) => [...row.matchAll(/`(\w+)`/g)].map((match) => match[1]!))).toEqual(expected);
  });
});

test.each(documents)('every source file that %s names exists', (document) => {
  const names = read(join(root, document)).code.filter((text) => /^[\w-]+\.(?:ts|tsx|mts|mjs|daxk)$/.test(text));
  expect(names.filter((name) => globSync(`{src,test,scripts,bench}/**/${name}`, { cwd: root }).length === 0)).toEqual([]);
});

test.each(documents)('every npm script that %s names exists', (document) => {
  const names = [...readFileSync(join(root, document), 'utf8').matchAll(/\bnpm run ([\w:-]+)/g)].map((match) => match[1]!);
  expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test('every document that a source names exists', () => {
  const sources = globSync('{src,test,scripts,bench}/**/*.{ts,tsx,mts,mjs,langium}', { cwd: root, exclude: ['**/generated'] });
  const missing = sources.flatMap((source) => [...readFileSync(join(root, source), 'utf8').matchAll(/\bdocs\/[\w-]+\.md\b/g)]
    .filter(([path]) => !existsSync(join(root, path))).map(([path]) => `${source}: ${path}`));
  expect(sources.length).toBeGreaterThan(300);
  expect(missing).toEqual([]);
});

describe('docs/semantics.md', () => {
  const text = readFileSync(join(root, 'docs', 'semantics.md'), 'utf8');
  const rules = [...text.matchAll(/^#{3,4} (\d+(?:\.\d+)?)\.? /gm)].map((match) => match[1]!);
  const tested = ['transcripts', 'sessions'].flatMap((folder) => readdirSync(join(root, 'test', 'debugger', folder)))
    .flatMap((name) => /^rule-(\d+(?:\.\d+)?)-/.exec(name)?.[1] ?? []);
  const isWhole = (rule: string): boolean => rules.some((other) => other.startsWith(`${rule}.`));

  test('every rule has a transcript of its number, and every such transcript a rule', () => {
    expect([...new Set(tested)].sort()).toEqual(rules.filter((rule) => !isWhole(rule)).sort());
  });
});

