// Why a task is not enabled, in words. These words are put together nowhere else.
import { ModelError, type Blocked, type Program, type State } from '../../compiler/program';

/** "waits for i_rwsem of victim, held by reader and truncator": what follows the name of the task. */
export function blockedReason(program: Program, blocked: Blocked): string {
  if (blocked.holders.length === 0) return blocked.text;
  return `${blocked.text}, held by ${joinNames(blocked.holders.map((task) => program.tasks[task]!.name))}`;
}

/** Why the task cannot perform its next event, or undefined if it can. */
export function whyNot(program: Program, state: State, task: number): string | undefined {
  if (program.enabled(state, task) > 0) return undefined;
  const blocked = program.blocked(state, task);
  if (blocked) return blockedReason(program, blocked);
  const { status } = program.location(state, task);
  if (status === 'ended') return 'has ended';
  if (status === 'idle') return 'is idle: it has nothing to do';
  return 'is stopped';
}

/** What a task is blocked by; undefined if it can move, is idle or has ended, or if the model cannot tell: after an edit a state need not be one for which it was made. */
export function blockedIfKnown(program: Program, state: State, task: number): Blocked | undefined {
  try {
    return program.location(state, task).status === 'ready' && program.enabled(state, task) === 0 ? program.blocked(state, task) : undefined;
  } catch (error) {
    if (error instanceof ModelError) return undefined;
    throw error;
  }
}

/** `a`, `a and b`, `a, b and c`. */
export function joinNames(names: readonly string[], word = 'and'): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1]}`;
}
