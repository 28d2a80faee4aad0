// What is said of a hunt: how far it is, and which text of the kernel that stands for. Pure.
import type { HuntEnded, HuntFound, HuntStep } from '../../hunt/hunt-messages';

export interface HuntState {
  /** `my-patch.daxk on v6.18, xfs` */
  readonly target: string;
  /** `14:02:11`: when the kernel was read. */
  readonly since: string;
  /** The overlay has been edited and not saved since. */
  readonly isEdited: boolean;
  readonly found: readonly HuntFound[];
  readonly step?: HuntStep | HuntEnded;
  readonly isCancelled: boolean;
  /** The process has ended; `problem`: why it has failed. */
  readonly isOver: boolean;
  readonly problem?: string;
}

export interface HuntStatus {
  /** For the status bar, with an icon. */
  readonly text: string;
  /** For whoever wants to know more. */
  readonly detail: string;
}

export function statusOf(state: HuntState): HuntStatus {
  const { target, isOver, problem, isEdited, since } = state;
  const icon = problem !== undefined ? '$(error)' : !isOver ? '$(sync~spin)' : state.found.length > 0 ? '$(warning)' : '$(check)';
  const age = isEdited ? `This stands for the text that was saved at ${since}, before the edit.` : `This stands for the text as it was saved at ${since}.`;
  return { text: `${icon} Hunt: ${foundText(state)}${isEdited ? ' (before the edit)' : ''}`, detail: `${target}: ${progressText(state)}. ${age}` };
}

/** `2 found` */
export function foundText({ found, problem, isOver }: HuntState): string {
  if (problem !== undefined) return 'an error';
  return found.length > 0 ? `${found.length} found` : isOver ? 'nothing found' : 'nothing found yet';
}

/** What was tried, what was found and what is left, in a line. */
export function progressText(state: HuntState): string {
  const { step, problem, isOver, isCancelled } = state;
  if (problem !== undefined) return problem;
  if (!step) return isOver ? 'cancelled before anything was tried' : 'looking for calls that can meet';
  const count = (number: number): string => number.toLocaleString('en');
  const open = step.incomplete > 0 ? ` (${count(step.incomplete)} not to the end)` : '';
  return `${foundText(state)} in ${count(step.tried)} scenarios${open}, ${count(step.states)} states; ${leftText(step, isCancelled)}`;
}

function leftText(step: HuntStep | HuntEnded, isCancelled: boolean): string {
  const { now, most } = step.sizes;
  if (step.type === 'hunting') return `size ${now} of ${most}`;
  if (step.complete) return 'all there are in these bounds';
  return `${isCancelled ? 'cancelled' : 'out of time'}, left: ${step.left === 1 ? 'the largest size' : `sizes ${most - step.left + 1} to ${most}`}`;
}
