// Expressions of the language over a moment of the execution. They are checked and compiled as the program's own are;
// only what the program does not know, the history, is worked out here.
import { CompileError } from '../../compiler/compile-error';
import { ModelError, type FrameInfo, type Program, type ReadExpression, type State } from '../../compiler/program';
import { KernelNames } from '../../language/checker/names';
import { readExpression } from '../../language/read-expression';
import type { Expr, KernelTree, Type } from '../../language/tree';
import type { Chronicle } from '../chronicle';
import { objectNames, type NamedObject } from '../object-names';
import { RequestError } from '../request-error';
import { builtinsFor, type Builtin } from './builtins';
import { identify } from './identifiers';
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

interface Variable extends Name {
  readonly object?: NamedObject;
  readonly call?: { readonly builtin: Builtin; readonly args: readonly Expression[] };
}

export class Expressions {
  readonly builtins: ReadonlyMap<string, Builtin>;
  private readonly names: KernelNames;

  constructor(private readonly program: Program, private readonly chronicle: Chronicle, kernel: KernelTree) {
    this.builtins = builtinsFor(kernel);
    this.names = new KernelNames({ ...kernel, functions: [...kernel.functions, ...[...this.builtins.values()].map(({ func }) => func)] });
  }

  /** `locals` are the names of the frame that it will be asked in. Throws a RequestError that says what is wrong. */
  compile(source: string, locals: readonly Name[] = [], isCondition = false): Expression {
    const shown = source.trim();
    if (shown === '') throw new RequestError('There is nothing to evaluate.');
    const objects = objectNames(this.program).all;
    const { text, names } = identify(shown, objects.keys());
    const variables = this.visible(locals, objects, names);
    const read = readExpression({ text, shown, isCondition }, { names: this.names, version: this.program.kernel, variables });
    if ('error' in read) throw new RequestError(spelled(read.error, names));
    return this.finish(read.expr, variables, shown);
  }

  /** The locals of the frame first, then the objects, by the names that stand in the text. */
  private visible(locals: readonly Name[], objects: ReadonlyMap<string, NamedObject>, names: ReadonlyMap<string, string>): Variable[] {
    const variables = new Map<string, Variable>();
    for (const local of locals) if (!variables.has(local.name)) variables.set(local.name, local);
    const object = (name: string, found: NamedObject): void => {
      if (!variables.has(name)) variables.set(name, { name, type: { kind: 'object', name: found.type }, object: found });
    };
    for (const [identifier, name] of names) object(identifier, objects.get(name)!);
    for (const [name, found] of objects) object(name, found);
    return [...variables.values()];
  }

  private finish(checked: Expr, visible: readonly Variable[], shown: string): Expression {
    const variables = [...visible];
    const expr = rewrite(checked, (inner) => {
      const builtin = inner.kind === 'call' ? this.builtins.get(inner.function) : undefined;
      if (inner.kind !== 'call' || !builtin) return undefined;
      const args = inner.args.map((arg) => this.finish(arg, visible, shown));
      return { kind: 'local', type: inner.type, index: variables.push({ name: inner.function, type: inner.type, call: { builtin, args } }) - 1 };
    });
    const used = localsIn(expr);
    const compiled = this.link(expr, variables);
    const values: number[] = [];
    return {
      type: expr.type,
      evaluate: (at) => {
        for (const index of used) values[index] = this.valueOf(variables[index]!, at);
        return read(compiled, at, values, at.task === undefined ? 0 : this.program.tasks[at.task]!.object, shown);
      },
    };
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
      const { type, instance } = object;
      if (objectNames(this.program).isInUse(at.state, type, instance.id)) return instance.id;
      throw new NoValue(notInUse(instance.name));
    }
    if (call) {
      const { program, chronicle } = this;
      const { state, position } = at;
      return call.builtin.compute({ program, chronicle, state, position }, call.args.map((arg) => arg.evaluate(at)));
    }
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
