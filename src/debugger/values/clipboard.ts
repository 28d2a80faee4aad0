// Values for the clipboard (rule 10): a value is copied as an expression of the language, so that it can be pasted into a watch, a
// condition or the console, and means the same there.
import type { Program } from '../../compiler/program';
import type { Item } from './items';
import { objectNames } from '../expressions/object-names';

/**
 * A number, a name or a reference as itself. The language cannot write a whole object, an array or a set: such a value becomes the
 * condition, with a line for each field, element or member, that holds as long as nothing of it changes.
 */
export function clipboardText(item: Item, program: Program): string {
  if (item.raw && item.raw.type.kind !== 'set') return literal(item.raw, program);
  const facts = factsOf(item, program);
  return facts.length > 0 ? facts.join(' &&\n') : item.text;
}

function factsOf(item: Item, program: Program): string[] {
  const { raw, expression, children } = item;
  if (!raw) {
    const inside = children?.() ?? [];
    const facts = inside.flatMap((child) => factsOf(child, program));
    return inside.some(isWord) ? [`count(${expression}) == ${facts.length}`, ...facts] : facts;
  }
  if (expression === undefined) return [];
  if (raw.type.kind !== 'set') return [`${expression} == ${literal(raw, program)}`];
  const members = (children?.() ?? []).map((member) => `${member.expression ?? member.name} in ${expression}`);
  if (isWord(item)) return members;
  return Number(raw.value) === 0 ? [`${expression} == null`] : [`count(${expression}) == ${members.length}`, ...members];
}

/** A part of a set whose members do not fit into one number. */
function isWord({ raw }: Item): boolean {
  return raw?.type.kind === 'set' && raw.type.first !== undefined;
}

/** A value as an expression; an object by a name that means only it. */
function literal({ type, value }: NonNullable<Item['raw']>, program: Program): string {
  const names = objectNames(program);
  const instance = type.kind === 'object' ? names.pools.get(type.name)?.instances[Number(value) - 1] : undefined;
  return type.kind === 'object' && instance ? names.expressionOf(type.name, instance) : program.format(value, type);
}
