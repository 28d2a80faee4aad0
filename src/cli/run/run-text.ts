import type { Program } from '../../compiler/program';
import { formatVersion } from '../../language/versions';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution, MachineEvent } from '../../machine/execution/execution';
import { scheduleOf } from '../../machine/schedule/schedule';
import type { Environment } from '../environment';
import type { LoadedScenario } from '../input/load';
import { headline, pasteable } from '../text/verdict-text';
import type { RunOutcome, RunPrinter } from './run-printer';
import { hang, padEnd, styleOf, widthOf } from '../text/style';

/** Number, task, function, what happened and what changed; then the verdict. */
export function textPrinter(program: Program, scenario: LoadedScenario, environment: Environment): RunPrinter {
  const { out } = environment;
  const style = styleOf(environment);
  const width = widthOf(environment);
  const tasks = Math.max(...program.tasks.map(({ name }) => name.length));

  const event = ({ index, task, location, text, changes, violation }: MachineEvent): void => {
    const frame = location.frames[0]!;
    const where = frame.function === task.name ? '' : `${style.cyan(frame.function)}: `;
    // The text of an edit is what it changes.
    const what = (task.index === EDIT_TASK ? [] : changes).map(({ path, fromText, toText }) => `${path} ${fromText} → ${toText}`).join(', ');
    const line = `${where}${text}${what && style.dim(` (${what})`)}`;
    const number = `${String(index + 1).padStart(5)}${violation ? '!' : ' '}`;
    out.write(`${violation ? style.red(number) : style.dim(number)} ${style.bold(padEnd(task.name, tasks))}  ${hang(line, tasks + 9, width)}\n`);
  };

  const end = (execution: Execution, { verdict, property, reason, missingWait }: RunOutcome): void => {
    const schedule = scheduleOf(execution);
    out.write(`\n${headline(verdict, property, style)} on ${formatVersion(program.kernel)}, this execution of ${execution.length} events\n`);
    if (missingWait) out.write(`  ${style.bold(hang(missingWait.sentence, 2, width))}\n`);
    if (reason !== null) out.write(`  ${hang(reason, 2, width)}\n`);
    out.write(`  ${pasteable(scenario, program.kernel, schedule)}\n`);
  };
  return { event, end };
}
