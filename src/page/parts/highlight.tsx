import type { ComponentChildren } from 'preact';

const WORDS = [
  'process', 'device', 'mount', 'file', 'scenario', 'schedule', 'expect', 'kernel', 'run', 'until', 'since', 'violates', 'holds', 'if', 'else', 'while', 'for', 'in', 'all', 'return', 'await',
  'because', 'held', 'by', 'atomic', 'choose', 'or', 'require', 'assert', 'object', 'own', 'syscall', 'agent', 'invariant', 'pure', 'const', 'null', 'true', 'false', 'void', 'bool', 'int', 'repeat',
];
const PARTS = new RegExp(`(?<comment>//.*|/\\*[^]*?(?:\\*/|$))|(?<text>"(?:[^"\\\\\\n]|\\\\.)*")|(?<word>\\b(?:${WORDS.join('|')})\\b)|(?<number>\\b\\d+\\b|\\bv\\d+\\.\\d+\\b)`, 'g');

/** The lines of a source, each as what is drawn of it. */
export function highlighted(source: string): ComponentChildren[] {
  const lines: ComponentChildren[][] = [[]];
  const add = (text: string, kind?: string): void => {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)!.push(kind === undefined ? part : <span class={kind}>{part}</span>);
    }
  };
  let end = 0;
  for (const match of source.matchAll(PARTS)) {
    add(source.slice(end, match.index));
    add(match[0], Object.entries(match.groups!).find(([, value]) => value !== undefined)![0]);
    end = match.index + match[0].length;
  }
  add(source.slice(end).replace(/\n$/, ''));
  return lines;
}
