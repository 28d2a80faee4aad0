// Functions that an expression can call beyond the `pure` functions of the model kernel: about the history, and for the page of
// a file. To the checker they are `pure` functions; to the compiler, variables whose values are computed here.
import type { KernelTree, Func, Type } from '../../language/tree';
import type { Program, State } from '../../compiler/program';
import { valuesOf } from '../../machine/execution/field-values';
import type { ExceptionHistory } from '../history/exception-history';

/** One such function. */
export interface Builtin {
  /** Its signature, as the checker knows functions. */
  readonly func: Func;
  readonly doc: string;
  /** Whether its value depends on the events, not only on the state to which they led. */
  readonly isOfHistory: boolean;
  /** Its value for arguments, each as the state would keep it. */
  compute(context: BuiltinContext, args: readonly number[]): number;
}

/** Where a built-in function is evaluated. */
export interface BuiltinContext {
  readonly program: Program;
  readonly exceptions: ExceptionHistory;
  readonly position: number;
  readonly state: State;
}

const COUNT: Type = { kind: 'int', min: 0, max: 2 ** 31 - 1 };

/** By name the functions for whose types the model kernel has objects, unless it has a function of that name itself. */
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

/** The id of the page at an index of the file's mapping or, if there is none, of the page of the block at that index; 0 for neither. */
function pageOf(program: Program, state: State, fileType: string, file: number, index: number): number {
  const value = (type: string, id: number, field: string, at = 0): number => {
    const found = program.types.find(({ name }) => name === type)?.instances[id - 1]?.fields.find(({ name }) => name === field);
    return (found && valuesOf(found, state)[at]) ?? 0;
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
