// Expressions of the language over a moment of the execution. They are checked and compiled as the program's own are;
// only what the program does not know, the history, is worked out here.
import { CompileError } from '../../compiler/compile-error';
import { ModelError, type FrameInfo, type Program, type ReadExpression, type State } from '../../compiler/program';
import { KernelNames } from '../../language/checker/names';
import { readExpression } from '../../language/read-expression';
import { EDIT_TASK } from '../../machine/execution/choice';
import { isInUse } from '../../machine/execution/in-use';
import type { Expr, KernelTree, Type } from '../../language/tree';
import type { ExceptionHistory } from '../history/exception-history';
import { objectNames, type NamedObject } from './object-names';
import { RequestError } from '../protocol/request-error';
import { builtinsFor, type Builtin } from './builtins';
import { KnownChanges } from './changes';
import { historyTerms, type HistoryTerm } from './history';
import { identify } from './identifiers';
import { missingObject } from './missing-object';
import { localsIn, rewrite } from './rewrite';

/** Where an expression is asked: a position, and whose frame if anybody's. */
export interface At {
  readonly position: number;
  readonly state: State;
  readonly task?: number;
  readonly frame?: FrameInfo;
  /** Values of the extra names that the expression was compiled with. */
  readonly extra?: Readonly<Record<string, number>>;
}

export interface Expression {
  readonly type: Type;
  /** Whether its value depends on the events, not only on the state to which they led. */
  readonly isOfHistory: boolean;
  /** Throws a NoValue where there is none. */
  evaluate(at: At): number;
}

export interface Name {
  readonly name: string;
  readonly type: Type;
}

/** An expression that is right but has no value here: null has no fields, a local has not been assigned. */
export class NoValue extends RequestError {}

/** Of an object that comes and goes. */
export function notInUse(name: string): string {
  return `\`${name}\` is not in use at this moment.`;
}

/** What `read` returns, or undefined where there is no value. */
export function valueOrNone(read: () => number): number | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

interface Variable extends Name {
  readonly object?: NamedObject;
  /** What is worked out here; `isOfHistory` as in `Expression`. */
  readonly call?: { readonly isOfHistory: boolean; compute(at: At): number };
}

/** A term of the history in an expression. */
type HistoryTermVariable = Required<Pick<Variable, 'type' | 'call'>>;

export class Expressions {
  readonly builtins: ReadonlyMap<string, Builtin>;
  private readonly names: KernelNames;
  private readonly changes: KnownChanges;

  constructor(private readonly program: Program, private readonly exceptions: ExceptionHistory, kernel: KernelTree) {
    this.changes = new KnownChanges(exceptions.execution);
    this.builtins = builtinsFor(kernel);
    this.names = new KernelNames({ ...kernel, functions: [...kernel.functions, ...[...this.builtins.values()].map(({ func }) => func)] });
  }

  /** `locals` are the names of the frame that it will be asked in. Throws a RequestError that says what is wrong. */
  compile(source: string, locals: readonly Name[] = [], isCondition = false): Expression {
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

  /** The events from `position` on have been replaced. */
  truncate(position: number): void {
    this.changes.truncate(position);
  }

  /** The locals of the frame first, then the objects, by the names that stand in the text. */
  private visible(locals: readonly Name[], objects: ReadonlyMap<string, NamedObject>, names: ReadonlyMap<string, string>, terms: ReadonlyMap<string, HistoryTermVariable>): Variable[] {
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
      evaluate: (at) => {
        for (const index of used) values[index] = this.valueOf(variables[index]!, at);
        return read(compiled, at, values, this.program.tasks[at.task ?? EDIT_TASK]?.object ?? 0, shown);
      },
    };
  }

  private callOf(builtin: Builtin, args: readonly Expression[]): NonNullable<Variable['call']> {
    const { program, exceptions } = this;
    return {
      isOfHistory: builtin.isOfHistory || args.some(({ isOfHistory }) => isOfHistory),
      compute: (at) => builtin.compute({ program, exceptions, state: at.state, position: at.position }, args.map((arg) => arg.evaluate(at))),
    };
  }

  /** What a local was earlier nobody knows: its slot may have held another one. */
  private ofHistory({ inner, func: { name, result } }: HistoryTerm, locals: readonly Name[]): HistoryTermVariable {
    const asked = this.withoutLocals(inner, locals);
    const changed = ({ position, task }: At): number => this.changes.of(inner, asked, task).latest(position);
    const compute = (at: At): number => {
      const position = changed(at);
      if (name === 'changed') return Number(position > 0 && position === at.position);
      if (position === 0) throw new NoValue(`\`${inner}\` has not changed since the beginning.`);
      return position;
    };
    return { type: result, call: { isOfHistory: true, compute } };
  }

  private withoutLocals(inner: string, locals: readonly Name[]): Expression {
    try {
      return this.compile(inner);
    } catch (error) {
      if (locals.length > 0) {
        this.compile(inner, locals);
        throw new RequestError(`\`${inner}\` names a local, and what a local was earlier is not known: name an object.`);
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

  private valueOf({ name, object, call }: Variable, at: At): number {
    if (object) {
      const { instance } = object;
      if (isInUse(at.state, instance)) return instance.id;
      throw new NoValue(notInUse(instance.name));
    }
    if (call) return call.compute(at);
    const value = at.extra?.[name] ?? at.frame?.variables.find((variable) => variable.name === name)?.read(at.state);
    if (value === undefined) throw new NoValue(`\`${name}\` has no value here.`);
    return value;
  }
}

function read(compiled: ReadExpression, { state }: At, values: readonly number[], current: number, shown: string): number {
  try {
    return compiled(state, values, current);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    const { span: [, start, , end], message } = error;
    throw new NoValue(`\`${shown.slice(start, end) || shown}\` has no value here: ${message}.`);
  }
}

/** An error speaks of names as they were written. */
function spelled(message: string, names: ReadonlyMap<string, string>): string {
  let text = message.replace('in a pure function', 'in an expression').replace('the end of the file', 'its end');
  for (const [identifier, name] of names) text = text.replaceAll(identifier, name);
  return /[?.]$/.test(text) ? text : `${text}.`;
}
