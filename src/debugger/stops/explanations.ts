// Stops in words: what happened, and why it matters. The client shows the explanation in its exception widget.
import { formatVersion } from '../../language/versions';
import { list } from '../../language/suggest';
import { ModelLimit, type ModelError, type Program } from '../../compiler/program';
import { joinNames } from '../../machine/execution/blocking';
import { EDIT_TASK } from '../../machine/execution/choice';
import { isChangedAfterwards } from '../../machine/execution/event';
import type { Execution, MachineEvent } from '../../machine/execution/execution';
import { insteadSentence, lastChanceSentence } from '../../machine/explain/last-chance';
import { livelockExplanation, stuckExplanation, violationExplanation } from '../../machine/explain/explanation';
import type { MissingWait } from '../../machine/explain/missing-wait';
import { limitText } from '../../machine/verdict/model-limit';
import type { Livelock } from '../../machine/verdict/livelock';
import { capitalized, eventPhrase } from '../../machine/explain/phrases';
import type { Stuck } from '../../machine/verdict/verdict';
import { whatIfNote, withWhatIf } from '../../machine/explain/what-if';
import type { DataBreakpoint } from './breakpoint';
import { dataAccesses, type Filter } from '../protocol/capabilities';
import type { RaisedException } from '../history/exception-history';
import type { Stop } from './stop';
import type { FieldAccess } from '../history/field-accesses';
import { waitingLines } from './waiting';

/** The stop for exceptions of one event and one filter; they are explained together. */
export function stopForExceptions(execution: Execution, raised: readonly RaisedException[]): Stop {
  const stops = raised.map((exception) => ({ ...describe(execution, exception), filter: exception.filter, task: exception.task }));
  const [{ task, filter, description, title }] = stops as [(typeof stops)[number]];
  const { index } = raised[0]!;
  const missing = stops.find(({ missingWait }) => missingWait)?.missingWait;
  const isAboutEvent = filter !== 'task_blocked' && task !== EDIT_TASK;
  const isVerdict = filter === 'invariant_violated' || filter === 'assertion_failed';
  const say = (said: string): string => (isVerdict ? withWhatIf(execution, index + 1, said) : said);
  return {
    reason: reasonOf(filter), task, description, text: say(stops.map(({ text }) => text).join('; ')),
    ...(isAboutEvent && { event: index }),
    exception: {
      id: filter, title, explanation: say(stops.map(({ explanation }) => explanation).join(' ')),
      ...(missing && { missingWait: missing }),
    },
  };
}

/** Nothing is wrong after a retry or when a task waits: it is no exception to the client, which would show it in red. */
function reasonOf(filter: Filter): Stop['reason'] {
  if (filter === 'layout_retry') return 'layout retry';
  return filter === 'task_blocked' ? 'task blocked' : 'exception';
}

interface Description {
  readonly description: string;
  readonly title: string;
  readonly text: string;
  readonly explanation: string;
  readonly missingWait?: MissingWait | null;
}

function describe(execution: Execution, exception: RaisedException): Description {
  const event = execution.eventAt(exception.index);
  switch (exception.filter) {
    case 'layout_retry': return describeRetry(execution, event, exception.number);
    case 'point_of_no_return': return describePointOfNoReturn(execution, event, exception.instead);
    case 'task_blocked': return describeBlocked(execution, event, exception.task);
    case 'invariant_violated':
    case 'assertion_failed': {
      const { violation } = exception;
      const what = exception.filter === 'assertion_failed' ? 'Assertion failed' : 'Invariant violated';
      const { reason, missingWait } = violationExplanation(execution, { ...event, violation });
      return { description: what, title: `${what}: ${violation.property}`, text: violation.text, explanation: reason, missingWait };
    }
  }
}

function describeRetry(execution: Execution, event: MachineEvent, number: number): Description {
  const page = busyPage(execution, event);
  const title = `layout retry ${number} of ${event.task.name}`;
  const busy = page ? `${page} was still in use` : 'a page was still in use';
  return {
    description: `Paused on layout retry ${number}`, title: capitalized(title), text: `${title}: ${busy}`,
    explanation: `${title}, at event ${event.index + 1} (${event.text}): ${busy} when it looked, so nothing it learned counts. `
      + `It goes round again and examines every page once more (kernel ${formatVersion(execution.program.kernel)}).`,
  };
}

/** Nothing is wrong yet. */
function describePointOfNoReturn(execution: Execution, { index, task }: MachineEvent, instead: readonly number[]): Description {
  const names = instead.map((other) => execution.program.tasks[other]!.name);
  return {
    description: 'Paused on the point of no return', title: `Point of no return: ${task.name}`, text: 'point of no return: from here on no order of events goes right',
    explanation: [lastChanceSentence(execution, index), ...(names.length > 0 ? [insteadSentence(names)] : [])].join(' '),
  };
}

/** What the task waits for, and what the tasks could do that could release it. */
function describeBlocked(execution: Execution, event: MachineEvent, task: number): Description {
  const { program } = execution;
  const { name } = program.tasks[task]!;
  const [waits, ...others] = waitingLines(program, execution.stateAt(event.index + 1), task);
  const how = event.task.index === task ? 'is its last for now' : `stopped ${name}, which could move before`;
  return {
    description: 'Task blocked', title: `Task blocked: ${name}`, text: waits!,
    explanation: `${[`${capitalized(eventPhrase(execution, event.index))} ${how}: ${waits}`, ...others].join('. ')}.`,
  };
}

