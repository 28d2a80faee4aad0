// Colours and widths of what people read. Colour never carries meaning alone.
import pc from 'picocolors';
import { wrapAnsi } from 'fast-wrap-ansi';
import { wrap } from '../../debugger/timeline/text-columns';
import type { Environment } from '../environment';

export { padEnd, wrap } from '../../debugger/timeline/text-columns';

export type Style = ReturnType<typeof pc.createColors>;

/** Wider text is hard to read, also on a wide terminal. */
const WIDEST = 100;

export function styleOf({ out, color }: Environment): Style {
  return pc.createColors(color ?? out.isTerminal);
}

export function widthOf({ out }: Environment): number {
  return Math.min(WIDEST, out.columns);
}

/** As much of the beginning as fits into `width` columns. */
export function cut(text: string, width: number): string {
  return wrapAnsi(text, width, { hard: true, wordWrap: false, trim: false }).split('\n')[0]!;
}

/** The text in lines, all but the first indented by `indent`, which the first is assumed to stand after. */
export function hang(text: string, indent: number, width: number): string {
  return wrap(text, Math.max(20, width - indent)).join(`\n${' '.repeat(indent)}`);
}

/** `1,234,567`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** An argument as a shell takes it. */
export function quote(argument: string): string {
  return /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replaceAll("'", String.raw`'\''`)}'`;
}
