// Requests that move the position: rules 2 to 7.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { unpackChoice, packChoice } from '../../machine/execution/choice';
import type { Session } from '../session';
import { entryOf } from '../history/frame-entry';
import type { Answer, SomeRequests } from '../protocol/request-table';
import type { Debuggee } from '../motion/debuggee';
import type { RequestArguments } from '../protocol/request-arguments';
import { checkPosition, gotoPosition, listGotoTargets } from '../motion/goto-targets';
import { RequestError } from '../protocol/request-error';
import { clientFile } from '../sources/sources';
import { listStepInTargets } from '../motion/step-in-targets';
import { stepBack, stepInto, stepOut, stepOver } from '../motion/stepping';
import type { Stop } from '../stops/stop';
import { taskOf, threadId } from '../protocol/threads';

/** The requests that move the position. */
export function movementRequests(session: Session) {
  const taskIn = (args: RequestArguments): number => taskOf(args.integer('threadId'), session.debuggee.program);
  const moving = (movement: (debuggee: Debuggee) => Stop): Answer => ({ after: () => session.move(movement) });
  /** All threads move together: the thread of the request does not matter, but it must exist. */
  const allThreads = (args: RequestArguments, answer: Answer): Answer => {
    if (args.has('threadId')) taskIn(args);
    return answer;
  };

  const stepIn = (args: RequestArguments): Answer => {
    const task = taskIn(args);
    if (!args.has('targetId')) return moving((debuggee) => stepInto(debuggee, task));
    const target = unpackChoice(args.integer('targetId'));
    const { program, execution } = session.debuggee;
    const chosen = taskOf(threadId(target.task), program);
    if (target.alternative >= Math.max(1, program.enabled(execution.state, chosen))) {
      throw new RequestError(`${program.tasks[chosen]!.name} has no such alternative here: the target belongs to an earlier stop.`);
    }
    return moving((debuggee) => stepInto(debuggee, chosen, target.alternative));
  };

  const stepInTargets = (args: RequestArguments): Answer => {
    const { execution, lastChance } = session.debuggee;
    session.frame(args.integer('frameId'));
    const targets = listStepInTargets(execution, lastChance).map(({ choice, label, span }): DebugProtocol.StepInTarget => ({
      id: packChoice(choice), label, ...session.coordinates.range(span),
    }));
    return { body: { targets } };
  };

  const gotoTargets = (args: RequestArguments): Answer => {
    const { debuggee, coordinates, sources } = session;
    const source = sources.fromClient(clientFile(args.object('source')), debuggee.breakpointLocations.sources);
    const line = coordinates.fromLine(args.integer('line'));
    const found = source === undefined ? [] : listGotoTargets(debuggee, source, line);
    return { body: { targets: found.map(({ position, label, span }) => ({ id: position + 1, label, ...coordinates.range(span) })) } };
  };

  const goto = (args: RequestArguments): Answer => {
    const position = args.integer('targetId') - 1;
    if (position < 0) throw new RequestError('There is no such target: targets come from `gotoTargets`.');
    checkPosition(session.debuggee, position);
    return { after: () => session.jump((debuggee) => gotoPosition(debuggee, position)) };
  };

  /** Rule 5: back to where the call began. The events since then are the recorded future. */
  const restartFrame = (args: RequestArguments): Answer => {
    const { task, frame, event } = session.frame(args.integer('frameId'));
    return {
      after: () => session.jump((debuggee) => {
        debuggee.go(entryOf(debuggee.execution, event ?? debuggee.position, task, frame.activation, debuggee.routines));
        return { reason: 'goto', task, description: 'Paused at start of call' };
      }),
    };
  };

  const pause = (): Answer => {
    // The client may be late: an execution that rests already reports its stop once more.
    if (session.phase === 'stopped') return { after: () => session.repeatStop() };
    return { after: () => session.pause() };
  };

  return {
    continue: {
      needs: 'stop',
      answer: (args) => allThreads(args, { body: { allThreadsContinued: true }, after: () => session.continue() }),
    },
    pause: { needs: 'program', answer: pause },
    next: { needs: 'stop', answer: (args) => { const task = taskIn(args); return moving((debuggee) => stepOver(debuggee, task)); } },
    stepIn: { needs: 'stop', answer: stepIn },
    stepOut: { needs: 'stop', answer: (args) => { const task = taskIn(args); return moving((debuggee) => stepOut(debuggee, task)); } },
    stepBack: { needs: 'stop', answer: (args) => allThreads(args, moving(stepBack)) },
    reverseContinue: { needs: 'stop', answer: (args) => allThreads(args, { after: () => session.reverse() }) },
    stepInTargets: { needs: 'stop', answer: stepInTargets },
    gotoTargets: { needs: 'stop', answer: gotoTargets },
    goto: { needs: 'stop', answer: goto },
    restartFrame: { needs: 'stop', answer: restartFrame },
  } satisfies SomeRequests;
}
