// Promela text by lines.

/** Lines of text; the lines of an inner block stand one tab further in. */
export type Block = readonly (string | Block)[];

/** The text of a block, `depth` tabs further in. */
export function indent(block: Block, depth = 0): string {
  return block.map((line) => (typeof line === 'string' ? `${'\t'.repeat(depth)}${line}\n` : indent(line, depth + 1))).join('');
}
