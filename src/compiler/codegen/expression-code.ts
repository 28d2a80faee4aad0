// `Program.expression`: an expression from outside (a watch, a condition), compiled as those of the program are.
import type { Expr, Type } from '../../language/tree';
import { CompileError } from '../compile-error';
import { constant } from '../lowering/fold';
import type { Value } from '../ir';
import { type Effects, ValueLowering } from '../lowering/values';
import type { Parts } from './parts';
import type { ExpressionVariable, ReadExpression } from '../program';
import type { GeneratedCode } from './runtime';
import { isWide } from '../set-words';

const NOT_READING = 'this changes the state; an expression can only read it';
const refuse = (): never => { throw new CompileError(NOT_READING, ''); };
const reading: Effects = { isOneEvent: true, call: refuse, create: refuse, keep: refuse, branch: refuse };

/**
 * The result compiles one checked expression. `variables` says what its locals stand for: where no value is given, local i is
 * `values[i]` at each call. Throws a CompileError if the expression changes something, or calls what the version lacks.
 */
export function expressionCompiler({ kernel, world, generator }: Parts, generated: GeneratedCode) {
  const lowering = new ValueLowering(world, world.selection);
  const task = kernel.objects.find(({ declares }) => declares === 'process')?.name;
  const current: Value = { kind: 'temp', temp: { name: 'current' }, type: task === undefined ? { kind: 'null' } : { kind: 'object', name: task } };
  const given = (type: Type, index: number): Value => ({ kind: 'temp', temp: { name: `values[${index}]` }, type });

  return (expr: Expr, variables: readonly ExpressionVariable[]): ReadExpression => {
    const bindings = variables.map(({ type, value }, index) => (value === undefined ? given(type, index) : constant(value, type)));
    const value = lowering.lower(expr, { source: '', bindings, current }, reading);
    if (value.type.kind === 'set' && isWide(value.type, world)) {
      throw new CompileError(`a set of some of ${world.pool(value.type.name).length} objects has no value that can be shown; ask \`count(…)\`, \`… in …\` or \`… == null\``, '');
    }
    return generated.lazy(`function(S,values,current){return ${generator.number(value)};}`);
  };
}
