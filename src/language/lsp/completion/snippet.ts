// Snippets in the syntax of the Language Server Protocol.

/** A text with gaps: written with `snippet`, put into an item by `items.ts`. */
export interface Snippet {
  readonly parts: readonly (string | Gap)[];
}

/** `choices`: what can be written there, the first of them unless another one is chosen. None is where the cursor comes to rest. */
export interface Gap {
  readonly choices: readonly string[];
}

/** What an author fills in: one of these, or anything else. */
export function gap(...choices: readonly string[]): Gap {
  return { choices };
}

/** Where the cursor is in the end. */
export const REST: Gap = { choices: [] };

export function snippet(texts: TemplateStringsArray, ...gaps: readonly (string | Gap | Snippet)[]): Snippet {
  return joined(texts.flatMap((text, index) => [text, ...index < gaps.length ? [gaps[index]!] : []]));
}

/** Parts one after the other. */
export function joined(parts: readonly (string | Gap | Snippet)[]): Snippet {
  return { parts: parts.flatMap((part) => (typeof part === 'object' && 'parts' in part ? part.parts : [part])) };
}

/** Parts with a text between any two. */
export function separated(parts: readonly (Gap | Snippet)[], separator: string): Snippet {
  return joined(parts.flatMap((part, index) => (index > 0 ? [separator, part] : [part])));
}

/** As the protocol has it: `${1|a,b|}`. */
export function render({ parts }: Snippet): string {
  let number = 0;
  return parts.map((part) => {
    if (typeof part === 'string') return part.replaceAll(/[\\$}]/g, String.raw`\$&`);
    if (part.choices.length === 0) return '$0';
    number++;
    const [first = '', ...others] = part.choices;
    if (others.length === 0) return `\${${number}:${first.replaceAll(/[\\$}]/g, String.raw`\$&`)}}`;
    return `\${${number}|${part.choices.map((choice) => choice.replaceAll(/[\\,|]/g, String.raw`\$&`)).join(',')}|}`;
  }).join('');
}
