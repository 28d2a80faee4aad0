// How much a client may send: what is longer is refused before anybody reads it, so that every request is answered soon.

/** In characters. */
export const limits = {
  /** An expression, a condition, a log message or a line of the console. A statement of the language has at most 1,000 words. */
  text: 10_000,
  /** The name of a function, a variable, a filter, a mode or a movement. */
  name: 200,
  /** The path of a file or its URI. */
  path: 4_096,
  /** A schedule has some characters for each change of the thread. */
  schedule: 4 * 1024 * 1024,
  /** The source of a scenario. */
  source: 1024 * 1024,
  /** The id of a data breakpoint has a line for each field of an object or element of an array. */
  dataId: 1024 * 1024,
} as const;

/** The most elements of a list, for example the breakpoints of a file. */
export const MOST_ELEMENTS = 1_000;

/** The most expressions in a log message. */
export const MOST_EXPRESSIONS = 100;
