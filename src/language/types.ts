import type { Signature, Type } from './tree';

/** The type of a call without a value. */
export const VOID: Type = { kind: 'void' };
/** Its values are 0 and 1. */
export const BOOL: Type = { kind: 'bool' };
/** The type of the word `null`, which fits every object type and set. */
export const NULL: Type = { kind: 'null' };
/** A plain `int` in a local, a parameter or a result. */
export const INT: Type = { kind: 'int', min: -1024, max: 1023 };

const LOWEST = -(2 ** 31);
const HIGHEST = 2 ** 31 - 1;

/** Every number of the language. */
export const ANY_INT: Type = { kind: 'int', min: LOWEST, max: HIGHEST };

/** The integers from `min` to `max`, both inclusive; what 32 bits do not hold is cut off. */
export function intType(min: number, max: number): Type {
  const clamp = (value: number) => Math.min(Math.max(value, LOWEST), HIGHEST);
  return { kind: 'int', min: clamp(min), max: clamp(max) };
}

/** As an author would write it. */
export function formatType(type: Type): string {
  switch (type.kind) {
    case 'int':
      if (type.min === -1024 && type.max === 1023) return 'int';
      return type.min === type.max ? `the number ${type.min}` : `int(${type.min}..${type.max})`;
    case 'set': return `set<${type.name}>`;
    case 'enum': case 'object': case 'operations': return type.name;
    // A member of a table is called by its own name.
    case 'function': return type.name.replace(/^.*\./, '');
    default: return type.kind;
  }
}

/** With an article: `a page`, `an inode`, `the number 3`. */
export function aType(type: Type): string {
  const text = formatType(type);
  if (text.startsWith('the ') || text === 'null' || text === 'void') return text;
  return `${/^[aeiou]/i.test(text) ? 'an' : 'a'} ${text}`;
}

/** Of integers, whether the bounds are the same; of others, whether the names are. */
export function sameType(a: Type, b: Type): boolean {
  if (a.kind === 'int' && b.kind === 'int') return a.min === b.min && a.max === b.max;
  return a.kind === b.kind && ('name' in a ? a.name : '') === ('name' in b ? b.name : '');
}

/** Whether a value of one type may stand where the other is wanted. Ranges of integers are checked at run time. */
export function isAssignable(from: Type, to: Type): boolean {
  if (from.kind === 'int' && to.kind === 'int') return true;
  if (from.kind === 'null') return to.kind === 'null' || to.kind === 'object' || to.kind === 'set' || isCode(to);
  return sameType(from, to) && from.kind !== 'void';
}

/** Whether values of the type say what is called: they are fixed when a program is compiled. */
export function isCode({ kind }: Type): boolean {
  return kind === 'function' || kind === 'operations';
}

/** Whether no value of the one range is in the other: a literal that does not fit, for one. */
export function isDisjoint(a: Type, b: Type): boolean {
  return a.kind === 'int' && b.kind === 'int' && (a.max < b.min || a.min > b.max);
}

/** The narrowest type that holds both, or undefined. */
export function unite(a: Type, b: Type): Type | undefined {
  if (a.kind === 'int' && b.kind === 'int') return intType(Math.min(a.min, b.min), Math.max(a.max, b.max));
  if (isAssignable(a, b)) return b;
  return isAssignable(b, a) ? a : undefined;
}

/** The range of `a OP b`, where `/` rounds towards zero and `%` has the sign of `a`, as in C. */
export function arithmetic(operator: string, a: Type, b: Type): Type {
  if (a.kind !== 'int' || b.kind !== 'int') return INT;
  const corners = [[a.min, b.min], [a.min, b.max], [a.max, b.min], [a.max, b.max]] as const;
  const hull = (values: number[]) => intType(Math.min(...values), Math.max(...values));
  switch (operator) {
    case '+': return intType(a.min + b.min, a.max + b.max);
    case '-': return intType(a.min - b.max, a.max - b.min);
    case '*': return hull(corners.map(([x, y]) => x * y));
    case '%': {
      if (a.min === a.max && b.min === b.max && b.min !== 0) return intType(a.min % b.min, a.min % b.min);
      const most = Math.max(Math.abs(b.min), Math.abs(b.max)) - 1;
      return intType(a.min < 0 ? -most : 0, most);
    }
    default: {
      if (a.min === a.max && b.min === b.max && b.min !== 0) {
        const quotient = Math.trunc(a.min / b.min);
        return intType(quotient, quotient);
      }
      const most = Math.max(Math.abs(a.min), Math.abs(a.max));
      return intType(a.min < 0 || b.min < 0 ? -most : 0, most);
    }
  }
}

/** The value of an expression whose type has only one. */
export function constantOf(type: Type): number | undefined {
  return type.kind === 'int' && type.min === type.max ? type.min : undefined;
}

/** `syscall int ftruncate(inode file, int blocks)`, without the gate. */
export function formatSignature(func: Signature): string {
  const modifiers = `${func.syscall ? 'syscall ' : ''}${func.noreturn ? 'noreturn ' : ''}${func.kind === 'plain' ? '' : `${func.kind} `}`;
  return `${modifiers}${formatType(func.result)} ${formatCall(func)}`;
}

/** `ftruncate(inode file, int blocks)` */
export function formatCall(func: Signature): string {
  const parameters: string[] = [];
  for (let index = 0; index < func.arity; index++) {
    const variable = func.variables[index]!;
    if (func.slices.includes(index)) {
      const [first, last] = [func.variables[index + 1]!, func.variables[index + 2]!];
      parameters.push(`${formatType(variable.type)} ${variable.name}[${first.name} .. ${last.name}]${func.wholes?.includes(index) ? '?' : ''}`);
      index += 2;
    } else parameters.push(`${formatType(variable.type)} ${variable.name}`);
  }
  return `${func.name.replace(/^.*\./, '')}(${parameters.join(', ')})`;
}
