import type { Program } from '../../compiler/program';
import { formatVersion } from '../../language/versions';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { Execution, MachineEvent } from '../../machine/execution/execution';
import { scheduleOf } from '../../machine/schedule/schedule';
import type { Environment } from '../environment';
import type { LoadedScenario } from '../input/load';
import { headline, pasteable } from '../text/verdict-text';
import type { ExpectedOutcome, RunOutcome, RunPrinter } from './run-printer';
import { hang, padEnd, styleOf, widthOf } from '../text/style';

/** Of what follows the number of an event. */
const INDENT = 7;
/** Columns besides the names. */
const NARROW = 50;

/** Number, task, function, what happened and what changed; then the verdict. */
export function textPrinter(program: Program, scenario: LoadedScenario, environment: Environment): RunPrinter {
  const { out } = environment;
  const style = styleOf(environment);
  const width = widthOf(environment);
  const tasks = Math.max(...program.tasks.map(({ name }) => name.length));
  // Where little room is left beside the names, what happened goes on below them.
  const isNarrow = width - tasks < NARROW;

  const event = ({ index, task, location, text, changes, violation }: MachineEvent): void => {
    const frame = location.frames[0]!;
    const where = frame.function === task.name ? '' : `${style.cyan(frame.function)}: `;
    // The text of an edit is what it changes.
    const what = (task.index === EDIT_TASK ? [] : changes).map(({ path, fromText, toText }) => `${path} ${fromText} → ${toText}`).join(', ');
    const line = `${where}${text}${what && style.dim(` (${what})`)}`;
    const number = `${String(index + 1).padStart(5)}${violation ? '!' : ' '}`;
    const who = style.bold(isNarrow ? task.name : padEnd(task.name, tasks));
    const rest = isNarrow ? hang(`${who}  ${line}`, INDENT, width) : `${who}  ${hang(line, INDENT + tasks + 2, width)}`;
    out.write(`${violation ? style.red(number) : style.dim(number)} ${rest}\n`);
  };

  const end = (execution: Execution, { verdict, property, reason, missingWait }: RunOutcome, { text, isMet }: ExpectedOutcome): void => {
    const schedule = scheduleOf(execution);
    const compared = text === null ? '' : isMet ? ', as expected' : ` (expected ${text})`;
    out.write(`\n${hang(`${headline(verdict, property, style)} on ${formatVersion(program.kernel)}, this execution of ${execution.length} events${compared}`, 2, width)}\n`);
    if (missingWait) out.write(`  ${style.bold(hang(missingWait.sentence, 2, width))}\n`);
    if (reason !== null) out.write(`  ${hang(reason, 2, width)}\n`);
    out.write(`  ${pasteable(scenario, program.kernel, schedule)}\n`);
  };
  return { event, end };
}
