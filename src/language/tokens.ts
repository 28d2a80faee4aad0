/**
 * Words that mean something in one context only and stay free as names everywhere else. They count as identifiers
 * for the parser, which keeps its look-ahead tables small (an alternative per word made start-up twice as long).
 */
export const contextual: ReadonlySet<string> = new Set([
  'device', 'mount', 'file', 'process', 'kernel', 'scenario', 'schedule', 'run', 'blocked', 'end', 'event', 'events',
  'agent', 'object', 'extend', 'operations', 'declares', 'boot', 'on', 'as', 'by', 'held', 'because', 'where', 'holds', 'hang', 'deadlock',
  'livelock', 'violates', 'reaches', 'reach', 'never', 'expect', 'use', 'since', 'until', 'under', 'all', 'invariant',
  'response', 'returns', 'assuming',
]);
