// `Program.historyVariables`: the lowered history variables with their slots in the state, and their values as people read them.
import type { KernelTree, Type } from '../../language/tree';
import type { Parts } from './parts';
import type { HistoryVariable } from '../program';

/** In the order of the tasks, and of the marks and calls in the code of each. */
export function historyVariablesOf({ kernel, layout, tasks }: Parts, format: (value: number | bigint, type: Type) => string): HistoryVariable[] {
  const errors = errorNames(kernel);
  return tasks.flatMap(({ historyVariables }, task) => (historyVariables?.all ?? []).map(({ kind, name, count, activation, result }): HistoryVariable => {
    const area = layout.areas[task] as number;
    return {
      task, kind,
      name: name.map((part) => (typeof part === 'string' ? part : part.kind === 'const' ? format(part.value, part.type) : '…')).join(''),
      count: area + count.offset,
      ...(activation !== undefined && { activation }),
      ...(result && {
        result: {
          slot: area + result.offset, type: result.type,
          format: (value) => (result.type.kind === 'int' && errors.get(value)) || format(value, result.type),
        },
      }),
    };
  }));
}

/** The names of error codes, by the constants of the model kernel: -14 is `-EFAULT`. */
function errorNames(kernel: KernelTree): ReadonlyMap<number, string> {
  return new Map(kernel.constants.flatMap(({ name, value }) =>
    (/^E[A-Z0-9]+$/.test(name) && value.kind === 'literal' && value.value > 0 ? [[-value.value, `-${name}`] as const] : [])));
}
