// Expressions to values. The effects of an expression (it calls a function, it makes an object) are emitted through `Effects`
// by whoever lowers the code around it, in the order of evaluation and before the value is used.
import { derivedFieldOf } from '../../language/derived-fields';
import type { Expr, Func, Routine, Span, Template, Type } from '../../language/tree';
import { isCode } from '../../language/types';
import { CompileError } from '../compile-error';
import { binary, boolean, BOOL, conditional, constant, unary } from './fold';
import type { Site, Text, Value } from '../ir';
import { Access } from './access';
import type { Selection } from './selection';
import { CodeValues, either } from './code-values';
import { lengthOf, type World } from './world';

/** What names mean inside one activation. */
export interface Scope {
  /** Whose variables they are, where it has statements. */
  readonly routine?: Routine;
  readonly source: string;
  /** Values of the routine's variables, by index; undefined until declared. */
  readonly bindings: (Value | undefined)[];
  /** Variables that have a value before this routine gives them one. */
  readonly outside?: ReadonlyMap<number, Value>;
  readonly current: Value;
}

/** What an expression does beyond having a value; called in the order of evaluation. */
export interface Effects {
  /** It is code inside one event, or nobody's, so what it reads makes no event. */
  readonly isOneEvent: boolean;
  /** Expands a call of a function that is not pure. */
  call(func: Func, args: readonly Value[], site: Site): Value;
  create(object: string, site: Site): Value;
  /** A value that stays the same while later effects happen. */
  keep(value: Value, site: Site): Value;
  /** What one side does where the condition is true, and the other elsewhere; the value is that of the side taken. */
  branch(condition: Value, then: () => Value, otherwise: () => Value, type: Type, site: Site): Value;
}

const NO_SPAN: Span = [0, 0, 0, 0];

/** Lowers expressions of one program. All methods throw a CompileError where a name means nothing in this version or scenario. */
export class ValueLowering {
  /** The pure functions that lowered values call, and some that these would have called if they were not constant. */
  readonly called = new Set<string>();
  private readonly code: CodeValues;
  private readonly access: Access;

  constructor(
    private readonly world: World,
    private readonly selection: Selection,
  ) {
    this.code = new CodeValues(world);
    this.access = new Access(world, selection);
  }

  site(scope: Scope, span: Span | undefined): Site {
    return { source: scope.source, span: span ?? NO_SPAN };
  }

  lower(expr: Expr, scope: Scope, effects: Effects): Value {
    const { world } = this;
    const recurse = (inner: Expr): Value => this.lower(inner, scope, effects);
    switch (expr.kind) {
      case 'literal':
        return constant(expr.value, expr.type);
      case 'local': {
        const value = scope.bindings[expr.index] ?? scope.outside?.get(expr.index);
        if (!value) throw new CompileError('a variable is used before it has a value', scope.source, expr.span);
        return value;
      }
      case 'current':
        return scope.current;
      case 'named': {
        const id = world.lookup(expr.name);
        if (id === undefined) throw new CompileError(`\`${expr.name}\` is not declared in this scenario`, scope.source, expr.span);
        if (!expr.index) return constant(id, expr.type);
        const index = recurse(expr.index);
        const site = this.site(scope, expr.span);
        // Null for an index beyond the end: following it is an error of the model at this position.
        return world.elements(expr.name).reduceRight(
          (rest, element, i) => conditional(binary('==', index, constant(i, index.type), BOOL, site), constant(element, expr.type), rest, expr.type),
          constant(0, expr.type),
        );
      }
      case 'kernel':
        return boolean(this.selection.compare(expr.operator, expr.version));
      case 'field':
        return this.field(expr, recurse(expr.receiver), expr.index && recurse(expr.index), scope);
      case 'unary':
        return unary(expr.operator, recurse(expr.operand), expr.type);
      case 'count':
        return unary('count', recurse(expr.operand), expr.type);
      case 'binary':
        return this.binary(expr, scope, effects);
      case 'conditional': {
        const condition = recurse(expr.condition);
        if (condition.kind === 'const') return recurse(condition.value ? expr.then : expr.else);
        return either(condition, recurse(expr.then), recurse(expr.else), expr.type);
      }
      case 'call': {
        const func = this.func(expr.function, scope, expr.span);
        const args = this.args(expr.args, scope, effects);
        if (func.kind !== 'pure') return this.expanded(func, args, this.site(scope, expr.span), effects);
        const derived = derivedFieldOf(func.name);
        if (derived && args[0]?.kind === 'const' && args[0].value === 0) throw new CompileError(`this is null, so it has no ${derived.field}`, scope.source, expr.span);
        return this.inlined(func, args, scope, effects) ?? this.call(func.name, args, scope, expr.type);
      }
      case 'function':
      case 'table':
        return constant(world.code.numberOf(expr), expr.type);
      case 'member':
        return this.code.member(expr, recurse(expr.receiver), (entry) => this.lower(entry, scope, effects));
      case 'indirectCall':
        return this.indirectCall(expr, recurse(expr.callee), this.args(expr.args, scope, effects), scope, effects);
      case 'new':
        return effects.create(expr.object, this.site(scope, expr.span));
      case 'property':
      case 'parent':
      case 'slot':
        throw new CompileError(`\`${expr.kind}\` has no meaning here`, scope.source, expr.span);
    }
  }