/** The stop for data breakpoints: how the event accessed the fields, and which task performed it. */
export function stopForAccesses(
  execution: Execution, index: number, found: readonly { readonly breakpoint: DataBreakpoint; readonly accesses: readonly FieldAccess[] }[],
): Stop {
  const { task, text } = execution.eventAt(index);
  const accesses = new Map(found.flatMap((each) => each.accesses).map((access) => [access.path, access]));
  const isAfterwards = [...accesses.values()].every(({ slot, kind }) => kind === 'changed' && slot !== undefined && isChangedAfterwards(execution.program, execution.stateAt(index), execution.choiceAt(index), slot));
  const kinds = new Set(found.map(({ breakpoint }) => breakpoint.access));
  const description = kinds.size > 1 ? dataAccesses.readWrite.paused : dataAccesses[[...kinds][0]!].paused;
  return {
    reason: 'data breakpoint', task: task.index, description,
    text: task.index === EDIT_TASK ? `${task.name}: ${text}`
      : `${task.name} ${accessesText(execution.program, [...accesses.values()])}${isAfterwards ? ' after' : ''}: ${text}`,
    breakpoints: found.map(({ breakpoint }) => breakpoint.id),
    ...(task.index !== EDIT_TASK && { event: index }),
  };
}

/** `changed page 1.refcount 1 → 2 and read page 1.mapping (victim)` */
function accessesText({ format }: Program, accesses: readonly FieldAccess[]): string {
  const texts = (kind: FieldAccess['kind']): string[] => accesses.filter((access) => access.kind === kind).map(({ path, type, was, value }) => (
    kind === 'changed' ? `${path} ${format(was, type)} → ${format(value, type)}` : `${path} (${format(value, type)})`));
  const [changed, wrote, read] = [texts('changed'), texts('wrote'), texts('read')];
  return joinNames([
    ...(changed.length > 0 ? [`changed ${list(changed)}`] : []),
    ...(wrote.length > 0 ? [`wrote what was there into ${list(wrote)}`] : []),
    ...(read.length > 0 ? [`read ${list(read)}`] : []),
  ]);
}

/** The stop at the end of what is recorded, where tasks wait for ever. */
export function stopForStuck(execution: Execution, stuck: Stuck): Stop {
  const { reason, missingWait } = stuckExplanation(execution, stuck);
  return {
    reason: 'exception', task: stuck.tasks[0]!, description: stuck.verdict === 'deadlock' ? 'Deadlock' : 'Hang',
    text: withWhatIf(execution, execution.length, `${stuck.verdict}: ${stuck.reason}`),
    exception: { id: 'deadlock_or_hang', explanation: withWhatIf(execution, execution.length, reason), missingWait },
  };
}

/** The stop where the loop of a livelock closes. */
export function stopForLivelock(execution: Execution, livelock: Livelock): Stop {
  const { end, starved } = livelock;
  const { reason, missingWait } = livelockExplanation(execution, livelock);
  return {
    reason: 'exception', task: starved[0]!, description: 'Livelock', text: withWhatIf(execution, end, `livelock: ${reason}`),
    exception: { id: 'livelock', explanation: withWhatIf(execution, end, reason), missingWait },
  };
}

/** The stop for an error of the model itself, which is no verdict on the scenario. After an edit the state may be one that the model was not made for. */
export function stopForModelError(execution: Execution, task: number, error: ModelError): Stop {
  if (error instanceof ModelLimit && task !== EDIT_TASK) {
    const text = limitText(execution.program, execution.state, task, error);
    return {
      reason: 'exception', task, description: 'Limit of the model', text,
      exception: { id: 'model_limit', explanation: withWhatIf(execution, execution.position, `${execution.program.tasks[task]!.name} cannot perform its next event. This is a ${text}. It says nothing about the kernel.`) },
    };
  }
  const what = task === EDIT_TASK ? 'What the schedule changes here cannot be changed' : `${execution.program.tasks[task]!.name} cannot perform its next event`;
  const note = whatIfNote(execution, execution.position);
  const position = `${error.source}:${error.span[0] + 1}:${error.span[1] + 1}`;
  const blame = note === undefined && task !== EDIT_TASK ? 'the model itself is wrong' : 'the model was not made for this state and fails';
  return {
    reason: 'exception', task, description: 'The model failed', text: error.message,
    exception: {
      id: 'model_error',
      explanation: `${note === undefined ? '' : `${note} `}${what}, ${blame} at ${position}: ${error.message}`,
    },
  };
}

/** The page that the function which goes round again has in a variable. */
function busyPage(execution: Execution, { index, location }: MachineEvent): string | undefined {
  const states = [execution.stateAt(index + 1), execution.stateAt(index)];
  for (const { variables } of location.frames) {
    for (const variable of variables) {
      const { type } = variable;
      if (type.kind !== 'object' || type.name !== 'page') continue;
      const id = states.map((state) => variable.read(state)).find((candidate) => candidate);
      if (id !== undefined) return execution.program.format(id, type);
    }
  }
  return undefined;
}
