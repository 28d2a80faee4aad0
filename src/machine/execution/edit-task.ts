// Nobody performs an edit, nowhere: what stands for the task and its place, so that every list of events says what it is.
import type { Location, Task } from '../../compiler/program';
import { NOBODY } from './choice';

const WHAT_IF = 'what if';

export const nobody: Task = { index: NOBODY, name: WHAT_IF, routine: WHAT_IF, kind: 'agent', pcSlot: -1, object: 0, locations: [] };

export const nowhere: Location = {
  pc: 0, status: 'ready', waits: false, frames: [{ function: WHAT_IF, source: '', span: [0, 0, 0, 0], activation: 0, variables: [] }],
};