  private args(args: readonly Expr[], scope: Scope, effects: Effects): Value[] {
    return args.map((arg, i) => {
      const value = this.lower(arg, scope, effects);
      return args.slice(i + 1).some((later) => this.acts(later, scope)) ? effects.keep(value, this.site(scope, arg.span)) : value;
    });
  }

  private call(name: string, args: readonly Value[], { current }: Scope, type: Type): Value {
    this.called.add(name);
    return { kind: 'call', function: name, current, args, type };
  }

  /** What a pure function comes to that is one `return`, if that is a constant, one of the arguments, or a field or a call of them. Outside of an event a call that reads shared state stays one. */
  private inlined(func: Func, args: readonly Value[], { current }: Scope, effects: Effects): Value | undefined {
    const [stmt, ...rest] = func.body;
    if (stmt?.kind !== 'return' || !stmt.value || rest.length > 0 || (!effects.isOneEvent && this.access.readsShared(func.name))) return undefined;
    const value = this.lower(stmt.value, { source: func.source, bindings: [...args], current }, effects);
    const isField = (value.kind === 'field' || value.kind === 'table') && !value.index && args.includes(value.id);
    const isCall = value.kind === 'call' && value.args.every((arg) => arg.kind === 'const' || args.includes(arg));
    return value.kind === 'const' || args.includes(value) || isField || isCall ? value : undefined;
  }

  /** A call whose arguments say which functions or tables are meant: it is expanded once for each that is possible. */
  private expanded(func: Func, args: readonly Value[], site: Site, effects: Effects): Value {
    const index = args.findIndex(({ kind, type }) => kind === 'conditional' && isCode(type));
    const open = args[index];
    if (open?.kind !== 'conditional') return effects.call(func, args, site);
    const side = (value: Value) => (): Value => this.expanded(func, args.with(index, value), site, effects);
    return effects.branch(open.condition, side(open.then), side(open.else), func.result, site);
  }

  /** A direct call where only one function is possible, else a branch on what the object holds. */
  private indirectCall(expr: Extract<Expr, { kind: 'indirectCall' }>, callee: Value, args: readonly Value[], scope: Scope, effects: Effects): Value {
    const { type } = expr;
    const site = this.site(scope, expr.span);
    const side = (value: Value) => (): Value => {
      // Null here is a side that cannot be taken: the checker wants a test before such a call.
      return value.kind === 'const' && value.value === 0 ? constant(0, type) : this.indirectCall(expr, value, args, scope, effects);
    };
    if (callee.kind === 'conditional') {
      if (expr.isPure) return conditional(callee.condition, side(callee.then)(), side(callee.else)(), type);
      return effects.branch(callee.condition, side(callee.then), side(callee.else), type, site);
    }
    // No object of the scenario holds anything that could be called.
    if (callee.kind !== 'const') return constant(0, type);
    const name = this.world.code.functionName(callee.value);
    if (name === undefined) throw new CompileError('what is called here is null', scope.source, expr.span);
    const func = this.func(name, scope, expr.span);
    if (func.kind === 'pure') return this.call(name, args, scope, type);
    return this.expanded(func, args, site, effects);
  }

