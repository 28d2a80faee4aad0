// A check with what earlier checks have left gives exactly what a check of the whole text gives that knows of no other.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CheckCache, checkKernel, checkScenario, type Checked } from '../../src/language/check';
import { BodyCache } from '../../src/language/checker/body-cache';
import { KernelChecker } from '../../src/language/checker/kernel';
import { ScenarioChecker } from '../../src/language/checker/scenario';
import { parseDocument } from '../../src/language/parse';
import { Report } from '../../src/language/report';
import { SourceFile } from '../../src/language/source-file';
import { readKernelSources } from '../../src/node/kernel-files';
import { SymbolIndex } from '../../src/language/symbols';
import { PATIENCE, RUNS } from '../fuzz/fuzz';
import { kernelFolder } from '../support/model-kernel';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const kernelText = read('small-kernel.daxk');
const scenarioText = read('valid.daxscn');
const kernel = checkKernel([{ source: 'k.daxk', text: kernelText }]).tree;

/** The whole text parsed at once. */
function whole(name: string, text: string): Checked<unknown> {
  const [report, symbols, file] = [new Report(), new SymbolIndex(), new SourceFile(name, text)];
  const items = parseDocument(file, report)?.items.map((node) => ({ node, base: 0 }));
  if (name.endsWith('.daxk')) {
    const tree = new KernelChecker(items ? [{ file, items }] : [], report, symbols, new BodyCache()).check();
    return { tree, diagnostics: report.sorted(), symbols };
  }
  const tree = items && new ScenarioChecker(file, items, kernel, report, symbols, new BodyCache()).check();
  return { tree: report.hasErrors ? undefined : tree, diagnostics: report.sorted(), symbols };
}

function incremental(name: string, text: string, cache: CheckCache): Checked<unknown> {
  return name.endsWith('.daxk') ? checkKernel([{ source: name, text }], cache) : checkScenario(name, text, kernel, cache);
}

/** What an author does: types, deletes, copies a declaration, moves a line. */
function edits(words: readonly string[]) {
  const at = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const insert = fc.record({ at, cut: fc.constantFrom(0, 0, 0, 1, 2, 7, 40), text: fc.constantFrom(...words, '', '\n', '\n\n', ' ', '{', '}', '(', ')', ';', '.', '"', '/*', '*/', '// x', '/// Doc.\n') });
  const copy = fc.record({ at, to: at });
  return fc.array(fc.oneof({ weight: 4, arbitrary: insert }, copy), { minLength: 1, maxLength: 8 });
}

function apply(text: string, edit: { at: number; cut: number; text: string } | { at: number; to: number }): string {
  const offset = Math.floor(edit.at * (text.length + 1));
  if ('cut' in edit) return text.slice(0, offset) + edit.text + text.slice(offset + edit.cut);
  const parts = text.split(/(?<=\n)(?=[a-z/])/);
  const part = parts[Math.floor(edit.at * parts.length)]!;
  return parts.toSpliced(Math.floor(edit.to * (parts.length + 1)), 0, part).join('');
}

/** Each is several edits, and two checks an edit. */
const runs = Math.ceil(RUNS / 100);

describe.each([['a kernel file', 'k.daxk', kernelText], ['a scenario', 's.daxscn', scenarioText]])('%s', (_, name, original) => {
  const words = original.match(/\w+/g)!;

  test('after any edits', { timeout: PATIENCE }, () => {
    const cache = new CheckCache();
    fc.assert(fc.property(edits(words), (list) => {
      let text = original;
      for (const edit of list) {
        text = apply(text, edit);
        const [found, wanted] = [incremental(name, text, cache), whole(name, text)];
        expect(found.diagnostics).toEqual(wanted.diagnostics);
        expect(JSON.stringify(found.tree)).toBe(JSON.stringify(wanted.tree));
        const uses = ({ symbols }: Checked<unknown>) => JSON.stringify(symbols.uses);
        expect(uses(found)).toBe(uses(wanted));
      }
    }), { numRuns: runs, seed: 11 });
  });
});

test('a line more in a header of the kernel, also in a comment, moves what bodies in other files use', () => {
  const files = readKernelSources(kernelFolder);
  const header = files.toSorted((one, other) => other.text.length - one.text.length).find(({ source }) => source.startsWith('include/'))!;
  const cache = new CheckCache();
  for (const fraction of [1, 0.1, 0.6]) {
    const at = header.text.indexOf('\n', header.text.length * fraction) + 1;
    const sources = files.map((file) => (file === header ? { ...file, text: `${file.text.slice(0, at)}\n${file.text.slice(at)}` } : file));
    const [found, wanted] = [checkKernel(sources, cache), checkKernel(sources)];
    expect(found.diagnostics).toEqual(wanted.diagnostics);
    expect(JSON.stringify(found.tree)).toBe(JSON.stringify(wanted.tree));
    expect(JSON.stringify(found.symbols)).toBe(JSON.stringify(wanted.symbols));
  }
});

test('a check costs what has changed', () => {
  const cache = new CheckCache();
  const count = 60;
  const text = (last: string) => Array.from({ length: count }, (_, index) => `pure int f${index}(int(0..9) a)\n{\n    return a + ${index};\n}\n`).join('\n')
    + `\npure int last(int(0..9) a)\n{\n    ${last}\n}\n`;
  const first = checkKernel([{ source: 'k.daxk', text: text('return a;') }], cache);
  for (const last of ['return a + 1;', 'return a +', 'return', '']) {
    const again = checkKernel([{ source: 'k.daxk', text: text(last) }], cache);
    // What is the same object has been checked once.
    const same = again.tree.functions.filter((func, index) => func.body === first.tree.functions[index]!.body);
    expect(same.length).toBeGreaterThanOrEqual(count);
  }
});
