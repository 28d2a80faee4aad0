import type { CoverageResult } from './coverage';

/** What `check --json --coverage` adds to the document: numbers, and every line that nothing reaches. */
export function coverageDocument(result: CoverageResult): object {
  const { files, unfinished } = result;
  return {
    complete: unfinished.length === 0, unfinished,
    files: files.map((file) => ({
      file: result.pathOf(file), lines: counted(file.lines), branches: counted(file.branches), functions: counted(file.functions),
    })),
    neverReached: files.flatMap((file) => file.lines.filter(({ hits }) => hits === 0)
      .map(({ line, function: name }) => ({ file: result.pathOf(file), line, function: name }))),
  };
}

function counted(things: readonly { readonly hits: number | null }[]): { found: number; hit: number } {
  return { found: things.length, hit: things.filter(({ hits }) => hits !== null && hits > 0).length };
}
