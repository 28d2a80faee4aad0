import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkKernel, checkScenario } from '../../src/language/check';
import { MODEL_LIMIT } from '../../src/language/diagnostics';
import { withLineFeeds } from '../../src/language/source-file';
import type { Diagnostic } from '../../src/language/diagnostics';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');
const kernelText = read('small-kernel.daxk');
const scenarioText = read('valid.daxscn');
const kernel = checkKernel([{ source: 'kernel', text: kernelText }]).tree;

const words = ['{', '}', '(', ')', '[', ']', ';', '..', '.', '=', '+', 'if', 'process', 'null', 'new', '"', '"{', 'v4.17', '7', 'x', 'atomic', '/*', '\n', '👻'];

/** A valid text after a few deletions, doublings, swaps and insertions. */
function mutated(text: string): fc.Arbitrary<string> {
  const tokens = text.match(/\s+|\w+|"[^"\n]*"|./gu) ?? [];
  const index = fc.nat({ max: tokens.length - 1 });
  const edit = fc.oneof(
    index.map((at) => (parts: string[]) => void parts.splice(at, 1)),
    index.map((at) => (parts: string[]) => void parts.splice(at, 0, parts[at] ?? '')),
    fc.tuple(index, index).map(([a, b]) => (parts: string[]) => void ([parts[a], parts[b]] = [parts[b] ?? '', parts[a] ?? ''])),
    fc.tuple(index, fc.constantFrom(...words)).map(([at, word]) => (parts: string[]) => void parts.splice(at, 0, word)),
    index.map((at) => (parts: string[]) => void parts.splice(at)),
  );
  return fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) => {
    const parts = [...tokens];
    for (const apply of edits) apply(parts);
    return parts.join('');
  });
}

function expectInside(diagnostics: readonly Diagnostic[], text: string): void {
  const lines = withLineFeeds(text).split('\n');
  for (const { span: [line, column, endLine, endColumn], message } of diagnostics) {
    expect(message).not.toBe('');
    expect(line).toBeLessThanOrEqual(endLine);
    expect(endLine).toBeLessThan(lines.length);
    expect(column).toBeLessThanOrEqual(lines[line]!.length + 1);
    expect(endColumn).toBeLessThanOrEqual(lines[endLine]!.length + 1);
    if (line === endLine) expect(column).toBeLessThanOrEqual(endColumn);
  }
}

describe('any text', () => {
  test('gives diagnostics inside of it, never an exception: scenarios', () => {
    fc.assert(fc.property(mutated(scenarioText), (text) => {
      const { diagnostics, tree } = checkScenario('s', text, kernel);
      expectInside(diagnostics, text);
      expect(tree === undefined).toBe(diagnostics.some(({ severity, code }) => severity === 'error' && code !== MODEL_LIMIT));
    }), { numRuns: 120 });
  });

  test('gives diagnostics inside of it, never an exception: model kernels', () => {
    fc.assert(fc.property(mutated(kernelText), (text) => {
      expectInside(checkKernel([{ source: 'k', text }]).diagnostics, text);
    }), { numRuns: 60 });
  });

  test('also one of random characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expectInside(checkScenario('s', text, kernel).diagnostics, text);
    }), { numRuns: 100 });
  });

  /** In milliseconds, also on a slow and busy machine: in quadratic time these would take minutes. */
  const SOON = 10_000;
  const bodies: [string, string][] = [
    ['ten megabytes', 'x = 1;\n'.repeat(1_500_000)],
    ['binary', `scenario "x"\n\0\u0001\u0002${'\0'.repeat(1000)}`],
    ['parentheses', `assert a: ${'('.repeat(5000)}`],
    ['braces', `process p ${'{'.repeat(50_000)}`],
    ['a long sum', `assert a: 1${' + 1'.repeat(20_000)} == 2;`],
    ['negations', `assert a: ${'!'.repeat(20_000)}true;`],
    ['one if after the other', `process p { ${'if (true) { } else '.repeat(10_000)} { } }`],
    ['fields', `assert a: x${'.y'.repeat(20_000)};`],
    ['many declarations', Array.from({ length: 5000 }, (_, index) => `device d${index} { }`).join('\n')],
    ['many mistakes', 'device { }\n'.repeat(5000)],
    ['nested comments', '/* '.repeat(20_000)],
    ['open texts', '"{'.repeat(20_000)],
  ];
  test.each(bodies)('%s: an answer soon', (_, text) => {
    checkScenario('s', 'scenario "warm"', kernel);
    const start = performance.now();
    const { diagnostics } = checkScenario('s', text, kernel);
    expect(diagnostics.length).toBeGreaterThan(0);
    expectInside(diagnostics, text);
    expect(performance.now() - start).toBeLessThan(SOON);
  });
});

test('the scenario that is mutated is valid', () => {
  expect(checkScenario('s', scenarioText, kernel).diagnostics).toEqual([]);
});
