// Reads the set-ups of docs/other-editors.md as the editors do: Lua tables and Lisp lists, of which only literals are needed.

export type Value = string | number | boolean | Value[] | { [name: string]: Value };

/** The blocks of one language in a page. */
export function blocks(page: string, language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map((match) => match[1]!);
}

/** What is assigned to `name`, or given to the function `name` after its first argument. */
export function luaValue(text: string, name: string): Value {
  const start = new RegExp(`${name.replaceAll('.', '\\.')}(?: = |\\('\\w+', )`).exec(text);
  if (!start) throw new Error(`nothing is said of ${name}`);
  const tokens = tokensOf(text.slice(start.index + start[0].length), /'[^']*'|\w+|[{}=,]/gy);
  const value = (): Value => {
    const token = tokens.next().value!;
    if (token === '{') return table();
    if (token.startsWith("'")) return token.slice(1, -1);
    return token === 'true' || token === 'false' ? token === 'true' : Number(token);
  };
  const table = (): Value => {
    const [list, named]: [Value[], Record<string, Value>] = [[], {}];
    while (tokens.peek() !== '}') {
      if (/^[a-z]/.test(tokens.peek()) && tokens.peek() !== 'true' && tokens.peek() !== 'false') {
        const key = tokens.next().value!;
        tokens.next();
        named[key] = value();
      } else {
        list.push(value());
      }
      if (tokens.peek() === ',') tokens.next();
    }
    tokens.next();
    return list.length > 0 ? list : named;
  };
  return value();
}

/** The list that begins with `(head` or `'(head`: symbols are strings. */
export function lispList(text: string, head: string): Value[] {
  const start = text.indexOf(`(${head}`);
  if (start < 0) throw new Error(`there is no list (${head} …)`);
  const tokens = tokensOf(text.slice(start), /"[^"]*"|[()]|[^\s()"']+|'/gy);
  const value = (): Value => {
    const token = tokens.next().value!;
    if (token === "'") return value();
    if (token !== '(') return token.startsWith('"') ? token.slice(1, -1) : token;
    const list: Value[] = [];
    while (tokens.peek() !== ')') list.push(value());
    tokens.next();
    return list;
  };
  return value() as Value[];
}

/** `key value key value …` after the head. */
export function propertyList(list: readonly Value[]): Record<string, Value> {
  return Object.fromEntries(list.flatMap((key, index) => (index % 2 === 1 ? [[key as string, list[index + 1]!]] : [])));
}

function tokensOf(text: string, pattern: RegExp) {
  let at = 0;
  const read = (): { token: string; end: number } => {
    pattern.lastIndex = at + /^\s*/.exec(text.slice(at))![0].length;
    const match = pattern.exec(text);
    if (!match) throw new Error(`cannot read ${text.slice(at, at + 30)}`);
    return { token: match[0], end: pattern.lastIndex };
  };
  return {
    peek: () => read().token,
    next: () => {
      const { token, end } = read();
      at = end;
      return { value: token };
    },
  };
}
