// Objects are called `page 1` and `victim.i_rwsem`, which are no identifiers. Where such a name stands in an expression
// it is replaced by an identifier of the same length, so that every place in the text stays what it is.

export interface Identified {
  readonly text: string;
  /** By identifier: the name that it stands for. */
  readonly names: ReadonlyMap<string, string>;
}

const WORD = /[A-Za-z_]\w*/y;
const IDENTIFIER = /^[A-Za-z_]\w*$/;

/** Replaces the names of `all` that are no identifiers; where several fit, the longest is meant. */
export function identify(text: string, all: Iterable<string>): Identified {
  const candidates = [...all].filter((name) => !IDENTIFIER.test(name)).sort((a, b) => b.length - a.length);
  const names = new Map<string, string>();
  let result = '';
  for (let at = 0; at < text.length;) {
    const name = follows(text, at) ? undefined : candidates.find((candidate) => standsAt(text, candidate, at));
    WORD.lastIndex = at;
    const taken = name ?? WORD.exec(text)?.[0] ?? text[at]!;
    result += name === undefined ? taken : identifierFor(name, names);
    at += taken.length;
  }
  return { text: result, names };
}

/** What follows a dot is a field. */
function follows(text: string, at: number): boolean {
  return /[.]\s*$/.test(text.slice(0, at)) && !/\d\.\s*$/.test(text.slice(0, at)) && !/\.\.\s*$/.test(text.slice(0, at));
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
