import type {
  Agent, Constant, EnumType, Expr, Field, Func, FunctionType, Global, Invariant, KernelTree, Lock, ObjectType, OperationsMember, OperationsTable, OperationsType,
} from '../tree';
import type { SymbolInfo } from '../symbols';
import { aType, formatSignature, formatType } from '../types';
import { formatGate, formatVersion } from '../versions';
import { FunctionValues } from './call-sites';
import { format } from './grain';

/** An enum member and the enums that have one of this name. */
export interface Member {
  readonly type: EnumType;
  readonly ordinal: number;
}

/** What the model kernel declares, by name. Bodies may still be missing: the checker needs headers only. */
export class KernelNames {
  readonly enums: ReadonlyMap<string, EnumType>;
  readonly members: ReadonlyMap<string, readonly Member[]>;
  readonly constants: ReadonlyMap<string, Constant>;
  readonly objects: ReadonlyMap<string, ObjectType>;
  /** With those of the members of tables: `inode_operations.setattr`. */
  readonly functionTypes: ReadonlyMap<string, FunctionType>;
  readonly typedefs: ReadonlyMap<string, FunctionType>;
  readonly operations: ReadonlyMap<string, OperationsType>;
  readonly tables: ReadonlyMap<string, OperationsTable>;
  readonly globals: ReadonlyMap<string, Global>;
  readonly locks: ReadonlyMap<string, Lock>;
  readonly functions: ReadonlyMap<string, readonly Func[]>;
  readonly agents: ReadonlyMap<string, readonly Agent[]>;
  readonly invariants: ReadonlyMap<string, readonly Invariant[]>;
  #functionValues: FunctionValues | undefined;

  constructor(readonly tree: KernelTree) {
    this.enums = byName(tree.enums);
    this.constants = byName(tree.constants);
    this.objects = byName(tree.objects);
    this.functionTypes = byName(tree.functionTypes);
    this.typedefs = byName(tree.functionTypes.filter(({ name }) => !name.includes('.')));
    this.operations = byName(tree.operations);
    this.tables = byName(tree.tables);
    this.globals = byName(tree.globals);
    this.locks = byName(tree.locks);
    this.functions = grouped(tree.functions);
    this.agents = grouped(tree.agents);
    this.invariants = grouped(tree.invariants);
    const members = new Map<string, Member[]>();
    for (const type of tree.enums) {
      type.members.forEach((name, ordinal) => members.set(name, [...(members.get(name) ?? []), { type, ordinal }]));
    }
    this.members = members;
  }

