// Evaluates the texts of hovers, watches and the debug console. A path such as `victim.i_pages[1]` is an item as in the Variables
// view, with the same children; everything else is an expression of the language.
import { brief } from '../../language/brief';
import { nearest } from '../../language/suggest';
import type { ExpressionCompiler } from '../expressions/expression-compiler';
import { notInUse, NoValue, valueOrNone, type EvaluationContext } from '../expressions/expression';
import { Items, type Item, type Moment } from './items';
import { RequestError } from '../protocol/request-error';
import type { FrameReference } from './stack';
import { localItems } from './scopes';

const PATH = /^(?:\s*(?:\.\s*[A-Za-z_]\w*|\[\s*\d+\s*\]))*\s*$/;
const STEP = /^\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(\d+)\s*\])/;

/** The item that a text means, in the frame `at` if it belongs to one. Throws a RequestError that says what is wrong or missing. */
export function evaluate(text: string, moment: Moment, expressions: ExpressionCompiler, at?: FrameReference): Item {
  const items = new Items(moment);
  return walkPath(text.trim(), items, at) ?? valueOf(text.trim(), items, expressions, at);
}

/** Like `evaluate`, but an object need not be in use: one can watch what will be made later, and ask about what has been freed. */
export function evaluateAtAnyTime(text: string, moment: Moment, expressions: ExpressionCompiler, at?: FrameReference): Item {
  const items = new Items(moment);
  return walkPath(text.trim(), items, at, true) ?? valueOf(text.trim(), items, expressions, at);
}

/** The elements of the array that a path names; none if it names no array. */
export function elements(text: string, moment: Moment, at?: FrameReference): readonly Item[] {
  try {
    const isElement = ({ name }: Item): boolean => name.startsWith('[');
    return walkPath(text.trim(), new Items(moment), at)?.children?.().filter(isElement) ?? [];
  } catch (error) {
    if (error instanceof RequestError) return [];
    throw error;
  }
}

function valueOf(text: string, items: Items, expressions: ExpressionCompiler, at?: FrameReference): Item {
  const { position, state, before } = items.moment;
  const expression = expressions.compile(text, at?.frame.variables);
  const now = expression.evaluate({ position, state, ...at });
  // An expression with locals has no earlier value: their slots may have held other variables.
  const earlier: EvaluationContext | undefined = before && { position: position - 1, state: before, ...(at && { task: at.task }) };
  const was = earlier && valueOrNone(() => expression.evaluate(earlier));
  return items.value(text, expression.type, now, was, text);
}

function walkPath(text: string, items: Items, at: FrameReference | undefined, atAnyTime = false): Item | undefined {
  const locals = at ? localItems(items, at) : [];
  const root = longestName(text, [...locals.map(({ name }) => name), ...items.objectNames]);
  if (root === undefined || !PATH.test(text.slice(root.length))) return undefined;
  const found = locals.find(({ name }) => name === root) ?? items.named(root, atAnyTime);
  if (!found) throw new NoValue(notInUse(root));
  let item = found;
  let walked = root;
  for (let rest = text.slice(root.length); rest.trim() !== '';) {
    // A table is no object of the program: what it has, the language knows.
    if (item.raw?.type.kind === 'operations') return undefined;
    const step = STEP.exec(rest)!;
    item = child(item, step[1] ?? `[${step[2]!}]`, walked, items.objectNames);
    walked += step[0].replaceAll(/\s/g, '');
    rest = rest.slice(step[0].length);
  }
  return { ...item, expression: walked };
}

function child(item: Item, name: string, walked: string, objects: readonly string[]): Item {
  const children = item.children?.() ?? [];
  const found = [...children, ...item.hidden?.() ?? []].find((candidate) => candidate.name === name);
  if (found) return found;
  if (children.length === 0) throw new RequestError(`\`${brief(walked)}\` is ${item.text}: it has no parts.`);
  const names = children.map((candidate) => candidate.name);
  const near = name.startsWith('[') ? undefined : nearest(name, names) ?? nearest(`${walked}.${name}`, objects.filter((object) => object.startsWith(`${walked}.`)));
  throw new RequestError(`\`${brief(walked)}\` has no \`${brief(name)}\`; ${near ? `did you mean \`${near}\`?` : `it has ${names.join(', ')}.`}`);
}

/** Names of objects contain blanks and dots: of several that fit, the longest is meant. */
function longestName(text: string, names: readonly string[]): string | undefined {
  const fits = names.filter((name) => text.startsWith(name) && !(/\w$/.test(name) && /^\w/.test(text.slice(name.length))));
  return fits.sort((a, b) => b.length - a.length)[0];
}
