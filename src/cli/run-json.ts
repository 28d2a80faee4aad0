import type { Program } from '../compiler/program';
import type { Type } from '../language/tree';
import type { MachineEvent } from '../machine/execution';
import { formatSchedule } from '../machine/schedule';
import type { Environment } from './environment';
import type { RunPrinter } from './run';

/** One JSON object a line, the verdict last. Events count from 1: event n leads to position n. */
export function jsonPrinter(program: Program, { out }: Environment): RunPrinter {
  const print = (document: object): void => out.write(`${JSON.stringify(document)}\n`);
  return {
    event: (event) => print(eventDocument(program, event)),
    end: (execution, { verdict, property }) => print({ verdict, property, schedule: formatSchedule(execution.choices) }),
  };
}

function eventDocument(program: Program, { index, task, location, text, changes }: MachineEvent): object {
  const frame = location.frames[0]!;
  return {
    event: index + 1, process: task.name, function: frame.function, source: frame.source, line: frame.span[0] + 1, text,
    changes: changes.map(({ slot, path, from, to, fromText, toText }) => {
      const { type } = program.slots[slot]!;
      return { path, from: valueDocument(type, from, fromText), to: valueDocument(type, to, toText) };
    }),
  };
}

/** Numbers, truth values and null as such, everything else by its name. */
function valueDocument(type: Type, value: number, text: string): number | boolean | string | null {
  if (type.kind === 'int') return value;
  if (type.kind === 'object' && value === 0) return null;
  return type.kind === 'bool' ? value !== 0 : text;
}
