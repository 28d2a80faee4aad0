// What the exception widget says: why this moment matters, in words.
import { formatVersion } from '../language/versions';
import type { ModelError, Program } from '../compiler/program';
import type { Execution, MachineEvent } from '../machine/execution';
import { explainViolation } from '../machine/explain';
import { explainStuck } from '../machine/explain-stuck';
import type { Livelock } from '../machine/livelock';
import type { Stuck } from '../machine/verdict';
import type { DataBreakpoint } from './breakpoints';
import type { Notable } from './chronicle';
import type { Stop } from './stop';

export function stopForNotable(execution: Execution, notable: Notable): Stop {
  const event = execution.eventAt(notable.index);
  const { name } = event.task;
  if (notable.kind === 'violation') {
    const { property, text } = notable.violation;
    return {
      reason: 'exception', task: notable.task, description: `Invariant violated: ${property}`, text,
      exception: { id: 'invariant_violated', explanation: explainViolation(execution, event) },
    };
  }
  const page = busyPage(execution, event);
  const text = `layout retry ${notable.number} of ${name}`;
  const busy = page ? `${page} was still in use` : 'a page was still in use';
  return {
    reason: 'exception', task: notable.task, description: `Layout retry ${notable.number} of ${name}`, text,
    exception: {
      id: 'layout_retry',
      explanation: `${text}, at event ${event.index + 1} (${event.text}): ${busy} when it looked, so nothing it learned counts. `
        + `It goes round again and examines every page once more (kernel ${formatVersion(execution.program.kernel)}).`,
    },
  };
}

/** Says what became of the watched fields, and who did it. */
export function stopForChange(execution: Execution, index: number, breakpoints: readonly DataBreakpoint[]): Stop {
  const { task, text, changes } = execution.eventAt(index);
  const watched = new Set(breakpoints.flatMap(({ slots }) => slots));
  const changed = changes.filter(({ slot }) => watched.has(slot)).map(({ path, fromText, toText }) => `${path} ${fromText} → ${toText}`);
  return {
    reason: 'data breakpoint', task: task.index, description: 'Paused on a change', text: `${task.name} changed ${changed.join(', ')}: ${text}`,
    breakpoints: breakpoints.map(({ id }) => id),
  };
}

export function stopForStuck(execution: Execution, stuck: Stuck): Stop {
  return {
    reason: 'exception', task: stuck.tasks[0]!, description: stuck.verdict === 'deadlock' ? 'Deadlock' : 'Hang',
    text: `${stuck.verdict}: ${stuck.reason}`,
    exception: { id: 'deadlock_or_hang', explanation: explainStuck(execution, stuck) },
  };
}

/** Where the way around closes. */
export function stopForLivelock({ starved, reason }: Livelock): Stop {
  return {
    reason: 'exception', task: starved[0]!, description: 'Livelock', text: `livelock: ${reason}`,
    exception: { id: 'livelock', explanation: reason },
  };
}

/** The model itself went wrong: neither a verdict nor the scenario's fault. */
export function stopForModelError(program: Program, task: number, error: ModelError): Stop {
  const place = `${error.source}:${error.span[0] + 1}:${error.span[1] + 1}`;
  return {
    reason: 'exception', task, description: 'The model failed', text: error.message,
    exception: {
      id: 'model_error',
      explanation: `${program.tasks[task]!.name} cannot perform its next event, the model itself is wrong at ${place}: ${error.message}`,
    },
  };
}

/** The page in the hands of the function that goes round again. */
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
