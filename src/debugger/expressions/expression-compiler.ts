// Expressions of the language about one position of the execution. They are checked and compiled like the program's own; only
// what the program does not know, the history, is computed here.
import { CompileError } from '../../compiler/compile-error';
import { ModelError, type Program, type ReadExpression } from '../../compiler/program';
import { brief } from '../../language/brief';
import { KernelNames } from '../../language/checker/names';
import { readExpression } from '../../language/read-expression';
import { EDIT_TASK } from '../../machine/execution/choice';
import { isInUse } from '../../machine/execution/in-use';
import type { Expr, KernelTree } from '../../language/tree';
import type { ExceptionHistory } from '../history/exception-history';
import { objectNames, type NamedObject } from './object-names';
import { RequestError } from '../protocol/request-error';
import { NoValue, notInUse, type EvaluationContext, type Expression, type TypedName } from './expression';
import { builtinsFor, type Builtin } from './builtins';
import { ValueChanges } from './value-changes';
import { historyTerms, type HistoryTerm } from './history-terms';
import { identify } from './identifiers';
import { missingObject } from './missing-object';
import { localsIn, rewrite } from './rewrite';

interface Variable extends TypedName {
  readonly object?: NamedObject;
  /** What is computed here; `isOfHistory` as in `Expression`. */
  readonly call?: { readonly isOfHistory: boolean; compute(context: EvaluationContext): number };
}

/** The variable that a history term is compiled to. */
type HistoryTermVariable = Required<Pick<Variable, 'type' | 'call'>>;

/** Compiles the expressions that are evaluated in one debug session. */
export class ExpressionCompiler {
  /** By name. */
  readonly builtins: ReadonlyMap<string, Builtin>;
  private readonly names: KernelNames;
  private readonly changes: ValueChanges;

  constructor(private readonly program: Program, private readonly exceptions: ExceptionHistory, kernel: KernelTree) {
    this.changes = new ValueChanges(exceptions.execution);
    this.builtins = builtinsFor(kernel);
    this.names = new KernelNames({ ...kernel, functions: [...kernel.functions, ...[...this.builtins.values()].map(({ func }) => func)] });
  }

  /**
   * `locals` are the names that the frame has in which it will be evaluated. A condition must be a truth value or comparable with null.
   * Throws a RequestError that says what is wrong.
   */
  compile(source: string, locals: readonly TypedName[] = [], isCondition = false): Expression {
    const shown = source.trim();
    if (shown === '') throw new RequestError('There is nothing to evaluate.');
    const objects = objectNames(this.program).all;
    const terms = new Map(historyTerms(shown).map((term) => [term.text, this.ofHistory(term, locals)]));
    const { text, names } = identify(shown, [...objects.keys(), ...terms.keys()]);
    const variables = this.visible(locals, objects, names, terms);
    const read = readExpression({ text, shown, isCondition }, { names: this.names, version: this.program.kernel, variables });
    if ('error' in read) throw new RequestError(missingObject(shown, objects.keys()) ?? spelled(read.error, names));
    return this.finish(read.expr, variables, shown);
  }

  /** Forgets the events from `position` on: they have been replaced. */
  truncate(position: number): void {
    this.changes.truncate(position);
  }

  /** The names that the text may use: the locals of the frame, then the objects. */
  private visible(locals: readonly TypedName[], objects: ReadonlyMap<string, NamedObject>, names: ReadonlyMap<string, string>, terms: ReadonlyMap<string, HistoryTermVariable>): Variable[] {
    const variables = new Map<string, Variable>();
    for (const local of locals) if (!variables.has(local.name)) variables.set(local.name, local);
    const object = (name: string, found: NamedObject): void => {
      if (!variables.has(name)) variables.set(name, { name, type: { kind: 'object', name: found.type }, object: found });
    };
    for (const [identifier, name] of names) {
      const term = terms.get(name);
      if (term) variables.set(identifier, { name: identifier, ...term });
      else object(identifier, objects.get(name)!);
    }
    for (const [name, found] of objects) object(name, found);
    return [...variables.values()];
  }

