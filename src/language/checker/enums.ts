import type { EnumDecl } from '../generated/ast';
import type { EnumType } from '../tree';
import type { Context } from './context';
import { error, placeOf, spanOf } from './context';

/** A type and its members, each once. */
export function readEnum(context: Context, node: EnumDecl): EnumType | undefined {
  if (!node.name) return undefined;
  const named = node.members.filter((member) => member.name);
  const members = named.filter((member, index) => {
    const isFirst = named.findIndex(({ name }) => name === member.name) === index;
    if (!isFirst) error(context, member, `${node.name} already has \`${member.name}\``);
    return isFirst;
  });
  return { ...placeOf(context, node), members: members.map(({ name }) => name), memberSpans: members.map((member) => spanOf(context, member, 'name')) };
}
