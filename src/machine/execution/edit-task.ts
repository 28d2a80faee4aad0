// No task performs an edit. These stand for the task and its location, so that a list of events can say what it is.
import type { Location, Task } from '../../compiler/program';
import { EDIT_TASK } from './choice';

const WHAT_IF = 'what if';

/** The task of every edit. Its index, `EDIT_TASK`, is none of the program's. */
export const editTask: Task = { index: EDIT_TASK, name: WHAT_IF, routine: WHAT_IF, kind: 'agent', pcSlot: -1, object: 0, locations: [] };

/** The location of every edit: one frame, of no source. */
export const editLocation: Location = {
  pc: 0, status: 'ready', waits: false, isInCall: false, frames: [{ function: WHAT_IF, source: '', span: [0, 0, 0, 0], activation: 0, variables: [] }],
};
