import type { Type } from '../../language/tree';
import { EDIT_TASK } from '../../machine/execution/choice';
import type { MachineEvent } from '../../machine/execution/execution';
import { scheduleOf } from '../../machine/schedule/schedule';
import { editsIn } from '../../machine/explain/what-if';
import type { Environment } from '../environment';
import { missingWaitDocument } from '../text/missing-wait-json';
import type { RunPrinter } from './run-printer';

/**
 * One JSON object a line, the verdict last. Events count from 1: event n leads to position n. `whatIf` lists those that are
 * edits, if there are any: no process performs them, and the verdict need not be a behaviour of the kernel.
 */
export function jsonPrinter({ out }: Environment): RunPrinter {
  const print = (document: object): void => out.write(`${JSON.stringify(document)}\n`);
  return {
    event: (event) => print(eventDocument(event)),
    end: (execution, { verdict, property, missingWait }, { text, isMet }) => {
      const whatIf = editsIn(execution, execution.length);
      print({ verdict, property, schedule: scheduleOf(execution), expected: text, pass: isMet, ...missingWaitDocument(missingWait), ...(whatIf.length > 0 && { whatIf }) });
    },
  };
}

function eventDocument({ index, task, location, text, changes }: MachineEvent): object {
  const frame = location.frames[0]!;
  const who = task.index === EDIT_TASK
    ? { process: null, function: null, source: null, line: null, text }
    : { process: task.name, function: frame.function, source: frame.source, line: frame.span[0] + 1, text };
  return {
    event: index + 1, ...who,
    changes: changes.map(({ path, type, from, to, fromText, toText }) =>
      ({ path, from: valueDocument(type, from, fromText), to: valueDocument(type, to, toText) })),
  };
}

/** Numbers, truth values and null as such, everything else by its name. */
function valueDocument(type: Type, value: number, text: string): number | boolean | string | null {
  if (type.kind === 'int') return value;
  if (type.kind === 'object' && value === 0) return null;
  return type.kind === 'bool' ? value !== 0 : text;
}
