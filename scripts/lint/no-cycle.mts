// Refuses an import that leads back to the file that has it. Types count: a file that needs another one's types is neither read
// nor moved without it. (The rule of this name in eslint-plugin-import-x 4.18 passes over `import type`, and has no option for it.)
import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import type { Rule } from 'eslint';
import ts from 'typescript';

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, allowImportingTsExtensions: true,
};

/** What each file imports, and when it was last changed: an editor lints the same files again and again. */
const known = new Map<string, { readonly changed: number; readonly imports: readonly string[] }>();

const noCycle: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Forbid circles of imports, those of types included.' },
    messages: { circle: 'This import goes round in a circle: {{files}}' },
    schema: [],
  },
  create(context) {
    const check = (node: { readonly source?: unknown }): void => {
      const source = node.source as { readonly value?: unknown } & Rule.Node | null | undefined;
      if (typeof source?.value !== 'string') return;
      const imported = resolve(source.value, context.filename);
      const path = imported === undefined ? undefined : shortestPath(imported, context.filename);
      if (!path) return;
      const files = [context.filename, ...path].map((file) => relative(context.cwd, file)).join(' → ');
      context.report({ node: source, messageId: 'circle', data: { files } });
    };
    return { ImportDeclaration: check, ImportExpression: check, ExportNamedDeclaration: check, ExportAllDeclaration: check };
  },
};

export default noCycle;

/** Along imports, both ends included; undefined if there is none. */
function shortestPath(from: string, to: string): readonly string[] | undefined {
  const before = new Map<string, string | undefined>([[from, undefined]]);
  // A map is iterated in the order of insertion, entries included that are added meanwhile.
  for (const file of before.keys()) {
    if (file === to) {
      const path: string[] = [];
      for (let at: string | undefined = file; at !== undefined; at = before.get(at)) path.unshift(at);
      return path;
    }
    for (const next of importsOf(file)) if (!before.has(next)) before.set(next, file);
  }
  return undefined;
}

function importsOf(file: string): readonly string[] {
  const changed = statSync(file).mtimeMs;
  const entry = known.get(file);
  if (entry?.changed === changed) return entry.imports;
  const imports = ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles
    .flatMap(({ fileName }) => resolve(fileName, file) ?? []);
  known.set(file, { changed, imports });
  return imports;
}

/** The file, if it is one of this project: packages do not import it. */
function resolve(name: string, from: string): string | undefined {
  if (!name.startsWith('.')) return undefined;
  return ts.resolveModuleName(name, from, options, ts.sys).resolvedModule?.resolvedFileName;
}
