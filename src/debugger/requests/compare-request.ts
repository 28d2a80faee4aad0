// `daxscn/compare`: which two executions are meant.
import { formatVersion } from '../../language/versions';
import type { Execution } from '../../machine/execution/execution';
import { follow } from '../../machine/compare/follow';
import { replay } from '../../machine/schedule/replay';
import { comparisonOf, type Given } from '../compare/comparison';
import type { RequestArguments } from '../protocol/request-arguments';
import { RequestError } from '../protocol/request-error';
import type { Answer } from '../protocol/request-table';
import type { Session } from '../session';
import type { AskedSide } from '../../view/messages/compare';
import { filePath } from '../sources/same-file';

/** The left side is the recorded execution unless the arguments say another one. Rejects with a RequestError if a side cannot be made. */
export async function compare(session: Session, args: RequestArguments): Promise<Answer> {
  const { execution } = session.debuggee;
  const overlays = session.configuration.overlays ?? [];
  const recorded: Given = { execution, overlays, title: formatVersion(execution.program.kernel) };
  const left = args.has('left') ? await sideOf(session, args.object('left'), recorded) : recorded;
  const right = await sideOf(session, args.object('right'), left);
  return { body: comparisonOf(...titled(left, right)) };
}

/** Without a schedule it follows the execution that it is compared with. */
async function sideOf(session: Session, args: RequestArguments, other: Given): Promise<Given> {
  const asked: AskedSide = {
    ...(args.has('program') && { program: filePath(args.text('program', 'path')) }),
    ...(args.has('text') && { text: args.text('text', 'source') }),
    ...(args.has('kernel') && { kernel: args.text('kernel', 'path') }),
    ...(args.has('overlays') && { overlays: args.names('overlays', 'path').map(filePath) }),
  };
  const { program: own } = session.debuggee;
  const program = Object.keys(asked).length === 0 ? own : await session.compile(asked);
  return {
    execution: args.has('schedule') ? replayed(program, args.text('schedule', 'schedule')) : follow(program, other.execution),
    title: args.textOr('title', formatVersion(program.kernel)),
    overlays: asked.overlays ?? session.configuration.overlays ?? [],
  };
}

function replayed(program: Execution['program'], schedule: string): Execution {
  const { execution, refusal } = replay(program, schedule);
  if (refusal) throw new RequestError(`\`schedule\` does not fit this program at column ${refusal.offset + 1}: ${refusal.message}`);
  return execution;
}

/** Two sides have two names. */
function titled(left: Given, right: Given): [Given, Given] {
  if (left.title !== right.title) return [left, right];
  return [{ ...left, title: `${left.title}, left` }, { ...right, title: `${right.title}, right` }];
}
