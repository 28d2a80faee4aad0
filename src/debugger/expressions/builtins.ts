// What an expression can ask beyond the fields and the `pure` functions of the model kernel: the history, and the page
// of a file. To the checker they are `pure` functions; to the compiler, variables whose values are worked out here.
import type { KernelTree, Func, Type } from '../../language/tree';
import type { Program, State } from '../../compiler/program';
import type { ExceptionHistory } from '../history/exception-history';

export interface Builtin {
  readonly func: Func;
  readonly doc: string;
  /** It depends on the events, not only on the state to which they led. */
  readonly isOfHistory: boolean;
  compute(asked: Asked, args: readonly number[]): number;
}

export interface Asked {
  readonly program: Program;
  readonly exceptions: ExceptionHistory;
  readonly position: number;
  readonly state: State;
}

const COUNT: Type = { kind: 'int', min: 0, max: 2 ** 31 - 1 };

/** Those for which the model kernel has the types. */
export function builtinsFor(kernel: KernelTree): ReadonlyMap<string, Builtin> {
  const task = kernel.objects.find(({ declares }) => declares === 'process')?.name;
  const file = kernel.objects.find(({ declares }) => declares === 'file')?.name;
  const hasPages = kernel.objects.some(({ name }) => name === 'page');
  const builtins: Builtin[] = [
    builtin('position', [], COUNT, 'how many events have happened', ({ position }) => position, true),
  ];
  if (task !== undefined) {
    builtins.push(builtin('retries', [['task', object(task)]], COUNT, 'how often a layout change of this task has gone round again',
      ({ program, exceptions, position }, [id]) => {
        const index = program.tasks.findIndex((candidate) => candidate.object === id);
        return index < 0 ? 0 : exceptions.retries(index, position);
      }, true));
  }
  if (file !== undefined && hasPages) {
    builtins.push(builtin('page', [['file', object(file)], ['index', COUNT]], object('page'), 'the page that holds this part of the file',
      ({ program, state }, [id, index]) => pageOf(program, state, file, id!, index!)));
  }
  const taken = new Set(kernel.functions.map(({ name }) => name));
  return new Map(builtins.filter(({ func }) => !taken.has(func.name)).map((each) => [each.func.name, each]));
}

/** The page that is in the file's mapping at that index or, if none is, the page of the block that is. */
function pageOf(program: Program, state: State, fileType: string, file: number, index: number): number {
  const value = (type: string, id: number, field: string, at = 0): number => {
    const found = program.types.find(({ name }) => name === type)?.instances[id - 1]?.fields.find(({ name }) => name === field);
    return (found?.kind === 'state' ? state[found.slots[at]!] : found?.values[at]) ?? 0;
  };
  const typeOf = (type: string, field: string): string => {
    const found = program.types.find(({ name }) => name === type)?.instances[0]?.fields.find(({ name }) => name === field);
    return found?.type.kind === 'object' ? found.type.name : '';
  };
  const mapping = typeOf('page', 'mapping');
  for (const { id } of program.types.find(({ name }) => name === 'page')?.instances ?? []) {
    const where = value('page', id, 'mapping');
    const host = mapping === fileType ? where : value(mapping, where, 'host');
    if (where !== 0 && host === file && value('page', id, 'index') === index) return id;
  }
  return value('block', value(fileType, file, 'i_extents', index), 'page');
}

function builtin(
  name: string, params: readonly (readonly [name: string, type: Type])[], result: Type, doc: string, compute: Builtin['compute'], isOfHistory = false,
): Builtin {
  return {
    doc, compute, isOfHistory,
    func: {
      name, result, kind: 'pure', syscall: false, gate: {}, body: [], slices: [], arity: params.length, source: '', span: [0, 0, 0, 0],
      variables: params.map(([param, type]) => ({ name: param, type, final: true })),
    },
  };
}

function object(name: string): Type {
  return { kind: 'object', name };
}
