import type { SymbolInfo } from '../symbols';
import type { Span, Type, Variable } from '../tree';

/** A parameter or local while its body is being checked. */
export interface Local {
  readonly index: number;
  readonly name: string;
  readonly type: Type;
  /** Its value could not be checked; what depends on it is not worth a message. */
  readonly isBroken?: boolean;
  readonly symbol: SymbolInfo;
  readonly span: Span;
  /** Of a `for` or `choose`: it cannot be assigned. */
  readonly isLoop: boolean;
  /** May be false from the start: a variable of a process that is first assigned inside a branch. */
  final: boolean;
  used: boolean;
}

/** The variables of one body. Names live until the end of their block; their slots stay. */
export class BodyScope {
  readonly locals: Local[] = [];
  private readonly blocks: Map<string, Local>[] = [new Map()];
  /** What was concluded from the values of locals, and holds only if they do not change. */
  readonly reliances: { readonly local: Local; readonly span: Span }[] = [];

  get variables(): Variable[] {
    return this.locals.map(({ name, type, final }) => ({ name, type, final }));
  }

  get isNested(): boolean {
    return this.blocks.length > 1;
  }

  lookup(name: string): Local | undefined {
    return this.blocks.findLast((block) => block.has(name))?.get(name);
  }

  declare(local: Omit<Local, 'index' | 'used'>, outermost = false): Local {
    const added = { ...local, index: this.locals.length, used: false };
    this.locals.push(added);
    this.blocks.at(outermost ? 0 : -1)!.set(local.name, added);
    return added;
  }

  /** Names declared by `inside` are forgotten after it. */
  block<T>(inside: () => T): T {
    this.blocks.push(new Map());
    try {
      return inside();
    } finally {
      this.blocks.pop();
    }
  }

  relyOn(local: Local, span: Span): void {
    this.reliances.push({ local, span });
  }

  visibleNames(): string[] {
    return this.blocks.flatMap((block) => [...block.keys()]);
  }
}
