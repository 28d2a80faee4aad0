// How long tests in VS Code wait for an event before they fail: an end for what never comes, not a measure of speed. On a machine that
// is ten times slower, and busy, everything still comes in time.

/** For one thing to happen, in milliseconds. */
export const PATIENCE = 100_000;

/** For a whole test, the start of VS Code included, in milliseconds. */
export const TEST_PATIENCE = 3 * PATIENCE;
