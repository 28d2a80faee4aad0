// What a process can call, with parameters typed by use: all of it from the `syscall` functions of the model kernel, whatever they are called.
import type { Func, KernelTree, Version } from '../language/tree';
import { admits } from '../language/versions';

/** What is put in the place of a parameter, and the name that the kernel gives it. */
export type Parameter = { readonly name: string } & (
  | { readonly kind: 'file' | 'mount' | 'device' | 'bool' }
  /** Counts blocks of the file or device of the call: a position, or how many from there on. */
  | { readonly kind: 'position' | 'count' }
  /** The result of an earlier call. `slice`: a range of its pages; `whole`: all of them may be meant by its name. */
  | { readonly kind: 'variable'; readonly type: string; readonly slice: boolean; readonly whole: boolean }
);

export interface CallSignature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The type of the variable that holds the result, if another call can use it. */
  readonly result?: string;
  /** The process ends with it. */
  readonly isLast: boolean;
}

/**
 * The calls of a version, in the order of the kernel's sources. A number that the kernel calls `count` or `pages` is how many, others are positions. A number in a call without
 * file and device is a handle: what an earlier call of the same source has given. Calls that name other processes are left out.
 */
export function signaturesOf(kernel: KernelTree, version: Version): CallSignature[] {
  const calls = kernel.functions.filter(({ syscall, gate }) => syscall && admits(gate, version));
  const declared = new Map(kernel.objects.flatMap(({ name, declares }) => (declares === undefined ? [] : [[name, declares] as const])));
  const all = calls.flatMap((func): { readonly func: Func; readonly parameters: readonly Parameter[] }[] => {
    const parameters = parametersOf(func, declared);
    return parameters ? [{ func, parameters }] : [];
  });
  const used = new Set(all.flatMap(({ parameters }) => parameters.flatMap((parameter) => (parameter.kind === 'variable' ? [parameter.type] : []))));
  return all.map(({ func, parameters }) => {
    const result = resultOf(func);
    return { name: func.name, parameters, ...(result !== undefined && used.has(result) && { result }), isLast: func.noreturn === true };
  });
}

const COUNTS: readonly string[] = ['count', 'pages'];

/** Undefined where a parameter is nothing that can be composed. */
function parametersOf(func: Func, declared: ReadonlyMap<string, string>): Parameter[] | undefined {
  const { variables, arity, slices, wholes = [] } = func;
  const isBound = new Set(slices.flatMap((at) => [at + 1, at + 2]));
  const parameters = variables.slice(0, arity).map((variable, at) => ({ ...variable, at })).filter(({ at }) => !isBound.has(at));
  const kinds = parameters.map(({ type }) => (type.kind === 'object' ? declared.get(type.name) : undefined));
  const hasBlocks = kinds.some((kind) => kind === 'file' || kind === 'device');
  const typed = parameters.map((parameter, i): Parameter | undefined => {
    const { name, type, at } = parameter;
    const kind = kinds[i];
    if (kind === 'file' || kind === 'mount' || kind === 'device') return { kind, name };
    if (kind !== undefined) return undefined;
    if (type.kind === 'object') return { kind: 'variable', name, type: type.name, slice: slices.includes(at), whole: !slices.includes(at) || wholes.includes(at) };
    if (type.kind === 'bool') return { kind: 'bool', name };
    if (type.kind !== 'int') return undefined;
    if (!hasBlocks) return { kind: 'variable', name, type: handleOf(func), slice: false, whole: true };
    return { kind: COUNTS.includes(name) ? 'count' : 'position', name };
  });
  return typed.every((parameter) => parameter !== undefined) ? typed : undefined;
}

function resultOf(func: Func): string | undefined {
  return func.result.kind === 'object' ? func.result.name : func.result.kind === 'int' ? handleOf(func) : undefined;
}

/** The type of the numbers that the calls of one source give each other. */
function handleOf({ source }: Func): string {
  return `handle of ${source}`;
}
