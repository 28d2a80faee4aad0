import { derivedFieldOf } from '../derived-fields';
import type { Expression, SimpleStatement } from '../generated/ast';
import type { Expr, Stmt, Type } from '../tree';
import { aType, arithmetic, INT, intType, unite } from '../types';
import type { BodyContext } from './body-context';
import { error, spanOf, textOf, useSymbol, warning } from './context';
import { refuseCode } from './declared-types';
import { allowWhole, checkAs, checkExpression, checkWhole, contextName } from './expressions';
import { declareLocal } from './locals';

/** `x = e;`, `x.f += e;`, `x++;`, or a call. */
export function checkSimple(context: BodyContext, node: SimpleStatement): Stmt | undefined {
  const span = spanOf(context, node);
  if (!node.operator) return checkCallStatement(context, node);
  if (node.operator === '=') {
    const { target: name } = node;
    if (context.kind === 'process' && name?.$type === 'NameExpression' && !context.scope.lookup(name.name) && !context.declared.has(name.name)) {
      return inferVariable(context, node);
    }
    const target = checkTarget(context, node.target, false);
    if (!target) {
      allowWhole(context, node.value);
      checkExpression(context, node.value);
      return undefined;
    }
    const value = checkWhole(context, node.value, target.type, `\`${textOf(context, node.target)}\``);
    return value && { kind: 'assign', target, value, update: false, span };
  }
  const target = checkTarget(context, node.target, true);
  if (!target) return undefined;
  const value = checkUpdate(context, node, target);
  return value && { kind: 'assign', target, value, update: true, span };
}

function checkCallStatement(context: BodyContext, node: SimpleStatement): Stmt | undefined {
  allowWhole(context, node.target);
  const value = checkExpression(context, node.target);
  if (node.target?.$type !== 'CallExpression' && node.target?.$type !== 'IndirectCall') {
    if (!value) return undefined;
    const text = textOf(context, node.target);
    const hint = node.target?.$type === 'Binary' && node.target.operator === '==' ? '; did you mean `=`?' : '';
    return error(context, node, `\`${text}\` does nothing here${hint}`);
  }
  if (!value) return undefined;
  const isPure = (value.kind === 'indirectCall' && value.isPure) || (value.kind === 'call' && context.names.functions.get(value.function)?.every((func) => func.kind === 'pure'));
  if (isPure) warning(context, node, `\`${textOf(context, node.target)}\` only reads, and its result is not used`);
  return { kind: 'expression', value, span: spanOf(context, node) };
}

/** The lvalue that an assignment changes. `reads`: it is read, too. */
function checkTarget(context: BodyContext, node: Expression | undefined, reads: boolean): Expr | undefined {
  if (!node) return undefined;
  if (node.$type === 'NameExpression') {
    const local = context.scope.lookup(node.name);
    if (local) {
      useSymbol(context, node, 'name', local.symbol);
      if (local.isLoop) return error(context, node, `\`${node.name}\` is the variable of a \`for\` or \`choose\` and cannot be assigned`);
      if (refuseCode(context, node, local.type, `\`${node.name}\``)) return undefined;
      local.final = false;
      return { kind: 'local', index: local.index, type: local.type };
    }
    const value = checkExpression(context, node);
    return value && error(context, node, `\`${node.name}\` cannot be assigned: it is ${whatIs(context, node.name)}`);
  }
  if (node.$type !== 'FieldAccess' && node.$type !== 'IndexAccess') {
    return error(context, node, `\`${textOf(context, node)}\` cannot be assigned: only variables and fields can`);
  }
  const target = checkExpression(context, node);
  if (target?.kind === 'member') return error(context, node, `\`${textOf(context, node)}\` cannot be assigned: a table is fixed`);
  const derived = target?.kind === 'call' ? derivedFieldOf(target.function) : undefined;
  if (derived) {
    const formula = context.names.field(derived.object, derived.field)?.formula ?? '';
    return error(context, node, `\`${textOf(context, node)}\` cannot be assigned: it is computed, as \`${formula}\`; assign what that reads`);
  }
  if (target?.kind !== 'field') return target && error(context, node, `\`${textOf(context, node)}\` cannot be assigned`);
  const field = context.names.field(target.object, target.field);
  if (field?.modifier === 'const' || field?.modifier === 'own') {
    const reason = field.modifier === 'const' ? 'a `const` field is fixed at boot' : 'an `own` child stays where it is';
    return error(context, node, `\`${target.field}\` of ${target.object} cannot be assigned: ${reason}`);
  }
  if (['pure', 'invariant', 'assert'].includes(context.kind)) {
    return error(context, node, `\`${textOf(context, node)}\` cannot be ${reads ? 'changed' : 'assigned'} ${contextName(context)}`);
  }
  return target;
}

function whatIs(context: BodyContext, name: string): string {
  if (context.declared.has(name)) return 'declared by the scenario';
  if (context.names.constants.has(name)) return 'a constant';
  if (context.names.globals.has(name)) return 'an object of the model kernel';
  return context.names.members.has(name) ? 'a member of an enum' : 'not a variable';
}

/** The new value of `x += e` and the like. */
function checkUpdate(context: BodyContext, node: SimpleStatement, target: Expr): Expr | undefined {
  const operator = node.operator === '+=' || node.operator === '++' ? '+' : '-';
  const text = textOf(context, node.target);
  const { type } = target;
  if (type.kind === 'set' && node.operator !== '++' && node.operator !== '--') {
    const element: Type = { kind: 'object', name: type.name };
    const operand = checkExpression(context, node.value, element);
    if (!operand) return undefined;
    if (operand.type.kind !== 'null' && !('name' in operand.type && operand.type.name === type.name)) {
      return error(context, node, `\`${text}\` is ${aType(type)}, but \`${textOf(context, node.value!)}\` is ${aType(operand.type)}`, 'value');
    }
    return { kind: 'binary', operator: operator === '+' ? 'union' : 'minus', left: target, right: operand, type };
  }
  if (type.kind !== 'int') {
    return error(context, node, `\`${node.operator}\` works on ints${node.value ? ' and sets' : ''}, but \`${text}\` is ${aType(type)}`);
  }
  const one: Expr = { kind: 'literal', value: 1, type: intType(1, 1) };
  const operand = node.value ? checkAs(context, node.value, INT, `the right side of \`${node.operator}\``) : one;
  return operand && { kind: 'binary', operator, left: target, right: operand, type: arithmetic(operator, type, operand.type) };
}

/** In a process a variable is made by its first assignment. */
function inferVariable(context: BodyContext, node: SimpleStatement): Stmt | undefined {
  allowWhole(context, node.value);
  const value = checkExpression(context, node.value);
  if (!value) {
    // Declared all the same, so that one mistake does not become many.
    declareLocal(context, node.target, 'name', INT, { outermost: true, final: false, isBroken: true });
    return undefined;
  }
  const { type } = value;
  if (type.kind === 'void' || type.kind === 'null') {
    const reason = type.kind === 'void' ? 'returns nothing' : 'does not say what it is a reference to';
    return error(context, node, `\`${textOf(context, node.value!)}\` ${reason}`, 'value');
  }
  const widened = type.kind === 'int' ? unite(type, INT) ?? INT : type;
  const final = !context.scope.isNested;
  const local = declareLocal(context, node.target, 'name', widened, { outermost: true, final });
  if (!local) return undefined;
  const target: Expr = { kind: 'local', index: local.index, type: widened };
  return { kind: 'assign', target, value, update: false, span: spanOf(context, node) };
}

