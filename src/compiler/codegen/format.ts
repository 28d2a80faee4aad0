// Values as people read them.
import type { KernelTree, Type } from '../../language/tree';
import type { Assertion } from '../ir';
import { instanceName } from '../lowering/instance-names';
import type { World } from '../lowering/world';
import { members } from '../set-words';

/** A value as people read it: `page 1`, `OWNED`, `{reader, truncator}`, `-95`. */
export type Formatter = (value: number | bigint, type: Type) => string;

/** The formatter of a program, by the members of its enums and the names of its objects. */
export function formatter(kernel: KernelTree, world: World): Formatter {
  const enums = new Map(kernel.enums.map((type) => [type.name, type.members]));
  // The search asks for the same few names in every state that breaks an invariant.
  const names = new Map<string, string>();
  const name = (type: string, id: number): string => {
    const key = `${type} ${id}`;
    let known = names.get(key);
    if (known === undefined) {
      const instance = world.instance(type, id);
      names.set(key, (known = instance ? instanceName(world, instance) : 'null'));
    }
    return known;
  };
  return (set, type) => {
    const value = Number(set);
    switch (type.kind) {
      case 'bool': return value ? 'true' : 'false';
      case 'enum': return enums.get(type.name)?.[value] ?? String(value);
      case 'object': return name(type.name, value);
      case 'set': return `{${members(set, type).map((id) => name(type.name, id)).join(', ')}}`;
      case 'function': return world.code.functionName(value) ?? 'null';
      case 'operations': return world.code.tableName(value) ?? 'null';
      case 'null': return 'null';
      default: return String(value);
    }
  };
}

/** The message with its constant parts: those that are known without the state in which the assertion failed. */
export function constantMessage({ message }: Assertion, format: Formatter): string {
  return message.map((part) => (typeof part === 'string' ? part : part.kind === 'const' ? format(part.value, part.type) : '…')).join('');
}

/** The text of a failed assertion: its message and its position. */
export function assertionText({ site }: Assertion, message: string): string {
  const where = `the assertion in ${site.source}:${site.span[0] + 1} failed`;
  return message === '' ? where : `${message} (${where})`;
}
