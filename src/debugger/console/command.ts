// A command of the debug console: what it is given and what it answers.
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { CompletionContext } from '../expressions/completions';
import type { MovableSession } from '../motion/custom-movements';
import type { Item, Moment } from '../values/items';
import type { FrameReference } from '../values/stack';
import type { ConsoleStyle } from './style';

/** What commands need of the session that they are about. */
export interface ConsoleSession extends Pick<MovableSession, 'debuggee' | 'jump'> {
  readonly moment: Moment;
  /** How to come to the present position again, in the form of the launch attribute `schedule`. */
  readonly schedule: string;
  readonly style: ConsoleStyle;
}

/** The answer to the protocol's `evaluate` in the context `repl`. */
export interface ConsoleAnswer {
  /** One line or several. */
  readonly text: string;
  /** What opens under it. */
  readonly children?: (() => readonly Item[]) | undefined;
  /** What happens once it has been given. */
  readonly after?: () => void;
}

export interface Command {
  /** An example: its first word is the command. */
  readonly usage: string;
  readonly doc: string;
  /** Throws a RequestError that says what is wrong with the argument. `at`: the frame that is selected. */
  answer(session: ConsoleSession, argument: string, at?: FrameReference): ConsoleAnswer;
  /** What its argument can be; none if it takes none. */
  complete?(context: CompletionContext): readonly DebugProtocol.CompletionItem[];
}
