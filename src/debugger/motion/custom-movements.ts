// Movements that the protocol has no request for: one table, for `daxscn/move` and the menus of VS Code. docs/dap-extensions.md
// describes them.
import { brief } from '../../language/brief';
import { isNothing } from '../../machine/execution/field-values';
import type { Debuggee } from './debuggee';
import { evaluate } from '../values/evaluate';
import { watchedBy, type Moment } from '../values/items';
import type { FrameReference } from '../values/stack';
import type { Variables } from '../values/variables';
import type { Filter } from '../protocol/capabilities';
import { stopForExceptions } from '../stops/explanations';
import type { RequestArguments } from '../protocol/request-arguments';
import { Forwards } from './forwards';
import { checkPosition, gotoPosition } from './goto-targets';
import { gotoLastChance } from './goto-last-chance';
import type { JumpHistory } from './jump-history';
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
  /** Performs one that is a jump. */
  jump(movement: (debuggee: Debuggee) => Stop): void;
  readonly jumps: Pick<JumpHistory, 'undo' | 'redo'>;
}

/** Checks the arguments and returns what begins the movement. Throws a RequestError if they are wrong. */
type CustomMovement = (session: MovableSession, args: RequestArguments) => () => void;

/** The custom movements by name; each says which arguments it takes. */
export const customMovements = {
  /** `threadId`. To just before its latest event. */
  backInThread: alongThread(stepBackInThread),
  /** `threadId`. To just before the call that it is in. */
  backOut: alongThread(stepBackOut),
  /** `threadId`. Runs this thread alone until it is not enabled. */
  untilBlocked: alongThread(runUntilBlocked),
  /** `expression`, or `variablesReference` and `name`: an object or a field. Back to an event that accesses it. */
  previousTouch: (session, args) => {
    const target = accessTarget(session, args);
    return () => session.go(new PreviousAccess(session.debuggee, target));
  },
  /** The same, forwards. */
  nextTouch: (session, args) => {
    const target = accessTarget(session, args);
    return () => session.go(new NextAccess(session.debuggee, target));
  },
  /** To the next layout retry, or to what else stops *continue*. */
  nextRetry: (session) => () => session.go(new Forwards(session.debuggee, untilRetry(session.debuggee))),
  /** To the first violation, or to the end. */
  violation: (session) => () => session.go(new ToViolation(session.debuggee, untilViolation(session.debuggee))),
  /** To before the recorded event after which nothing goes right any more. */
  lastChance: (session) => () => session.jump(gotoLastChance),
  /** To where the execution rested before the latest jump. */
  undoJump: (session) => () => session.move(() => session.jumps.undo()),
  /** To where the latest `undoJump` began. */
  redoJump: (session) => () => session.move(() => session.jumps.redo()),
} satisfies Record<string, CustomMovement>;

/** What goes to a recorded position. Throws a RequestError if there is no such position. */
export function toPosition(session: Pick<MovableSession, 'debuggee' | 'jump'>, position: number): () => void {
  checkPosition(session.debuggee, position);
  return () => session.jump((debuggee) => gotoPosition(debuggee, position));
}

/** Rule 5: what goes to where a fork begins and makes it the recorded future. Throws a RequestError if there is no fork with that id. */
export function toFork(session: Pick<MovableSession, 'debuggee' | 'jump'>, id: number): () => void {
  const { execution } = session.debuggee;
  const forks = execution.forks();
  const fork = forks.find((candidate) => candidate.id === id);
  if (!fork) {
    if (id === execution.fork) throw new RequestError(`Fork ${id} is the future in which you are.`);
    const ids = forks.map((candidate) => candidate.id);
    throw new RequestError(`There is no fork ${id}; ${ids.length > 0 ? `there are ${ids.join(', ')}` : 'there are none'}.`);
  }
  return () => session.jump((debuggee) => {
    debuggee.switchTo(fork);
    return gotoPosition(debuggee, fork.at);
  });
}

/** The `movement` of `daxscn/move`. */
export type CustomMovementName = keyof typeof customMovements;

/** At the end of an execution it starts from the beginning, so that it also finds violations in the past. */
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

/** Nothing else stops it but a livelock, or a deadlock or a hang at the end, which are what was looked for as well. */
function untilViolation(debuggee: Debuggee): StopCriteria {
  return {
    ...NO_STOPS, title: 'Go to violation', stopsWhenStuck: () => true,
    after: (position) => stopFor(debuggee, ['invariant_violated', 'assertion_failed'], position) ?? debuggee.rules.livelockAt(position),
  };
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
    ? variables.item(args.integer('variablesReference'), args.text('name', 'name'))
    : evaluate(args.text('expression'), moment, expressions, args.has('frameId') ? session.frame(args.integer('frameId')) : undefined);
  const name = brief(item?.expression ?? args.textOr('name', ''));
  const watched = watchedBy(item);
  if (isNothing(watched)) throw new RequestError(`\`${name}\` is no object and no field of one: no event touches it.`);
  return { name, ...watched };
}
