// Following a schedule that was recorded earlier, perhaps on another kernel version: it is tried, and refused where it
// stops fitting.
import { ModelError, type Program } from '../../compiler/program';
import { whyNot } from '../execution/blocking';
import type { Choice } from '../execution/choice';
import { readEdit } from '../execution/edit';
import { Execution } from '../execution/execution';
import { parseSchedule, taskLetter, type ScheduleError } from './schedule';

export interface Refusal extends ScheduleError {
  /** The number of events that fitted; undefined if the text is no schedule. */
  readonly position?: number;
  readonly task?: number;
  /** The model itself failed at `position`. */
  readonly failure?: ModelError;
}

/** Replays a schedule from the beginning. When it is refused, `execution` is what fitted. */
export function replay(program: Program, schedule: string): { execution: Execution; refusal?: Refusal } {
  const execution = new Execution(program);
  const parsed = parseSchedule(schedule);
  if ('error' in parsed) return { execution, refusal: parsed.error };
  for (const { task, alternative, count, edit, offset } of parsed.runs) {
    for (let done = 0; done < count; done++) {
      const fit = edit === undefined ? choiceOf(execution, task, alternative) : editOf(execution, edit);
      const refuse = (message: string, failure?: ModelError): { execution: Execution; refusal: Refusal } => ({
        execution,
        refusal: {
          offset, position: execution.position, task,
          message: `position ${execution.position}: ${message}`, ...(failure && { failure }),
        },
      });
      if (typeof fit === 'string') return refuse(fit);
      try {
        execution.advance(fit);
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        return refuse(`${program.tasks[task]?.name ?? 'what if'}: ${error.message}`, error);
      }
    }
  }
  return { execution };
}

/** The choice, or why it cannot be made. */
function choiceOf(execution: Execution, task: number, alternative: number): Choice | string {
  const { program, state } = execution;
  const name = program.tasks[task]?.name;
  if (name === undefined) {
    const letters = program.tasks.map(({ index, name }) => `${taskLetter(index)} = ${name}`);
    return `there is no task \`${taskLetter(task)}\`; the tasks are ${letters.join(', ')}`;
  }
  const alternatives = program.enabled(state, task);
  if (alternative < alternatives) return { task, alternative };
  if (alternatives === 0) return `${name} cannot move: ${whyNot(program, state, task)}`;
  return `${name} has no alternative ${alternative} here, only ${alternatives === 1 ? '0' : `0 to ${alternatives - 1}`}`;
}

function editOf(execution: Execution, text: string): Choice | string {
  const read = readEdit(execution.program, execution.state, text);
  return 'error' in read ? read.error : execution.choiceFor(read.edit);
}
