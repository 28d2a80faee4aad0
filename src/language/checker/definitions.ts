import type { SymbolIndex } from '../symbols';
import type { KernelTree } from '../tree';
import {
  agentSymbol, constantSymbol, enumSymbol, fieldSymbol, functionSymbol, functionTypeSymbol, globalSymbol, invariantSymbol, type KernelNames, lockSymbol, memberSymbol,
  objectSymbol, operationsSymbol, operationSymbol, tableSymbol,
} from './names';

/** Makes what a text declares known to editors. `names`: of all that is known, the kernel beneath included. */
export function defineSymbols(tree: KernelTree, names: KernelNames, symbols: SymbolIndex): void {
  for (const type of tree.enums) {
    symbols.define(enumSymbol(type));
    type.members.forEach((_, ordinal) => symbols.define(memberSymbol(type, ordinal)));
  }
  for (const constant of tree.constants) symbols.define(constantSymbol(constant));
  for (const type of tree.functionTypes) if (!type.name.includes('.')) symbols.define(functionTypeSymbol(type));
  for (const type of tree.operations) {
    symbols.define(operationsSymbol(type));
    for (const member of type.members) symbols.define(operationSymbol(names, type, member));
  }
  for (const table of tree.tables) symbols.define(tableSymbol(table));
  for (const object of tree.objects) {
    symbols.define(objectSymbol(object));
    for (const field of object.fields) symbols.define(fieldSymbol(object, field));
    for (const lock of object.locks ?? []) symbols.define(lockSymbol(lock, object));
  }
  for (const { name, fields, locks } of tree.extensions) {
    const object = names.objects.get(name);
    for (const field of object ? fields : []) symbols.define(fieldSymbol(object!, field));
    for (const lock of object ? locks : []) symbols.define(lockSymbol(lock, object));
  }
  for (const lock of tree.locks) symbols.define(lockSymbol(lock));
  for (const global of tree.globals) symbols.define(globalSymbol(global));
  for (const func of tree.functions) symbols.define(functionSymbol(func));
  for (const agent of tree.agents) symbols.define(agentSymbol(agent));
  for (const invariant of tree.invariants) symbols.define(invariantSymbol(invariant));
}
