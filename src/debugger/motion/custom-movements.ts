// Movements that the protocol has no word for: one table, which `daxscn/move` and with it the menus of VS Code are made of.
import type { Debuggee } from './debuggee';
import { evaluate } from '../values/evaluate';
import type { Moment } from '../values/items';
import type { FrameReference } from '../values/stack';
import type { Variables } from '../values/variables';
import type { Filter } from '../protocol/capabilities';
import { stopForExceptions } from '../stops/explanations';
import type { RequestArguments } from '../protocol/request-arguments';
import { Forwards } from './forwards';
import { checkPosition, gotoPosition } from './goto-targets';
import { RequestError } from '../protocol/request-error';
import type { Movement } from './run';
import { runUntilBlocked } from './stepping';
import { stepBackInThread, stepBackOut } from './stepping-back';
import { NO_STOPS, type Stop, type StopCriteria } from '../stops/stop';
import { taskOf } from '../protocol/threads';
import { NextAccess, PreviousAccess, type AccessTarget } from './access-search';

/** What these movements need of the session that they move. */
export interface MovableSession {
  readonly debuggee: Debuggee;
  readonly moment: Moment;
  readonly variables: Pick<Variables, 'item'>;
  /** Throws a RequestError if the frame belongs to an earlier stop. */
  frame(id: number): FrameReference;
  /** Begins a movement that may be long. */
  go(movement: Movement): void;
  /** Performs a short movement at once. */
  move(movement: (debuggee: Debuggee) => Stop): void;
}

/** Reads its arguments, throwing a RequestError if they are wrong, and returns what begins the movement. */
type CustomMovement = (session: MovableSession, args: RequestArguments) => () => void;

export const customMovements = {
  /** `threadId`: to before its latest event. */
  backInThread: alongThread(stepBackInThread),
  /** `threadId`: to before the call that it is in. */
  backOut: alongThread(stepBackOut),
  /** `threadId`: nobody else moves until it cannot. */
  untilBlocked: alongThread(runUntilBlocked),
  /** `expression`, or `variablesReference` and `name`: what an event touches that is an object or a field. */
  previousTouch: (session, args) => {
    const target = accessTarget(session, args);
    return () => session.go(new PreviousAccess(session.debuggee, target));
  },
  nextTouch: (session, args) => {
    const target = accessTarget(session, args);
    return () => session.go(new NextAccess(session.debuggee, target));
  },
  /** Whatever else stops *continue* stops it too. */
  nextRetry: (session) => () => session.go(new Forwards(session.debuggee, untilRetry(session.debuggee))),
  violation: (session) => () => session.go(new ToViolation(session.debuggee, untilViolation(session.debuggee))),
} satisfies Record<string, CustomMovement>;

/** To a recorded position. Throws a RequestError if there is no such. */
export function toPosition(session: Pick<MovableSession, 'debuggee' | 'move'>, position: number): () => void {
  checkPosition(session.debuggee, position);
  return () => session.move((debuggee) => gotoPosition(debuggee, position));
}

/** Rule 5: to where an abandoned future begins, which becomes the recorded one. Throws a RequestError if there is none of that number. */
export function toFork(session: Pick<MovableSession, 'debuggee' | 'move'>, id: number): () => void {
  const { execution } = session.debuggee;
  const forks = execution.forks();
  const fork = forks.find((candidate) => candidate.id === id);
  if (!fork) {
    if (id === execution.fork) throw new RequestError(`Fork ${id} is the future in which you are.`);
    const ids = forks.map((candidate) => candidate.id);
    throw new RequestError(`There is no fork ${id}; ${ids.length > 0 ? `there are ${ids.join(', ')}` : 'there are none'}.`);
  }
  return () => session.move((debuggee) => {
    debuggee.switchTo(fork);
    return gotoPosition(debuggee, fork.at);
  });
}

export type CustomMovementName = keyof typeof customMovements;

/** Also finds the violations that are behind a session which has come to the end: from there it looks from the beginning. */
class ToViolation extends Forwards {
  private hasBegun = false;

  override advance(): Stop | undefined {
    if (!this.hasBegun && !this.debuggee.upcoming()) this.debuggee.go(0);
    this.hasBegun = true;
    return super.advance();
  }
}

function untilRetry(debuggee: Debuggee): StopCriteria {
  const { rules } = debuggee;
  return {
    title: 'Next retry',
    before: (position, task) => rules.before(position, task),
    after: (position) => rules.after(position) ?? stopFor(debuggee, ['layout_retry'], position),
    stopsWhenStuck: (task) => rules.stopsWhenStuck(task),
  };
}

/** Nothing else stops it; a deadlock or a hang at the end is what it was looking for as well. */
function untilViolation(debuggee: Debuggee): StopCriteria {
  return { ...NO_STOPS, title: 'Go to violation', after: (position) => stopFor(debuggee, ['invariant_violated', 'assertion_failed'], position), stopsWhenStuck: () => true };
}

function stopFor({ exceptions, execution }: Debuggee, filters: readonly Filter[], position: number): Stop | undefined {
  const raised = exceptions.at(position - 1);
  const found = filters.map((name) => raised.filter(({ filter }) => filter === name)).find(({ length }) => length > 0);
  return found && stopForExceptions(execution, found);
}

function alongThread(move: (debuggee: Debuggee, task: number) => Stop): CustomMovement {
  return (session, args) => {
    const task = taskOf(args.integer('threadId'), session.debuggee.program);
    return () => session.move((debuggee) => move(debuggee, task));
  };
}

function accessTarget(session: MovableSession, args: RequestArguments): AccessTarget {
  const { variables, moment, debuggee: { expressions } } = session;
  const item = args.has('variablesReference')
    ? variables.item(args.integer('variablesReference'), args.text('name'))
    : evaluate(args.text('expression'), moment, expressions, args.has('frameId') ? session.frame(args.integer('frameId')) : undefined);
  const name = item?.expression ?? args.textOr('name', '');
  const slots = item?.slots ?? item?.children?.().flatMap((child) => child.slots ?? []) ?? [];
  if (slots.length === 0) throw new RequestError(`\`${name}\` is no object and no field of one: no event touches it.`);
  return { name, slots };
}
