import { actionsOf, type Binding } from '../common/key-bindings';

/** What a key of the picture does. The legend lists the same table. */
export type Action =
  | 'zoomIn' | 'zoomOut' | 'left' | 'right' | 'up' | 'down' | 'previous' | 'next' | 'first' | 'last' | 'go' | 'step' | 'waker' | 'woken' | 'position' | 'race'
  | 'everything' | 'find' | 'nextFound' | 'previousFound' | 'copy' | 'legend' | 'escape';

export const bindings: readonly Binding<Action>[] = [
  { action: 'zoomIn', keys: ['w', '+', '='], says: 'closer' },
  { action: 'zoomOut', keys: ['s', '-'], says: 'farther' },
  { action: 'left', keys: ['a', 'ArrowLeft'], says: 'earlier' },
  { action: 'right', keys: ['d', 'ArrowRight'], says: 'later' },
  { action: 'up', keys: ['ArrowUp'], says: 'the lane or block above' },
  { action: 'down', keys: ['ArrowDown'], says: 'the lane or block below' },
  { action: 'previous', keys: [','], says: 'previous event of the lane, or change of the block' },
  { action: 'next', keys: ['.'], says: 'next event' },
  { action: 'first', keys: ['Home'], says: 'the beginning' },
  { action: 'last', keys: ['End'], says: 'the end' },
  { action: 'go', keys: ['Enter', ' '], says: 'move time to just after this event' },
  { action: 'step', keys: ['e'], says: 'let this thread perform the next event' },
  { action: 'waker', keys: ['b'], says: 'who woke me, or who should have' },
  { action: 'woken', keys: ['Shift+b'], says: 'whom did I wake' },
  { action: 'position', keys: ['p'], says: 'to the position' },
  { action: 'race', keys: ['r'], says: 'the window of the race' },
  { action: 'everything', keys: ['f'], says: 'the whole execution' },
  { action: 'find', keys: ['/', 'Ctrl+f'], says: 'find events by their words' },
  { action: 'nextFound', keys: ['n', 'F3'], says: 'next event found' },
  { action: 'previousFound', keys: ['Shift+n', 'Shift+F3'], says: 'previous event found' },
  { action: 'copy', keys: ['c'], says: 'copy what is in sight as SVG, PNG or text' },
  { action: 'legend', keys: ['?'], says: 'marks and keys' },
  { action: 'escape', keys: ['Escape'], says: 'close what is open' },
];

export const actionOf = actionsOf(bindings);
