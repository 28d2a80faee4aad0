// How the console looks to a client that understands ANSI sequences. Colour never carries meaning alone: the words are the same.
import pc from 'picocolors';

type Mark = (text: string) => string;

export interface ConsoleStyle {
  /** `#12`, where it leads. */
  readonly number: Mark;
  /** A thread, a command: what a line is about. */
  readonly subject: Mark;
  /** What has come of something. */
  readonly result: Mark;
}

/** For a client that understands them, or, for all others, nothing but the words. */
export function consoleStyle(isAnsi: boolean): ConsoleStyle {
  const { bold, cyan, green } = pc.createColors(isAnsi);
  return { number: cyan, subject: bold, result: green };
}
