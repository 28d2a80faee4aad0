// Objects have names like `page 1` and `victim.i_rwsem`, which are no identifiers. In an expression such a name is replaced by an
// identifier of the same length, so that positions in messages still fit the text.

/** A text in which every name is an identifier. */
export interface Identified {
  readonly text: string;
  /** By identifier: the name that it stands for. */
  readonly names: ReadonlyMap<string, string>;
}

const WORD = /[A-Za-z_]\w*/y;
const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** Replaces those of the names that are no identifiers; of several that fit, the longest. */
export function identify(text: string, all: Iterable<string>): Identified {
  const candidates = [...all].filter((name) => !IDENTIFIER.test(name)).sort((a, b) => b.length - a.length);
  const names = new Map<string, string>();
  let result = '';
  // The last character before `at` that is no blank.
  let last = -1;
  for (let at = 0; at < text.length;) {
    const name = isFieldDot(text, last) ? undefined : candidates.find((candidate) => standsAt(text, candidate, at));
    WORD.lastIndex = at;
    const taken = name ?? WORD.exec(text)?.[0] ?? text[at]!;
    result += name === undefined ? taken : identifierFor(name, names);
    at += taken.length;
    if (taken.trim() !== '') last = at - 1;
  }
  return { text: result, names };
}

/** Whether a field follows the character: it is a dot, and neither in a number nor in a range. */
function isFieldDot(text: string, at: number): boolean {
  return text[at] === '.' && !/[\d.]/.test(text[at - 1] ?? '');
}

function standsAt(text: string, name: string, at: number): boolean {
  return text.startsWith(name, at) && !(/\w$/.test(name) && /^\w/.test(text.slice(at + name.length)));
}

function identifierFor(name: string, names: Map<string, string>): string {
  for (const [identifier, known] of names) if (known === name) return identifier;
  const number = names.size.toString(36);
  const identifier = '_'.repeat(Math.max(1, name.length - number.length)) + number;
  names.set(identifier, name);
  return identifier;
}
