/** Begins each line of the suite's report, by which it is found among what VS Code itself prints. It has no width. */
export const suiteMark = '\u2060';
