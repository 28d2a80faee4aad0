// What a value is on the clipboard: all of it, and an expression of the language, so that it can be pasted into a watch, a
// condition or the console, and means the same there.
import type { Program } from '../../compiler/program';
import type { Item } from './items';
import { objectNames } from '../expressions/object-names';

/**
 * A number, a name, a reference is itself. The language has no words for a whole object, an array or a set: of these it is
 * the condition that says everything about them, a line each, and holds as long as nothing changes.
 */
export function clipboardText(item: Item, program: Program): string {
  if (item.raw && item.raw.type.kind !== 'set') return literal(item.raw, program);
  const facts = factsOf(item, program);
  return facts.length > 0 ? facts.join(' &&\n') : item.text;
}

function factsOf(item: Item, program: Program): string[] {
  const { raw, expression, children } = item;
  if (!raw) return children?.().flatMap((child) => factsOf(child, program)) ?? [];
  if (expression === undefined) return [];
  if (raw.type.kind !== 'set') return [`${expression} == ${literal(raw, program)}`];
  if (raw.value === 0) return [`${expression} == null`];
  const members = children?.() ?? [];
  return [`count(${expression}) == ${members.length}`, ...members.map((member) => `${member.expression ?? member.name} in ${expression}`)];
}

/** An object by the name that means it and nothing else. */
function literal({ type, value }: NonNullable<Item['raw']>, program: Program): string {
  const names = objectNames(program);
  const instance = type.kind === 'object' ? names.pools.get(type.name)?.instances[value - 1] : undefined;
  return type.kind === 'object' && instance ? names.expressionOf(type.name, instance) : program.format(value, type);
}
