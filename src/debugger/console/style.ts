// Colours of the console, for clients that understand ANSI sequences. They never carry meaning alone: the words are the same.
import pc from 'picocolors';

type Mark = (text: string) => string;

/** Marks parts of a text. */
export interface ConsoleStyle {
  /** The number of an event: `#12`. */
  readonly number: Mark;
  /** What a line is about: a thread, a command. */
  readonly subject: Mark;
  /** The new value of a field, a schedule: what can be pasted. */
  readonly result: Mark;
}

/** With ANSI sequences or, for other clients, without any mark. */
export function consoleStyle(isAnsi: boolean): ConsoleStyle {
  const { bold, cyan, green } = pc.createColors(isAnsi);
  return { number: cyan, subject: bold, result: green };
}
