// What a breakpoint asks beyond its place: a condition, a hit count, who must be at it, and whether it stops or only says something.
// All of it is a function of the position, evaluated before the event commits.
import type { FrameInfo, Program, Task } from '../../compiler/program';
import { readMode } from '../protocol/breakpoint-modes';
import type { ExpressionCompiler } from '../expressions/expression-compiler';
import { NoValue, type EvaluationContext, type Expression, type TypedName } from '../expressions/expression';
import { readHitCondition, type HitCondition } from './hit-condition';
import { RequestError } from '../protocol/request-error';

/** As the client sent them. */
export interface ConditionTexts {
  readonly condition?: string;
  readonly hitCondition?: string;
  readonly logMessage?: string;
  readonly mode?: string;
}

export interface ConditionScope {
  readonly program: Program;
  readonly expressions: ExpressionCompiler;
  /** Frames in which it may be asked; none if it has no frame. */
  readonly frames: readonly FrameInfo[];
  /** Names that every such frame knows. */
  readonly extra?: readonly TypedName[];
}

/** An expression in the frames of a place: their locals need not be the same everywhere. */
class FramedExpression {
  private readonly compiled = new Map<string, Expression | undefined>();

  /** Throws the RequestError of the first frame if it is right in none. */
  constructor(private readonly text: string, private readonly scope: ConditionScope, private readonly isCondition: boolean) {
    if (scope.frames.length === 0) this.compile([]);
    else if (!scope.frames.some((frame) => this.in(frame))) this.compile(scope.frames[0]!.variables);
  }

  evaluate(at: EvaluationContext): { readonly value: number; readonly expression: Expression } {
    const expression = this.in(at.frame);
    if (!expression) throw new NoValue(`\`${this.text}\` names what is not known here.`);
    return { expression, value: expression.evaluate(at) };
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

export class BreakpointCondition {
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

  /** It says something and does not stop. */
  get isLog(): boolean {
    return this.log !== undefined;
  }

  /** There is something that may not hold. */
  get isConditional(): boolean {
    return this.condition !== undefined || this.admits !== undefined;
  }

  /** What has no value does not hold. */
  holds(at: EvaluationContext): boolean {
    if (this.admits && at.task !== undefined) {
      const task = this.scope.program.tasks[at.task];
      // An edit is nobody's.
      if (!task || !this.admits(task)) return false;
    }
    if (!this.condition) return true;
    try {
      return this.condition.evaluate(at).value !== 0;
    } catch (error) {
      if (error instanceof NoValue) return false;
      throw error;
    }
  }

  message(at: EvaluationContext): string {
    return (this.log ?? []).map((piece) => (typeof piece === 'string' ? piece : this.text(piece, at))).join('');
  }

  private text(piece: FramedExpression, at: EvaluationContext): string {
    try {
      const { value, expression } = piece.evaluate(at);
      return this.scope.program.format(value, expression.type);
    } catch (error) {
      if (error instanceof NoValue) return `{${error.message.replace(/\.$/, '')}}`;
      throw error;
    }
  }
}

/** `busy is {busy}`: words and expressions. */
function pieces(message: string): (string | { expression: string })[] {
  return message.split(/(\{[^{}]*\})/).filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') && piece.endsWith('}') ? { expression: piece.slice(1, -1) } : piece));
}
