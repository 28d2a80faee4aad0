import type { SemanticTokens, SemanticTokensLegend } from 'vscode-languageserver';
import type { SymbolKind, SymbolUse } from '../symbols';

export const legend: SemanticTokensLegend = {
  tokenTypes: ['enum', 'enumMember', 'variable', 'class', 'property', 'function', 'parameter', 'event'],
  tokenModifiers: ['declaration', 'readonly', 'static'],
};

const types: Readonly<Record<SymbolKind, string>> = {
  enum: 'enum', member: 'enumMember', constant: 'variable', typedef: 'class', operations: 'class', operation: 'property', table: 'variable', global: 'variable', object: 'class', field: 'property',
  property: 'property', function: 'function', agent: 'event', invariant: 'event', parameter: 'parameter', variable: 'variable',
  declaration: 'variable', process: 'function', assert: 'event', reach: 'event', mark: 'event',
};

/** What a name stands for decides its colour; words and numbers are the grammar's. */
export function semanticTokens(uses: readonly SymbolUse[]): SemanticTokens {
  const data: number[] = [];
  let [lastLine, lastColumn] = [0, 0];
  const ordered = uses.filter(({ span }) => span[0] === span[2]).toSorted((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  for (const { span: [line, column, , end], symbol, source } of ordered) {
    if (line === lastLine && column === lastColumn && data.length) continue;
    const isDeclaration = symbol.source === source && symbol.span[0] === line && symbol.span[1] === column;
    const isFixed = symbol.kind === 'constant' || symbol.kind === 'member' || symbol.kind === 'table';
    data.push(line - lastLine, line === lastLine ? column - lastColumn : column, end - column,
      legend.tokenTypes.indexOf(types[symbol.kind]), (isDeclaration ? 1 : 0) | (isFixed ? 2 : 0) | (symbol.kind === 'declaration' ? 4 : 0));
    [lastLine, lastColumn] = [line, column];
  }
  return { data };
}
