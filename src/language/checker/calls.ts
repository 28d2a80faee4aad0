import { UNKNOWN_CALL } from '../diagnostics';
import type { CallExpression, Expression, IndirectCall } from '../generated/ast';
import { list, nearest, suggestion } from '../suggest';
import type { Expr, Func, Signature } from '../tree';
import { aType, constantOf, formatCall, formatSignature, formatType, INT, intType, isAssignable, isDisjoint } from '../types';
import { formatGate } from '../versions';
import type { Context } from './context';
import { error, spanOf, textOf, useSymbol } from './context';
import { checkNotNull } from './function-values';
import { throughGate, versionsIn } from './live';
import { functionSymbol } from './names';
import { maxBlocks } from './references';

/** `f(a, b[0 .. 1])`; also `count(s)`, which is not a function. */
export function checkCall(context: Context, node: CallExpression): Expr | undefined {
  if (!node.function) return undefined;
  if (node.function === 'count') return checkCount(context, node);
  const local = context.scope.lookup(node.function);
  if (local?.type.kind === 'function') {
    local.used = true;
    useSymbol(context, node, 'function', local.symbol);
    return checkCallOf(context, node, { kind: 'local', index: local.index, type: local.type });
  }
  const variants = context.names.functions.get(node.function);
  const func = variants?.find(({ gate }) => versionsIn(throughGate(gate) & context.live).length > 0) ?? variants?.[0];
  if (!variants || !func) {
    checkInside(context, node.args);
    return error(context, node, unknownFunction(context, node.function), 'function', context.kind === 'process' ? UNKNOWN_CALL : undefined);
  }
  useSymbol(context, node, 'function', functionSymbol(func));
  const misplaced = whyNotHere(context, node, func);
  if (misplaced) {
    checkInside(context, node.args);
    return error(context, node, misplaced, 'function', context.kind === 'process' ? UNKNOWN_CALL : undefined);
  }
  const missing = versionsIn(context.live).filter((name) => !variants.some((variant) => versionsIn(throughGate(variant.gate)).includes(name)));
  if (missing.length) {
    const gates = variants.map((variant) => formatGate(variant.gate)).join(', ');
    const advice = context.kind === 'process' ? 'on which this scenario runs' : 'which can come here; guard the call with a comparison of `KERNEL`';
    error(context, node, `\`${func.name}\` (${gates}) does not exist in ${list(missing)}, ${advice}`, 'function');
  }
  const args = checkArguments(context, node, func);
  if (!args || missing.length) return undefined;
  return { kind: 'call', function: func.name, args, type: func.result, span: spanOf(context, node) };
}

/** `inode.i_op.setattr(inode, size)`: a call of what is a value. */
export function checkIndirectCall(context: Context, node: IndirectCall): Expr | undefined {
  const callee = context.expression(context, node.callee);
  if (callee?.type.kind === 'function') return checkNotNull(context, node.callee, callee) ? checkCallOf(context, node, callee) : undefined;
  checkInside(context, node.args);
  return callee && error(context, node, `\`${textOf(context, node.callee)}\` is ${aType(callee.type)} and cannot be called`, 'callee');
}

function checkCallOf(context: Context, node: CallExpression | IndirectCall, callee: Expr): Expr | undefined {
  const type = 'name' in callee.type ? context.names.functionTypes.get(callee.type.name) : undefined;
  const misplaced = type && whyNotHere(context, node, type);
  if (!type || misplaced) {
    checkInside(context, node.args);
    return misplaced === undefined ? undefined : error(context, node, misplaced, calleeOf(node));
  }
  const args = checkArguments(context, node, type);
  return args && { kind: 'indirectCall', callee, args, isPure: type.kind === 'pure', type: type.result, span: spanOf(context, node) };
}

function calleeOf(node: CallExpression | IndirectCall): string {
  return node.$type === 'CallExpression' ? 'function' : 'callee';
}