  private finish(checked: Expr, visible: readonly Variable[], shown: string): Expression {
    const variables = [...visible];
    const expr = rewrite(checked, (inner) => {
      const builtin = inner.kind === 'call' ? this.builtins.get(inner.function) : undefined;
      if (inner.kind !== 'call' || !builtin) return undefined;
      const args = inner.args.map((arg) => this.finish(arg, visible, shown));
      const call = this.callOf(builtin, args);
      return { kind: 'local', type: inner.type, index: variables.push({ name: inner.function, type: inner.type, call }) - 1 };
    });
    const used = localsIn(expr);
    const compiled = this.link(expr, variables);
    const values: number[] = [];
    return {
      type: expr.type,
      isOfHistory: used.some((index) => variables[index]!.call?.isOfHistory),
      evaluate: (context) => {
        for (const index of used) values[index] = this.valueOf(variables[index]!, context);
        return read(compiled, context, values, this.program.tasks[context.task ?? EDIT_TASK]?.object ?? 0, shown);
      },
    };
  }

  private callOf(builtin: Builtin, args: readonly Expression[]): NonNullable<Variable['call']> {
    const { program, exceptions } = this;
    return {
      isOfHistory: builtin.isOfHistory || args.some(({ isOfHistory }) => isOfHistory),
      compute: (context) => builtin.compute({ program, exceptions, state: context.state, position: context.position }, args.map((arg) => arg.evaluate(context))),
    };
  }

  /** A local has no known earlier value: its slot may have held another one. */
  private ofHistory({ inner, func: { name, result } }: HistoryTerm, locals: readonly TypedName[]): HistoryTermVariable {
    const asked = this.withoutLocals(inner, locals);
    const changed = ({ position, task }: EvaluationContext): number => this.changes.of(inner, asked, task).latest(position);
    const compute = (context: EvaluationContext): number => {
      const position = changed(context);
      if (name === 'changed') return Number(position > 0 && position === context.position);
      if (position === 0) throw new NoValue(`\`${brief(inner)}\` has not changed since the beginning.`);
      return position;
    };
    return { type: result, call: { isOfHistory: true, compute } };
  }

  private withoutLocals(inner: string, locals: readonly TypedName[]): Expression {
    try {
      return this.compile(inner);
    } catch (error) {
      if (locals.length > 0) {
        this.compile(inner, locals);
        throw new RequestError(`\`${brief(inner)}\` names a local, and what a local was earlier is not known: name an object.`);
      }
      throw error;
    }
  }

  private link(expr: Expr, variables: readonly Variable[]): ReadExpression {
    try {
      return this.program.expression(expr, variables.map(({ type, object }) => ({ type, ...(object && { value: object.instance.id }) })));
    } catch (error) {
      if (error instanceof CompileError) throw new RequestError(`${error.message}.`);
      throw error;
    }
  }

  private valueOf({ name, object, call }: Variable, context: EvaluationContext): number {
    if (object) {
      const { instance } = object;
      if (isInUse(context.state, instance)) return instance.id;
      throw new NoValue(notInUse(instance.name));
    }
    if (call) return call.compute(context);
    const value = context.extra?.[name] ?? context.frame?.variables.find((variable) => variable.name === name)?.read(context.state);
    if (value === undefined) throw new NoValue(`\`${name}\` has no value here.`);
    return value;
  }
}

function read(compiled: ReadExpression, { state }: EvaluationContext, values: readonly number[], current: number, shown: string): number {
  try {
    return compiled(state, values, current);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { span: [, start, , end], message } = error;
    throw new NoValue(`\`${brief(shown.slice(start, end) || shown)}\` has no value here: ${message}.`);
  }
}

/** The message of the checker with the names as they were written. */
function spelled(message: string, names: ReadonlyMap<string, string>): string {
  let text = message.replace('in a pure function', 'in an expression').replace('the end of the file', 'its end');
  for (const [identifier, name] of names) text = text.replaceAll(identifier, name);
  return /[?.]$/.test(text) ? text : `${text}.`;
}
