import { actionsOf, type Binding } from '../common/key-bindings';

/** What a key does. The legend lists the same table. */
export type Action =
  | 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'debug' | 'previousDifference' | 'nextDifference' | 'elsewhere' | 'position' | 'fold' | 'ask' | 'legend' | 'escape';

export const bindings: readonly Binding<Action>[] = [
  { action: 'up', keys: ['ArrowUp'], says: 'the line above' },
  { action: 'down', keys: ['ArrowDown'], says: 'the line below' },
  { action: 'left', keys: ['ArrowLeft'], says: 'the left execution' },
  { action: 'right', keys: ['ArrowRight'], says: 'the right execution' },
  { action: 'first', keys: ['Home'], says: 'the first line' },
  { action: 'last', keys: ['End'], says: 'the last line' },
  { action: 'debug', keys: ['Enter', ' '], says: 'debug that execution, just after this event; on a fold, unfold it' },
  { action: 'nextDifference', keys: ['n', ']'], says: 'next difference' },
  { action: 'previousDifference', keys: ['p', '['], says: 'previous difference' },
  { action: 'elsewhere', keys: ['m'], says: 'the other place of an event that is moved' },
  { action: 'position', keys: ['d'], says: 'to where the debugger stands' },
  { action: 'fold', keys: ['f'], says: 'fold what is alike, or show all of it' },
  { action: 'ask', keys: ['c'], says: 'compare with something else' },
  { action: 'legend', keys: ['?'], says: 'marks and keys' },
  { action: 'escape', keys: ['Escape'], says: 'close what is open' },
];

export const actionOf = actionsOf(bindings);