function checkCount(context: Context, node: CallExpression): Expr | undefined {
  const [argument] = node.args;
  // `count(file)`: how many the scenario declares.
  if ((context.kind === 'constant' || context.kind === 'const field') && node.args.length === 1 && argument?.$type === 'NameExpression' && context.names.declaredBy(argument.name)) {
    return { kind: 'named', name: countOf(argument.name), type: intType(0, 1023) };
  }
  const operand = context.expression(context, node.args[0]);
  if (node.args.length !== 1) return error(context, node, '`count` takes one set: `count(s)`');
  if (!operand) return undefined;
  if (operand.type.kind === 'set') return { kind: 'count', operand, type: intType(0, 1023) };
  return error(context, node, `\`count\` takes a set, but \`${textOf(context, node.args[0]!)}\` is ${aType(operand.type)}`, 'args');
}

/** Under this name a kernel's expression asks for how many objects a scenario declares with a word. */
export function countOf(word: string): string {
  return `count(${word})`;
}

/** Why a known function may not be called here. */
function whyNotHere(context: Context, node: CallExpression | IndirectCall, func: Signature): string | undefined {
  const name = nameOf(func);
  switch (context.kind) {
    case 'constant': case 'const field': case 'lock':
      return `\`${name}\` cannot be called here: this value is fixed before the first event`;
    case 'process': {
      if (func.syscall) break;
      const syscalls = syscallsOf(context);
      const near = nearest(name, syscalls.map((syscall) => syscall.name));
      return `\`${name}\` is not a system call; a process calls ${near ? `\`${near}\` and others` : 'system calls'} only: `
        + list(syscalls.map((syscall) => syscall.name));
    }
    case 'pure': case 'invariant': case 'response': case 'assert': case 'derived field':
      if (func.kind === 'pure') return undefined;
      return `only \`pure\` functions can be called ${context.kind === 'pure' ? 'in a pure function' : 'here'}; \`${name}\` is not`;
  }
  if (func.kind === 'pure' || context.callSites.has(node)) return undefined;
  return `\`${name}\` has events of its own and cannot be called inside an expression; `
    + `assign its result first: \`${func.result.kind === 'void' ? '' : 'x = '}${name}(…);\``;
}

function checkArguments(context: Context, node: CallExpression | IndirectCall, func: Signature): Expr[] | undefined {
  const parameters: number[] = [];
  for (let index = 0; index < func.arity; index += func.slices.includes(index) ? 3 : 1) parameters.push(index);
  if (node.args.length !== parameters.length) {
    checkInside(context, node.args);
    const [given, wanted] = [node.args.length, parameters.length];
    const arguments_ = `${wanted === 0 ? 'no' : wanted} argument${wanted === 1 ? '' : 's'}`;
    return error(context, node, `\`${nameOf(func)}\` takes ${arguments_}, ${given} given: ${formatSignature(func)}`, calleeOf(node));
  }
  const values: (Expr | undefined)[] = parameters.flatMap((parameter, position) => {
    const argument = node.args[position]!;
    if (func.slices.includes(parameter)) return checkSlice(context, argument, func, parameter);
    return [checkArgument(context, argument, func, parameter)];
  });
  const complete = values.filter((value) => value !== undefined);
  return complete.length === func.arity ? complete : undefined;
}

/** What the arguments of a wrong call name, for its mistakes and for editors. */
function checkInside(context: Context, args: readonly Expression[]): void {
  for (const argument of args) context.expression(context, argument.$type === 'IndexAccess' ? argument.receiver : argument);
}

/** A member of a table without the name of the table's type. */
function nameOf({ name }: Signature): string {
  return name.replace(/^.*\./, '');
}

function checkArgument(context: Context, node: Expression, func: Signature, parameter: number): Expr | undefined {
  const { name, type } = func.variables[parameter]!;
  const value = context.expression(context, node, type);
  if (!value) return undefined;
  if (!isAssignable(value.type, type)) {
    const hint = node.$type === 'IndexAccess' ? '; this parameter takes no slice' : '';
    return error(context, node, `argument \`${name}\` of \`${nameOf(func)}\` is ${aType(type)}, but \`${textOf(context, node)}\` is `
      + `${aType(value.type)}${hint}`);
  }
  if (type.kind === 'int' && isDisjoint(value.type, type)) {
    return error(context, node, `argument \`${name}\` of \`${nameOf(func)}\` is ${type.min} … ${type.max}; \`${textOf(context, node)}\` does not fit`);
  }
  return value.type.kind === 'null' ? { ...value, type } : value;
}

