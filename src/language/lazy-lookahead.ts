// Chevrotain works out which tokens lead to each alternative of the grammar before it parses anything. A scenario comes by
// few of them: here each is worked out when the parser first has to choose.
import { LLkLookaheadStrategy, type ILookaheadStrategy } from 'chevrotain';

type Options<Name extends 'buildLookaheadForAlternation' | 'buildLookaheadForOptional'> = Parameters<ILookaheadStrategy[Name]>[0];

export class LazyLookahead extends LLkLookaheadStrategy implements ILookaheadStrategy {
  override buildLookaheadForAlternation(options: Options<'buildLookaheadForAlternation'>) {
    return lazily(() => super.buildLookaheadForAlternation(options));
  }

  override buildLookaheadForOptional(options: Options<'buildLookaheadForOptional'>) {
    return lazily(() => super.buildLookaheadForOptional(options));
  }
}

/** A function that is made when it is first called. The parser calls it as a method of itself. */
function lazily<Args extends unknown[], Result>(make: () => (...args: Args) => Result): (...args: Args) => Result {
  let made: ((...args: Args) => Result) | undefined;
  return function (this: unknown, ...args) {
    return (made ??= make()).apply(this, args);
  };
}