  /** The functions that are values somewhere; needs bodies. */
  get functionValues(): FunctionValues {
    return (this.#functionValues ??= new FunctionValues(this.tree));
  }

  /** The object type that a scenario makes with `word`. */
  declaredBy(word: string): ObjectType | undefined {
    return this.tree.objects.find((object) => object.declares === word);
  }

  /** The type of `current`: what a task is. */
  get task(): ObjectType | undefined {
    return this.declaredBy('process');
  }

  field(object: string, name: string): Field | undefined {
    return this.objects.get(object)?.fields.find((field) => field.name === name);
  }

  /** The types that have `own` children of this type. */
  ownersOf(object: string): string[] {
    return this.tree.objects
      .filter((owner) => owner.fields.some((field) => field.modifier === 'own' && 'name' in field.type && field.type.name === object))
      .map((owner) => owner.name);
  }
}

function byName<T extends { readonly name: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}

function grouped<T extends { readonly name: string }>(items: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(item.name, [...(groups.get(item.name) ?? []), item]);
  return groups;
}

// ---- what editors show of them -----------------------------------------------------------------------------------

export function enumSymbol(type: EnumType): SymbolInfo {
  return symbol('enum', type, `enum ${type.name} { ${type.members.join(', ')} }`);
}

/** `ordinal`: the index of the member, which is its value. */
export function memberSymbol(type: EnumType, ordinal: number): SymbolInfo {
  const name = type.members[ordinal]!;
  return { kind: 'member', name, source: type.source, span: type.memberSpans[ordinal]!, signature: `${type.name} ${name}` };
}

export function constantSymbol(constant: Constant): SymbolInfo {
  return symbol('constant', constant, `const ${formatType(constant.type)} ${constant.name}${formatConstant(constant.value)}`, constant.type);
}

function formatConstant(value: Expr): string {
  if (value.kind === 'kernel') return ` = KERNEL ${value.operator} ${formatVersion(value.version)}`;
  return value.kind === 'literal' ? ` = ${value.value}` : '';
}

/** `typedef void wait_callback(inode inode, page page)` */
export function functionTypeSymbol(type: FunctionType): SymbolInfo {
  return symbol('typedef', type, `typedef ${formatSignature(type)}`);
}

export function operationsSymbol(type: OperationsType): SymbolInfo {
  return symbol('operations', type, `operations ${type.name}`);
}

/** Shown as `int setattr(inode inode, int size)`, in its table. */
export function operationSymbol(names: KernelNames, { name, source }: OperationsType, member: OperationsMember): SymbolInfo {
  const type = member.type.kind === 'function' ? names.functionTypes.get(member.type.name) : undefined;
  const text = type?.name === `${name}.${member.name}` ? formatSignature(type) : `${formatType(member.type)} ${member.name}`;
  return symbol('operation', { ...member, source }, `${text}  // ${name}`, type?.result ?? member.type);
}

export function tableSymbol(table: OperationsTable): SymbolInfo {
  return symbol('table', table, `const ${table.type.name} ${table.name} ${formatGate(table.gate)}`.trimEnd(), table.type);
}

export function globalSymbol(global: Global): SymbolInfo {
  return symbol('global', global, `own ${formatType(global.type)} ${global.name}`, global.type);
}

export function objectSymbol(type: ObjectType): SymbolInfo {
  const declares = type.declares
    ? ` declares ${type.declares}(${type.params.map((param) => `${formatType(param.type)} ${param.name}`).join(', ')})` : '';
  return symbol('object', type, `object ${type.name}${declares}`);
}

/** Shown as `own spinlock_t address_space.xa_lock`. */
export function lockSymbol(lock: Lock, owner?: ObjectType): SymbolInfo {
  return symbol(owner ? 'field' : 'global', lock, `own ${lock.type.name} ${owner ? `${owner.name}.` : ''}${lock.name}`, lock.type);
}

/** Whether a field never changes once others can see its object. */
export function isSteady(modifier: Field['modifier']): boolean {
  return modifier !== 'plain' && modifier !== 'history' && modifier !== 'derived';
}

/** Shown as `stable int page.index`, `page pte.page under (vma.ptl)`, `derived bool block.is_free = state == FREE`. */
export function fieldSymbol(object: ObjectType, field: Field): SymbolInfo {
  const modifier = field.modifier === 'plain' ? '' : `${field.modifier} `;
  // The object itself has no name in its declaration.
  const under = field.lock ? ` under (${format(field.lock, [{ name: '', type: field.type, final: true }]).replace(/^\./, '')})` : '';
  const signature = `${modifier}${formatType(field.type)} ${object.name}.${field.name}${field.size ? '[]' : ''}${under}${field.formula === undefined ? '' : ` = ${field.formula}`}${field.gate ? ` ${formatGate(field.gate)}` : ''}`;
  return symbol('field', { source: object.source, ...field }, signature, field.type);
}

/** Shown as `syscall int ftruncate(inode file, int blocks) since v4.18`. */
export function functionSymbol(func: Func): SymbolInfo {
  const gate = formatGate(func.gate);
  const under = func.locks ? ` under (${func.locks.map((lock) => format(lock, func.variables)).join(', ')})` : '';
  return symbol('function', func, `${formatSignature(func)}${under}${gate ? ` ${gate}` : ''}`, func.result);
}

export function agentSymbol(agent: Agent): SymbolInfo {
  const instance = agent.per ? ` for (${aType(agent.variables[0]!.type)})` : '';
  return symbol('agent', agent, `agent ${agent.name}${instance} ${formatGate(agent.gate)}`.trimEnd());
}

export function invariantSymbol(invariant: Invariant): SymbolInfo {
  return symbol('invariant', invariant, `${invariant.response ? 'response' : 'invariant'} ${invariant.name} ${formatGate(invariant.gate)}`.trimEnd());
}

type Named = Pick<SymbolInfo, 'name' | 'source' | 'span'> & { readonly doc?: string };

function symbol(kind: SymbolInfo['kind'], item: Named, signature: string, type?: { readonly kind: string; readonly name?: string }): SymbolInfo {
  const { name, source, span, doc } = item;
  const object = type?.kind === 'object' || type?.kind === 'operations' ? type.name : undefined;
  return { kind, name, source, span, signature, ...(doc ? { doc } : {}), ...(object ? { object } : {}) };
}