const literal = (value: number): Expr => ({ kind: 'literal', value, type: intType(value, value) });
/** The last page that any mapping can have. */
const lastBlock: Expr = { kind: 'binary', operator: '-', left: maxBlocks, right: literal(1), type: INT };

/** `buf[0 .. 1]`: three values for three variables. */
function checkSlice(context: Context, node: Expression, func: Signature, parameter: number): (Expr | undefined)[] {
  const [mapping, first, last] = func.variables.slice(parameter, parameter + 3);
  if (!mapping || !first || !last) return [];
  if (node.$type !== 'IndexAccess') {
    const whole = context.expression(context, node, mapping.type);
    if (func.wholes?.includes(parameter)) {
      if (whole && isAssignable(whole.type, mapping.type)) return [whole, literal(0), lastBlock];
      if (whole) error(context, node, `argument \`${mapping.name}\` of \`${func.name}\` is ${aType(mapping.type)}, but \`${textOf(context, node)}\` is ${aType(whole.type)}`);
      return [];
    }
    const isMapping = whole === undefined || isAssignable(whole.type, mapping.type);
    const example = isMapping ? textOf(context, node) : mapping.name;
    const instead = isMapping ? '' : `, and \`${textOf(context, node)}\` is ${aType(whole.type)}`;
    error(context, node, `argument \`${mapping.name}\` of \`${func.name}\` is a slice of a mapping: \`${example}[0 .. 1]\`${instead}`);
    return [];
  }
  const receiver = context.expression(context, node.receiver, mapping.type);
  const from = context.expression(context, node.index, INT);
  const to = node.last ? context.expression(context, node.last, INT) : from;
  if (receiver && !isAssignable(receiver.type, mapping.type)) {
    const { type } = receiver;
    error(context, node, `\`${textOf(context, node.receiver)}\` is ${aType(type)}; \`${func.name}\` takes a slice of `
      + `${aType(mapping.type)}`, 'receiver');
    return [];
  }
  for (const [bound, side] of [[from, node.index], [to, node.last]] as const) {
    if (!bound || !side) continue;
    if (bound.type.kind !== 'int') error(context, side, `the bounds of a slice are ints, but \`${textOf(context, side)}\` is ${aType(bound.type)}`);
    else if (bound.type.max < 0) error(context, side, `a slice begins at 0 or later, not at ${formatType(bound.type)}`);
  }
  if (!from || !to) return [];
  const [low, high] = [constantOf(from.type), constantOf(to.type)];
  if (low !== undefined && high !== undefined && low > high) {
    error(context, node, `the bounds of the slice are inverted: did you mean \`[${high} .. ${low}]\`?`);
    return [];
  }
  return [receiver, from, to];
}

function unknownFunction(context: Context, name: string): string {
  const { names } = context;
  if (context.kind === 'process') {
    const syscalls = syscallsOf(context);
    const near = nearest(name, syscalls.map((syscall) => syscall.name));
    const signature = syscalls.find((syscall) => syscall.name === near);
    if (signature) return `\`${name}\` is not a system call; nearest: ${formatCall(signature)}`;
    return `\`${name}\` is not a system call${syscalls.length ? `; there are: ${list([...new Set(syscalls.map((syscall) => syscall.name))], 12)}` : ''}`;
  }
  if (names.objects.has(name)) return `\`${name}\` is an object type; an object is made with \`new ${name}\``;
  const near = nearest(name, [...names.functions.keys(), 'count']);
  return `unknown function \`${name}\`${near ? suggestion(name, [near]) : ''}`;
}

function syscallsOf(context: Context): Func[] {
  return context.names.tree.functions.filter((func) => func.syscall);
}
