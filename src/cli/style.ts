// Colours and widths of what people read. Colour never carries meaning alone.
import pc from 'picocolors';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Environment } from './environment';

export type Style = ReturnType<typeof pc.createColors>;

/** Wider text is hard to read, also on a wide terminal. */
const WIDEST = 100;

export function styleOf({ out, color }: Environment): Style {
  return pc.createColors(color ?? out.isTerminal);
}

export function widthOf({ out }: Environment): number {
  return Math.min(WIDEST, out.columns);
}

/** Every character takes one column, and no space has to go. The general case takes tables that are slow to make at the first use. */
function isNarrow(text: string): boolean {
  return /^(?! )[\x20-\x7e│┏┃┣┗←→…]*$/.test(text) && !text.endsWith(' ');
}

/** Lines of at most `width` columns, broken between words where possible. */
export function wrap(text: string, width: number): string[] {
  return isNarrow(text) && text.length <= width ? [text] : wrapAnsi(text, width, { hard: true }).split('\n');
}

/** As much of the beginning as fits into `width` columns. */
export function cut(text: string, width: number): string {
  if (isNarrow(text)) return text.slice(0, width);
  return wrapAnsi(text, width, { hard: true, wordWrap: false, trim: false }).split('\n')[0]!;
}

/** The text in lines, all but the first indented by `indent`, which the first is assumed to stand after. */
export function hang(text: string, indent: number, width: number): string {
  return wrap(text, Math.max(20, width - indent)).join(`\n${' '.repeat(indent)}`);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - (isNarrow(text) ? text.length : stringWidth(text))));
}

/** `1,234,567`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** An argument as a shell takes it. */
export function quote(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
