import { actionsOf, type Binding } from '../../view/common/key-bindings';

/** What a key does, wherever nothing else takes it. */
export type Action =
  | 'forward' | 'back' | 'first' | 'last' | 'into' | 'over' | 'out' | 'continue' | 'reverse' | 'violation' | 'check' | 'edit' | 'save' | 'help' | 'escape';

export const bindings: readonly Binding<Action>[] = [
  { action: 'forward', keys: ['.', 'ArrowRight'], says: 'one event forward' },
  { action: 'back', keys: [',', 'ArrowLeft'], says: 'one event back' },
  { action: 'first', keys: ['Home'], says: 'to the beginning' },
  { action: 'last', keys: ['End'], says: 'to the end of what is recorded' },
  { action: 'into', keys: ['i'], says: 'step into: the next event of the selected thread' },
  { action: 'over', keys: ['n'], says: 'step over' },
  { action: 'out', keys: ['o'], says: 'step out' },
  { action: 'continue', keys: ['c'], says: 'continue, until something stops it' },
  { action: 'reverse', keys: ['r'], says: 'back, until something stops it' },
  { action: 'violation', keys: ['v'], says: 'on to what goes wrong' },
  { action: 'check', keys: ['k'], says: 'check every interleaving again' },
  { action: 'edit', keys: ['e'], says: 'edit the scenario' },
  { action: 'save', keys: ['s'], says: 'save this page as it is now: scenario, kernel and events' },
  { action: 'help', keys: ['?'], says: 'this list' },
  { action: 'escape', keys: ['Escape'], says: 'close what is open' },
];

export const actionOf = actionsOf(bindings);
