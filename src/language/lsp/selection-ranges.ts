import { AstUtils, type AstNode } from 'langium';
import type { Position, SelectionRange } from 'vscode-languageserver';
import type { Declarations } from '../declarations';
import { Report } from '../report';
import { SourceFile } from '../source-file';
import { toRange } from './positions';

/** From the word at each position outwards: what contains it in the syntax, up to the declaration. */
export function selectionRanges(text: string, declarations: Declarations, positions: readonly Position[]): SelectionRange[] {
  const file = new SourceFile('selection', text);
  declarations.begin();
  const items = declarations.parse(file, new Report()) ?? [];
  return positions.map(({ line, character }) => {
    const offset = file.offset(line, character);
    const around = items.flatMap(({ node, base }) => (contains(node, offset - base) ? pathTo(node, offset - base).map(({ $cstNode: cst }) => [base + cst!.offset, base + cst!.end] as const) : []));
    const start = offset - /\w*$/.exec(file.text.slice(0, offset))![0].length;
    const end = offset + /^\w*/.exec(file.text.slice(offset))![0].length;
    const all = [[0, file.text.length] as const, ...around, [start, end] as const].filter(([from, to], index, each) => index === 0 || from !== each[index - 1]![0] || to !== each[index - 1]![1]);
    return all.reduce<SelectionRange | undefined>((parent, [from, to]) => ({ range: toRange(file.span(from, to)), ...(parent ? { parent } : {}) }), undefined)!;
  });
}

/** A node and, inside of it, those that contain an offset. */
function pathTo(node: AstNode, offset: number): AstNode[] {
  const inner = [...AstUtils.streamContents(node)].find((child) => contains(child, offset));
  return [node, ...inner ? pathTo(inner, offset) : []];
}

function contains({ $cstNode: cst }: AstNode, offset: number): boolean {
  return cst !== undefined && cst.offset <= offset && offset <= cst.end;
}
