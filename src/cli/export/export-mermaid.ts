// `daxscn export --to mermaid`: an execution as a sequence diagram, which forges and wikis draw. https://mermaid.js.org/syntax/sequenceDiagram.html
import { verdictText } from '../../explorer/verdict-words';
import { formatVersion } from '../../language/versions';
import { blockedIfKnown, blockedReason } from '../../machine/execution/blocking';
import type { Execution } from '../../machine/execution/execution';
import { EDIT_TASK } from '../../machine/execution/choice';
import { brokenBy } from '../../machine/execution/violations';
import { outcomeOf } from '../../machine/explain/outcome';

/** A line for each event of each task, arrows where one wakes another or should have been waited for, and what went wrong. */
export function mermaidOf(execution: Execution): string {
  const { program, length } = execution;
  const { verdict, property, missingWait } = outcomeOf(execution);
  const arrow = missingWait?.arrow;
  const lines: string[] = [];
  const seen = new Set<number>(arrow ? [arrow.task, arrow.other] : []);
  const waits = new Map<number, string>();
  const say = (line: string, ...tasks: readonly number[]): void => {
    for (const task of tasks) seen.add(task);
    lines.push(line);
  };

  for (let index = 0; index < length; index++) {
    const { task: { index: task }, text, choice } = execution.eventAt(index);
    const [before, after] = [execution.stateAt(index), execution.stateAt(index + 1)];
    if (task === EDIT_TASK) say(`Note over ${participant(0)}: ${index + 1} what if ${escaped(text)}`, 0);
    else say(`${participant(task)}->>${participant(task)}: ${index + 1} ${escaped(text)}`, task);
    for (const each of program.tasks) {
      const reason = blockedIfKnown(program, after, each.index);
      if (reason && !waits.has(each.index)) {
        const said = blockedReason(program, reason);
        waits.set(each.index, said);
        say(`Note over ${participant(each.index)}: ${escaped(said)}`, each.index);
      } else if (!reason && waits.delete(each.index) && each.index !== task && task !== EDIT_TASK) say(`${participant(task)}-)${participant(each.index)}: lets it go on`, task, each.index);
    }
    if (arrow && index === arrow.event) say(`${participant(arrow.task)}--x${participant(arrow.other)}: ${escaped(arrow.label)}`);
    for (const { property: broken } of brokenBy(program, before, after, choice)) say(`Note over ${participant(Math.max(0, task))}: ✗ violates ${escaped(broken)}`);
  }
  const title = `${program.scenario}, Linux ${formatVersion(program.kernel)}: ${verdictText({ verdict, property })}`;
  const participants = program.tasks.filter(({ index }) => seen.has(index)).map(({ index, name }) => `participant ${participant(index)} as ${escaped(name)}`);
  return `${['sequenceDiagram', `title ${escaped(title)}`, ...participants, ...lines].join('\n  ')}\n`;
}

/** Names may be words of the language, or have blanks. */
function participant(task: number): string {
  return `t${task}`;
}

/** What would end a message, begin a comment or an entity, or be taken for markup. */
function escaped(text: string): string {
  return text.replaceAll(/[#;<>&%"\\]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
