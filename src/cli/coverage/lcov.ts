// Coverage in the format that editors and report generators read (geninfo(1) describes it).
import type { BranchCoverage, FileCoverage } from '../../explorer/answers/coverage';

/** `pathOf` says where the file of a source is. */
export function lcov(files: readonly FileCoverage[], pathOf: (file: FileCoverage) => string): string {
  return files.map((file) => {
    const { branches } = file;
    const functions = withDistinctNames(file.functions);
    const lines = linesOf(file);
    const hit = (things: readonly { hits: number | null }[]): number => things.filter(({ hits }) => hits !== null && hits > 0).length;
    const blocks = blockNumbers(branches);
    return [
      'TN:', `SF:${pathOf(file)}`,
      ...functions.map(({ line, name }) => `FN:${line},${name}`),
      ...functions.map(({ hits, name }) => `FNDA:${hits},${name}`),
      `FNF:${functions.length}`, `FNH:${hit(functions)}`,
      ...branches.map(({ line, statement, arm, hits }) => `BRDA:${line},${blocks.get(statement)},${arm},${hits ?? '-'}`),
      `BRF:${branches.length}`, `BRH:${hit(branches)}`,
      ...lines.map(({ line, hits }) => `DA:${line},${hits}`),
      `LF:${lines.length}`, `LH:${hit(lines)}`,
      'end_of_record', '',
    ].join('\n');
  }).join('');
}

/** genhtml knows a function of a file by its name alone: of two with one name it forgets one. */
function withDistinctNames(functions: FileCoverage['functions']): FileCoverage['functions'] {
  return functions.map((each) => (functions.some((other) => other !== each && other.name === each.name) ? { ...each, name: `${each.name}:${each.line}` } : each));
}

/**
 * In this format a function begins at a line with hits of its own: genhtml 2 refuses an `FN` at a line without `DA`. And it refuses a line without hits at which a
 * branch has some: that of a `choose` which was only ever found to have no alternative.
 */
function linesOf({ functions, lines, branches }: FileCoverage): { readonly line: number; readonly hits: number }[] {
  const found = new Map([...functions, ...lines].map(({ line, hits }) => [line, hits]));
  const evaluated = new Map<number, number>();
  for (const { line, hits } of branches) evaluated.set(line, (evaluated.get(line) ?? 0) + (hits ?? 0));
  for (const [line, hits] of evaluated) if (hits > 0 && (found.get(line) ?? 0) === 0) found.set(line, hits);
  return [...found].map(([line, hits]) => ({ line, hits })).sort((a, b) => a.line - b.line);
}

function blockNumbers(branches: readonly BranchCoverage[]): ReadonlyMap<string, number> {
  return new Map([...new Set(branches.map(({ statement }) => statement))].map((statement, i) => [statement, i]));
}
