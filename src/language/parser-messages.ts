import type { IParserErrorMessageProvider, TokenType } from 'chevrotain';
import { nearest } from './suggest';
import { contextual } from './tokens';

/** What a grammar rule is called in messages. The parser's rule names end in an invisible character. */
const phrases: Readonly<Record<string, string>> = {
  Statement: 'a statement', WordStatement: 'a statement',
  Primary: 'an expression', Unary: 'an expression', Expression: 'an expression',
  TypeRef: 'a type (`bool`, `int`, `set<…>` or the name of a type)',
  Expectation: '`holds`, `violates NAME`, `reaches NAME`, `deadlock`, `hang` or `livelock`',
  ScheduleDecl: 'a schedule string or `{`',
  Directive: '`until blocked`, `until end`, `until FUNCTION` or a number of events',
  Gate: '`since` or `until` with a version like v4.18 or a constant that is `KERNEL >= v4.18`',
  AwaitStatement: '`{` or `;`',
  Choose: '`{` or `(`',
  FunctionDecl: 'the result type and the name of a function',
  SimpleStatement: '`=`, `+=`, `-=`, `++`, `--` or `;`',
  Item: 'a declaration', Declaration: 'a declaration',
};

const tokenNames: Readonly<Record<string, string>> = {
  ID: 'a name', INT: 'a number', STRING: 'a text in double quotes', VERSION: 'a kernel version like v4.18', EOF: 'the end',
};

/** What may stand in braces before the closing one. */
const inBraces: Readonly<Record<string, string>> = {
  Block: 'a statement or ', ObjectDecl: 'a field or ', ExtendDecl: 'a field or ', OperationsDecl: 'a member or ', ConstDecl: 'an entry `.name = value` or ', ObjectDeclaration: 'a property or ', ScheduleDecl: '`run` or ', EnumDecl: '`,` or ',
};
const statementWords = [
  'return', 'break', 'continue', 'await', 'atomic', 'choose', 'free', 'mark', 'repeat', 'while', 'for', 'if', 'else', 'assert', 'limit', 'require', 'thread', 'fork',
];

/** `;`, a name, a number … */
export function describeTokenType(token: TokenType): string {
  return tokenNames[token.name] ?? `\`${token.name}\``;
}

export function describeToken(token: { image: string; tokenType: TokenType }): string {
  if (token.tokenType.name === 'EOF') return 'the end of the file';
  const image = token.image.length > 30 ? `${token.image.slice(0, 29)}…` : token.image;
  return token.tokenType.name === 'STRING' ? `the text ${image}` : `\`${image}\``;
}

/** Says what was expected and what was found, in the words of the language instead of the parser's. */
export const parserMessages: IParserErrorMessageProvider = {
  buildMismatchTokenMessage({ expected, actual, previous, ruleName }) {
    if (expected.name === '}') return `expected ${inBraces[nameOf(ruleName)] ?? ''}\`}\`, found ${describeToken(actual)}${hint(ruleName, actual.image)}`;
    if (actual.image === '*' && [')', ';'].includes(expected.name)) return 'a reference is written without `struct` and `*`: `page page`';
    if (expected.name === 'ID' && isReserved(actual.tokenType)) {
      return `\`${actual.image}\` is a word of the language and cannot be a name`;
    }
    if (expected.name === 'in' && nameOf(ruleName) === 'Choose') return '`choose` is written `choose (x in set) { … }` or `choose { … } or { … }`';
    if (expected.name === 'in') return 'a loop is written `for (i in 0 .. n - 1)`, `for (x in o.array)` or `for (x in all T)`';
    const after = previous.image ? ` after \`${previous.image}\`` : '';
    if (expected.name === ';') return `expected \`;\`${after}, found ${describeToken(actual)}`;
    return `expected ${describeTokenType(expected)}, found ${describeToken(actual)}`;
  },
  buildNotAllInputParsedMessage({ firstRedundant }) {
    return `expected a declaration, found ${describeToken(firstRedundant)}`;
  },
  buildNoViableAltMessage({ expectedPathsPerAlt, actual, previous, ruleName }) {
    if (previous.image === '-' && actual[0]?.image === '>') return 'a field is written with a dot: `page.refcount`';
    const found = actual[0] ? describeToken(actual[0]) : 'the end of the file';
    return `expected ${phrase(ruleName, expectedPathsPerAlt.flat())}, found ${found}${hint(ruleName, actual[0]?.image ?? '')}`;
  },
  buildEarlyExitMessage({ expectedIterationPaths, actual, ruleName }) {
    const found = actual[0] ? describeToken(actual[0]) : 'the end of the file';
    return `expected ${phrase(ruleName, expectedIterationPaths)}, found ${found}`;
  },
};

/** `retrun 1;` is no statement: what was meant is `return`. */
function hint(ruleName: string, word: string): string {
  const isStatement = ['Block', 'Statement', 'WordStatement'].includes(nameOf(ruleName)) && /^[a-z]/.test(word) && !statementWords.includes(word);
  const near = isStatement ? nearest(word, statementWords) : undefined;
  return near ? `; did you mean \`${near}\`?` : '';
}

function nameOf(ruleName: string): string {
  return ruleName.replace(/\u200B$/, '');
}

function phrase(ruleName: string, paths: readonly TokenType[][]): string {
  const known = phrases[nameOf(ruleName)];
  if (known) return known;
  const first = [...new Set(paths.map((path) => path[0]).filter((token) => token !== undefined).map(describeTokenType))];
  if (first.length === 0 || first.length > 8) return 'something else';
  return first.length === 1 ? first[0]! : `${first.slice(0, -1).join(', ')} or ${first.at(-1)}`;
}

function isReserved(token: TokenType): boolean {
  return /^[a-zA-Z]+$/.test(token.name) && !(token.name in tokenNames) && !contextual.has(token.name);
}
