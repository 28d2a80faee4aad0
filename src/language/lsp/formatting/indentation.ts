// How far each line is indented: by the statement in which it stands, and the braces around that.
import type { IToken } from 'chevrotain';
import { kernelWords, scenarioWords } from '../../syntax-errors';
import { isComment } from './spacing';

export const INDENT = 4;

/** Declarations that end without a semicolon or a brace are followed by one of these. */
const DECLARATION_WORDS: ReadonlySet<string> = new Set([...scenarioWords, ...kernelWords]);
/** In their braces each line stands by itself. */
const LISTS: ReadonlySet<string> = new Set(['device', 'mount', 'file', 'enum', 'const']);

interface Brace {
  /** Of the lines inside, and of the closing brace. */
  readonly inside: number;
  readonly outside: number;
  readonly isList: boolean;
}

/** Where a line begins, as it is and as it is to be. */
interface Placed {
  readonly old: number;
  readonly now: number;
}

/** Fed with the tokens of a text, line by line. */
export class Indentation {
  readonly #braces: Brace[] = [];
  /** Open parentheses and brackets, each with whether it is the head of a statement: `if (…)`. */
  readonly #parentheses: boolean[] = [];
  #previous: IToken | undefined;
  #beforePrevious: IToken | undefined;
  /** Whether the previous token is the parenthesis that closes the head of a statement. */
  #isAfterHead = false;
  /** The line on which the statement at hand begins. */
  #statement: Placed = { old: 0, now: 0 };
  #head = '';

  /** The indentation of a line that is indented by `old` and begins with a token. */
  place(first: IToken, old: number): number {
    const now = this.#indent(first, old);
    if (!isComment(first) && (this.#isStart(first, old) || this.#isNested(first))) this.#statement = { old, now };
    return now;
  }

  #indent(first: IToken, old: number): number {
    const base = this.#braces.at(-1)?.inside ?? 0;
    if (first.image === '}') return this.#braces.at(-1)?.outside ?? 0;
    // An `else` belongs to an `if` that may itself be nested without braces.
    if (first.image === 'else') return old > base ? old : base;
    if (this.#isStart(first, old)) return base;
    if (first.image === '{') return this.#statement.now;
    if (this.#isNested(first)) return this.#statement.now + INDENT;
    const moved = old + this.#statement.now - this.#statement.old;
    return moved > this.#statement.now ? moved : this.#statement.now + INDENT;
  }

  /** Whether a statement or a declaration begins with a line. */
  #isStart(first: IToken, old: number): boolean {
    const previous = this.#previous?.image;
    if (this.#parentheses.length > 0) return false;
    if (previous === undefined || previous === '{' || previous === '}' || previous === ';') return true;
    if (previous === ':' && this.#beforePrevious?.image.startsWith('"') === true) return true;
    const brace = this.#braces.at(-1);
    if (brace === undefined) return isComment(first) ? old === 0 : first.image !== '{' && (old === 0 || DECLARATION_WORDS.has(first.image) && !['since', 'until'].includes(first.image));
    return brace.isList || isComment(first) && !this.#isAfterHead && previous === ',';
  }

  /** Whether a line begins with the statement that a head without braces is followed by. */
  #isNested(first: IToken): boolean {
    if (first.image === '{' || this.#parentheses.length > 0) return false;
    return this.#isAfterHead && !['because', 'held', 'under'].includes(first.image) || this.#previous?.image === 'else';
  }

  /** Takes note of a token. */
  pass(token: IToken): void {
    const { image } = token;
    if (isComment(token)) return;
    if (this.#braces.length === 0 && (this.#previous === undefined || ['}', ';'].includes(this.#previous.image) || token.startColumn === 1)) this.#head = image;
    this.#isAfterHead = false;
    if (image === '(' || image === '[') this.#parentheses.push(image === '(' && ['if', 'for', 'while'].includes(this.#previous?.image ?? ''));
    else if (image === ')' || image === ']') this.#isAfterHead = this.#parentheses.pop() === true;
    else if (image === '{') this.#braces.push({ inside: this.#statement.now + INDENT, outside: this.#statement.now, isList: LISTS.has(this.#head) });
    else if (image === '}') {
      const closed = this.#braces.pop();
      if (closed) this.#statement = { old: closed.outside, now: closed.outside };
    }
    [this.#beforePrevious, this.#previous] = [this.#previous, token];
  }
}
