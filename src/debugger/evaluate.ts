// Names and paths: `page`, `victim.i_size`, `page 1.refcount`, `pmem0.blocks[2].state`. No more than that yet.
import type { FrameInfo } from '../compiler/program';
import { nearest } from '../language/suggest';
import { Items, type Item, type Moment } from './items';
import { RequestError } from './request-error';
import { localItems } from './scopes';

const STEP = /^\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*(\d+)\s*\])/;

/** Walks a path from a local of the frame or an object. Throws a RequestError that says what is not there. */
export function evaluate(expression: string, moment: Moment, at?: { readonly task: number; readonly frame: FrameInfo }): Item {
  const items = new Items(moment);
  const text = expression.trim();
  if (text === '') throw new RequestError('There is nothing to evaluate.');
  const locals = at ? localItems(items, at.task, at.frame) : [];
  const root = longestName(text, [...locals.map(({ name }) => name), ...items.objectNames]);
  if (root === undefined) throw unknownName(text, locals, items);
  let item = locals.find(({ name }) => name === root) ?? items.named(root)!;
  let walked = root;
  for (let rest = text.slice(root.length); rest.trim() !== '';) {
    const step = STEP.exec(rest);
    if (!step) throw new RequestError(`After \`${walked}\` there must be \`.field\` or \`[number]\`, not \`${rest.trim()}\`.`);
    item = child(item, step[1] ?? `[${step[2]!}]`, walked);
    walked += step[0].replaceAll(/\s/g, '');
    rest = rest.slice(step[0].length);
  }
  return { ...item, expression: walked };
}

function child(item: Item, name: string, walked: string): Item {
  const children = item.children?.() ?? [];
  const found = children.find((candidate) => candidate.name === name);
  if (found) return found;
  if (children.length === 0) throw new RequestError(`\`${walked}\` is ${item.text}: it has no parts.`);
  const names = children.map((candidate) => candidate.name);
  const near = name.startsWith('[') ? undefined : nearest(name, names);
  throw new RequestError(`\`${walked}\` has no \`${name}\`; ${near ? `did you mean \`${near}\`?` : `it has ${names.join(', ')}.`}`);
}

/** Names of objects contain blanks and dots, so the longest one that fits is meant. */
function longestName(text: string, names: readonly string[]): string | undefined {
  const fits = names.filter((name) => text.startsWith(name) && !/^\w/.test(text.slice(name.length)));
  return fits.sort((a, b) => b.length - a.length)[0];
}

function unknownName(text: string, locals: readonly Item[], items: Items): RequestError {
  const name = /^[\w ]+/.exec(text)?.[0].trim() ?? text;
  const near = nearest(name, [...locals.map((local) => local.name), ...items.objectNames]);
  return new RequestError(`There is no \`${name}\` here${near ? `; did you mean \`${near}\`?` : ': neither a local of this frame nor an object.'}`);
}
