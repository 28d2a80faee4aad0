// "What if": a value that somebody changes by hand between two events. Written as in `{other.i_extents[0]=block 1}`.
import type { Program, State } from '../../compiler/program';
import { brief } from '../../language/brief';
import { suggestion } from '../../language/suggest';
import { members, WORD_BITS } from '../../compiler/set-words';
import type { Type } from '../../language/tree';
import { derivedFields, whyComputed } from './field-values';
import { isIdInUse } from './in-use';
import { findLvalue, nameOf, namesOf, lvaluesOf, type Lvalue } from './lvalues';

/** A change of one value, allowed in the state for which it was made. */
export interface Edit {
  /** The index in the state. */
  readonly slot: number;
  readonly value: number;
  readonly type: Type;
  /** `victim.i_size`, `reader/pinned`. */
  readonly path: string;
  /** `other.i_extents[0]=block 1`: what stands in a schedule. Two edits with one text and one slot are the same. */
  readonly text: string;
}

type Result = { readonly edit: Edit } | { readonly error: string };

/** Reads `PATH=VALUE`, both as the debugger prints them. What does not fit the state, or changes nothing, is an error in words. */
export function readEdit(program: Program, state: State, text: string): Result {
  const [, path, value] = /^([^=]*)=(.*)$/s.exec(text)!.map((part) => part.replaceAll(/\s+/g, ' ').trim());
  const lvalues = lvaluesOf(program, state);
  const lvalue = lvalues.find((candidate) => candidate.path === path);
  const computed = lvalue ? undefined : derivedFields(program).get(path!);
  if (computed) return { error: whyComputed(program, state, computed) };
  if (!lvalue) return { error: `nothing here is called \`${brief(path!)}\` and can be changed${suggestion(path!, lvalues.map((each) => each.path))}` };
  const read = readValue(program, lvalue.type, value!);
  return read === undefined ? { error: refusal(program, state, lvalue, value!) } : edit(program, state, lvalue, read);
}

/** The edit that gives a slot a value, or why that is refused, in words. */
export function makeEdit(program: Program, state: State, slot: number, value: number): Result {
  const lvalue = findLvalue(program, state, slot);
  return lvalue ? edit(program, state, lvalue, value) : { error: `${program.slots[slot]?.path ?? `slot ${slot}`} cannot be changed` };
}

function edit(program: Program, state: State, lvalue: Lvalue, value: number): Result {
  const { slot, type, path, owner } = lvalue;
  const text = printValue(program, type, value);
  if (owner && !isIdInUse(program, state, owner.type, owner.id)) return { error: `${nameOf(program, owner.type, owner.id)} is not in use at this moment` };
  if (!isAllowed(program, state, lvalue, value)) return { error: refusal(program, state, lvalue, text) };
  if (state[slot] === value) return { error: `${path} is already ${text}` };
  return { edit: { slot, value, type, path, text: `${path}=${text}` } };
}

function refusal(program: Program, state: State, lvalue: Lvalue, text: string): string {
  return `${lvalue.path} cannot be \`${brief(text)}\`: it can be ${allowedValues(program, state, lvalue)}`;
}

function isAllowed(program: Program, state: State, { type, min, max }: Lvalue, value: number): boolean {
  if (value < min || value > max) return false;
  switch (type.kind) {
    case 'object': return value === 0 || isIdInUse(program, state, type.name, value);
    case 'set': return members(value, type).every((id) => isIdInUse(program, state, type.name, id));
    default: return true;
  }
}

/** `true or false`, `a whole number from 0 to 31`, `null or victim or other`. */
export function allowedValues(program: Program, state: State, { type, min, max }: Lvalue): string {
  const present = (name: string): string[] => namesOf(program, name).filter((_, index) => isIdInUse(program, state, name, index + 1) && isInSlot(type, index));
  switch (type.kind) {
    case 'bool': return 'true or false';
    case 'enum': return program.enums.get(type.name)!.join(' or ');
    case 'object': return ['null', ...present(type.name)].join(' or ');
    case 'set': {
      const names = present(type.name);
      return `a set of ${names.join(', ') || 'nothing'}, as in {${names.slice(0, 2).join(', ')}}`;
    }
    default: return `a whole number from ${min} to ${max}`;
  }
}

/** A set of several slots has in each only some objects. */
function isInSlot(type: Type, index: number): boolean {
  return type.kind !== 'set' || type.first === undefined || (index >= type.first && index < type.first + WORD_BITS);
}

/** The value whose text it is; undefined if it is none of this type. */
export function readValue(program: Program, type: Type, text: string): number | undefined {
  const found = (index: number): number | undefined => (index < 0 ? undefined : index);
  switch (type.kind) {
    case 'bool': return found(['false', 'true'].indexOf(text));
    case 'enum': return found(program.enums.get(type.name)?.indexOf(text) ?? -1);
    case 'object': return found(['null', ...namesOf(program, type.name)].indexOf(text));
    case 'set': return readSet(namesOf(program, type.name), type.first ?? 0, text);
    default: return /^-?\d{1,10}$/.test(text) ? Number(text) : undefined;
  }
}

function readSet(names: readonly string[], first: number, text: string): number | undefined {
  const inside = /^\{(.*)\}$/.exec(text)?.[1]?.trim();
  if (inside === undefined) return undefined;
  const indices = inside === '' ? [] : inside.split(',').map((name) => names.indexOf(name.trim()) - first);
  return indices.some((index) => index < 0 || index >= WORD_BITS) ? undefined : indices.reduce((set, index) => set | (1 << index), 0);
}

/** What `readValue` reads: as the program prints it, but no two values have one text. */
function printValue(program: Program, type: Type, value: number): string {
  switch (type.kind) {
    case 'object': return value === 0 ? 'null' : nameOf(program, type.name, value);
    case 'set': return `{${members(value, type).map((id) => nameOf(program, type.name, id)).join(', ')}}`;
    default: return program.format(value, type);
  }
}
