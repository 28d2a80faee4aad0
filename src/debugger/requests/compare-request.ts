// `daxscn/compare`: which two executions are meant.
import type { Execution } from '../../machine/execution/execution';
import { follow } from '../../machine/compare/follow';
import { replay } from '../../machine/schedule/replay';
import { comparisonOf, kernelTitle, type Given } from '../compare/comparison';
import type { RequestArguments } from '../protocol/request-arguments';
import { RequestError } from '../protocol/request-error';
import type { Answer } from '../protocol/request-table';
import type { Session } from '../session';
import type { AskedSide } from '../../view/messages/compare';
import { filePath } from '../sources/same-file';

/** A side whose title nobody has given yet. */
interface Untitled extends Omit<Given, 'title'> {
  readonly title?: string;
  /** Its source is not that of the file. */
  readonly isEdited?: boolean;
}

/** The left side is the recorded execution unless the arguments say another one. Rejects with a RequestError if a side cannot be made. */
export async function compare(session: Session, args: RequestArguments): Promise<Answer> {
  const { execution } = session.debuggee;
  const recorded: Untitled = { execution, overlays: session.configuration.overlays ?? [], lastChance: session.lastChanceOf(execution) };
  const left = args.has('left') ? await sideOf(session, args.object('left'), recorded) : recorded;
  const right = await sideOf(session, args.object('right'), left);
  return { body: comparisonOf(...titled(left, right)) };
}

/** Without a schedule it follows the execution that it is compared with. */
async function sideOf(session: Session, args: RequestArguments, other: Untitled): Promise<Untitled> {
  const asked: AskedSide = {
    ...(args.has('program') && { program: filePath(args.text('program', 'path')) }),
    ...(args.has('text') && { text: args.text('text', 'source') }),
    ...(args.has('kernel') && { kernel: args.text('kernel', 'path') }),
    ...(args.has('overlays') && { overlays: args.names('overlays', 'path').map(filePath) }),
  };
  const { program: own } = session.debuggee;
  const program = Object.keys(asked).length === 0 ? own : await session.compile(asked);
  const execution = args.has('schedule') ? replayed(program, args.text('schedule', 'schedule')) : follow(program, other.execution);
  return {
    execution, lastChance: session.lastChanceOf(execution),
    overlays: asked.overlays ?? session.configuration.overlays ?? [],
    ...(args.has('title') && { title: args.text('title', 'name') }),
    ...(asked.text !== undefined && { isEdited: true }),
  };
}

function replayed(program: Execution['program'], schedule: string): Execution {
  const { execution, refusal } = replay(program, schedule);
  if (refusal) throw new RequestError(`\`schedule\` does not fit this program at column ${refusal.offset + 1}: ${refusal.message}`);
  return execution;
}

/** The kernel and the overlays, where they tell the sides apart. */
function titled(left: Untitled, right: Untitled): [Given, Given] {
  const kernelOf = ({ execution, overlays }: Untitled): string => kernelTitle(execution.program, overlays);
  const isOtherKernel = kernelOf(left) !== kernelOf(right);
  const [one, other] = isOtherKernel ? [kernelOf(left), kernelOf(right)] : right.isEdited ? ['before the edit', 'after the edit'] : ['recorded run', 'other run'];
  return [{ ...left, title: left.title ?? one }, { ...right, title: right.title ?? other }];
}
