// What a breakpoint demands beyond its location: a condition, a hit condition, a mode; or a log message instead of a stop.
// Rule 8: all of it is evaluated before the event commits, and a function of the position.
import type { FrameInfo, Program, Task } from '../../compiler/program';
import { brief } from '../../language/brief';
import { readMode } from '../protocol/breakpoint-modes';
import type { ExpressionCompiler } from '../expressions/expression-compiler';
import { NoValue, type EvaluationContext, type Expression, type TypedName } from '../expressions/expression';
import { readHitCondition, type HitCondition } from './hit-condition';
import { MOST_EXPRESSIONS } from '../protocol/limits';
import { RequestError } from '../protocol/request-error';

/** As the client sent them; `mode` is a name of breakpoint-modes.ts. */
export interface ConditionTexts {
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
  readonly mode?: string;
}

/** What a condition is compiled against. */
export interface ConditionScope {
  readonly program: Program;
  readonly expressions: ExpressionCompiler;
  /** The frames in which it may be evaluated; none if it is evaluated without one. */
  readonly frames: readonly FrameInfo[];
  /** Names beyond those of the frames: `EvaluationContext.extra` has their values. */
  readonly extra?: readonly TypedName[];
}

/** An expression in several frames, whose locals may differ. */
class FramedExpression {
  private readonly compiled = new Map<string, Expression | undefined>();

  /** Throws the RequestError of the first frame if it is valid in none. */
  constructor(private readonly text: string, private readonly scope: ConditionScope, private readonly isCondition: boolean) {
    if (scope.frames.length === 0) this.compile([]);
    else if (!scope.frames.some((frame) => this.in(frame))) this.compile(scope.frames[0]!.variables);
  }

  evaluate(context: EvaluationContext): { readonly value: number; readonly expression: Expression } {
    const expression = this.in(context.frame);
    if (!expression) throw new NoValue(`\`${brief(this.text)}\` names what is not known here.`);
    return { expression, value: expression.evaluate(context) };
  }

  private in(frame: FrameInfo | undefined): Expression | undefined {
    const locals = frame?.variables ?? [];
    const key = locals.map(({ name, type }) => `${name}:${'name' in type ? type.name : type.kind}`).join();
    if (!this.compiled.has(key)) this.compiled.set(key, this.tryCompile(locals));
    return this.compiled.get(key);
  }

  private tryCompile(locals: readonly TypedName[]): Expression | undefined {
    try {
      return this.compile(locals);
    } catch (error) {
      if (error instanceof RequestError) return undefined;
      throw error;
    }
  }

  private compile(locals: readonly TypedName[]): Expression {
    return this.scope.expressions.compile(this.text, [...this.scope.extra ?? [], ...locals], this.isCondition);
  }
}

/** The condition, hit condition, mode and log message of one breakpoint. */
export class BreakpointCondition {
  /** Whether the hit with a number, from 1, counts; undefined if every hit does. */
  readonly hits: HitCondition | undefined;
  private readonly condition: FramedExpression | undefined;
  private readonly admits: ((task: Task) => boolean) | undefined;
  private readonly log: readonly (string | FramedExpression)[] | undefined;

  /** Throws a RequestError that says what is wrong with the texts. */
  constructor({ condition, hitCondition, logMessage, mode }: ConditionTexts, private readonly scope: ConditionScope) {
    if (hitCondition?.trim()) this.hits = readHitCondition(hitCondition);
    if (condition?.trim()) this.condition = new FramedExpression(condition.trim(), scope, true);
    if (mode !== undefined) this.admits = readMode(mode);
    if (logMessage?.trim()) this.log = pieces(logMessage).map((piece) => (typeof piece === 'string' ? piece : new FramedExpression(piece.expression, scope, false)));
  }

  /** Whether it is a log point: it writes a message and does not stop. */
  get isLog(): boolean {
    return this.log !== undefined;
  }

  /** Whether `holds` may be false. */
  get isConditional(): boolean {
    return this.condition !== undefined || this.admits !== undefined;
  }

  /** Whether condition and mode hold; a condition without a value does not. The hit condition is not evaluated. */
  holds(context: EvaluationContext): boolean {
    if (this.admits && context.task !== undefined) {
      const task = this.scope.program.tasks[context.task];
      // No task performs an edit.
      if (!task || !this.admits(task)) return false;
    }
    if (!this.condition) return true;
    try {
      return this.condition.evaluate(context).value !== 0;
    } catch (error) {
      if (error instanceof NoValue) return false;
      throw error;
    }
  }

  /** The log message, with the values of its expressions. */
  message(context: EvaluationContext): string {
    return (this.log ?? []).map((piece) => (typeof piece === 'string' ? piece : this.text(piece, context))).join('');
  }

  private text(piece: FramedExpression, context: EvaluationContext): string {
    try {
      const { value, expression } = piece.evaluate(context);
      return this.scope.program.format(value, expression.type);
    } catch (error) {
      if (error instanceof NoValue) return `{${error.message.replace(/\.$/, '')}}`;
      throw error;
    }
  }
}

/** The texts and the expressions of a message such as `busy is {busy}`. */
function pieces(message: string): (string | { expression: string })[] {
  const parts = message.split(/(\{[^{}]*\})/).filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') && piece.endsWith('}') ? { expression: piece.slice(1, -1) } : piece));
  const count = parts.filter((part) => typeof part !== 'string').length;
  if (count > MOST_EXPRESSIONS) throw new RequestError(`This message has ${count} expressions, at most ${MOST_EXPRESSIONS} are evaluated.`);
  return parts;
}