  private binary(expr: Extract<Expr, { kind: 'binary' }>, scope: Scope, effects: Effects): Value {
    const site = this.site(scope, expr.span);
    let left = this.lower(expr.left, scope, effects);
    if (expr.operator === '&&' && left.kind === 'const' && !left.value) return boolean(false);
    if (expr.operator === '||' && left.kind === 'const' && left.value) return boolean(true);
    if (this.acts(expr.right, scope)) {
      if (expr.operator === '&&' || expr.operator === '||') {
        if (left.kind !== 'const') throw new CompileError('a call that acts must come first in a condition', scope.source, expr.span);
      } else left = effects.keep(left, site);
    }
    let right = this.lower(expr.right, scope, effects);
    if ((expr.operator === 'union' || expr.operator === 'minus') && right.type.kind !== 'set') right = unary('bit', right, expr.type);
    if (expr.operator === 'union' && left.type.kind === 'object') left = unary('bit', left, expr.type);
    return binary(expr.operator, left, right, expr.type, site);
  }

  /** A field of an object. A fixed field of a known object is a constant. */
  field(expr: Extract<Expr, { kind: 'field' }>, id: Value, index: Value | undefined, scope: Scope): Value {
    const site = this.site(scope, expr.span ?? expr.receiver.span);
    const field = this.world.field(expr.object, expr.field);
    const { type, object, field: name } = expr;
    // Written out: spreading takes several times as long, and there are thousands.
    const table = (): Extract<Value, { kind: 'table' }> => (index ? { kind: 'table', object, field: name, id, index, type, site } : { kind: 'table', object, field: name, id, type, site });
    if (field.modifier !== 'own' && field.modifier !== 'const') {
      const known = this.world.constantFields.value(object, name);
      if (known !== undefined) return isThroughNull(id) ? table() : constant(known, type);
      const stable = field.modifier !== 'plain';
      return index ? { kind: 'field', object, field: name, id, index, type, site, stable } : { kind: 'field', object, field: name, id, type, site, stable };
    }
    const target = id.kind === 'const' ? this.world.instance(expr.object, id.value) : undefined;
    if (target && (!index || index.kind === 'const')) {
      const values = target.constants.get(expr.field) ?? target.children.get(expr.field);
      const value = values?.[index?.kind === 'const' ? index.value : 0];
      if (value !== undefined) return constant(value, expr.type);
      throw new CompileError(`${expr.field} has ${values?.length ?? 0} elements, there is no element ${(index as { value: number }).value}`, scope.source, site.span);
    }
    const value = table();
    return isCode(type) ? this.code.possible(value, site) : value;
  }

  /** The number of elements of an array field. */
  size(object: string, field: string, id: Value, scope: Scope, span: Span): Value {
    const type: Type = { kind: 'int', min: 0, max: 1023 };
    const lengths = new Set(this.world.pool(object).map((instance) => lengthOf(instance, field)));
    const instance = id.kind === 'const' ? this.world.instance(object, id.value) : undefined;
    if (instance) return constant(lengthOf(instance, field), type);
    if (lengths.size === 1) return constant([...lengths][0] as number, type);
    return { kind: 'size', object, field, id, type, site: this.site(scope, span) };
  }

  template(template: Template, scope: Scope, effects: Effects): Text {
    return template.map((part) => (typeof part === 'string' ? part : this.lower(part, scope, effects)));
  }

  /** The function in the form that this version has. Throws a CompileError if it has none. */
  func(name: string, scope: Scope, span: Span | undefined): Func {
    const func = this.selection.function(name);
    if (!func) {
      const version = `v${Math.trunc(this.selection.version / 1000)}.${this.selection.version % 1000}`;
      throw new CompileError(`\`${name}\` does not exist in ${version}, but this call can be reached there`, scope.source, span);
    }
    return func;
  }

  /** Whether evaluating the expression calls a function that is not pure, or makes an object. */
  acts(expr: Expr, scope: Scope): boolean {
    switch (expr.kind) {
      case 'new': return true;
      case 'indirectCall': return !expr.isPure || expr.args.some((arg) => this.acts(arg, scope));
      case 'call':
        return !this.selection.among(this.access.pureForms(expr.function)) || expr.args.some((arg) => this.acts(arg, scope));
      case 'field': return this.acts(expr.receiver, scope) || (expr.index !== undefined && this.acts(expr.index, scope));
      case 'unary':
      case 'count': return this.acts(expr.operand, scope);
      case 'binary': return this.acts(expr.left, scope) || this.acts(expr.right, scope);
      case 'conditional': return [expr.condition, expr.then, expr.else].some((part) => this.acts(part, scope));
      default: return false;
    }
  }
}

/** Following it is an error of the model, if the program ever comes there. */
function isThroughNull(id: Value): boolean {
  return id.kind === 'const' ? id.value === 0 : id.kind === 'table' && isThroughNull(id.id);
}
