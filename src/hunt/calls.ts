// Every call that can follow what a process has done so far.
import type { CallSignature, Parameter } from './signatures';
import { pagesOf, type Argument, type Call, type Chain } from './workload';

/** All calls that are connected to those before. Which of them can succeed is not asked here. `files`: how many blocks each has. */
export function callsAfter(chain: Chain, signatures: readonly CallSignature[], files: readonly number[]): Call[] {
  if (chain.at(-1)?.signature.isLast) return [];
  return signatures.flatMap((signature) => argumentLists(signature, chain, files).filter((args) => isConnected(args, chain)).map((args) => ({ signature, args })));
}

/** A call without arguments is about all that the process has. */
function isConnected(args: readonly Argument[], chain: Chain): boolean {
  if (chain.length === 0) return args.length > 0;
  return args.length === 0 ? chain.some(({ signature }) => signature.result !== undefined) : args.some(({ kind }) => kind === 'variable');
}

function argumentLists({ parameters }: CallSignature, chain: Chain, files: readonly number[]): Argument[][] {
  const lists = parameters.reduce<Argument[][]>(
    (all, parameter) => all.flatMap((before) => choicesFor(parameter, before, chain, files).map((arg) => [...before, arg])), [[]],
  );
  return lists.filter((args) => isInside(parameters, args, files));
}

function choicesFor(parameter: Parameter, before: readonly Argument[], chain: Chain, files: readonly number[]): Argument[] {
  switch (parameter.kind) {
    case 'file': return files.map((_, file): Argument => ({ kind: 'file', file })).filter((arg) => !before.some((other) => other.kind === 'file' && arg.kind === 'file' && other.file === arg.file));
    case 'mount': return [{ kind: 'mount' }];
    case 'device': return [{ kind: 'disk' }, { kind: 'carrier' }];
    case 'bool': return [true, false].map((value) => ({ kind: 'literal', value }));
    case 'position': return numbers(0, mostBlocks(files) - 1);
    case 'count': return numbers(1, mostBlocks(files)).reverse();
    case 'variable': return variablesFor(parameter, chain);
  }
}

/** A file without blocks gets its first one. */
function mostBlocks(files: readonly number[]): number {
  return Math.max(1, ...files);
}

function numbers(from: number, to: number): Argument[] {
  return Array.from({ length: to - from + 1 }, (_, i) => ({ kind: 'literal', value: from + i }));
}

function variablesFor({ type, slice, whole }: Parameter & { readonly kind: 'variable' }, chain: Chain): Argument[] {
  return chain.flatMap(({ signature }, call): Argument[] => {
    if (signature.result !== type) return [];
    if (!slice) return [{ kind: 'variable', call }];
    const pages = pagesOf(chain, call);
    const ranges = rangesOf(pages).filter(([first, last]) => !whole || last - first + 1 < pages);
    return [...(whole ? [{ kind: 'variable', call } as const] : []), ...ranges.map((range) => ({ kind: 'variable', call, range }) as const)];
  });
}

/** All of it first: parts are variants of it as a rule. */
function rangesOf(pages: number): [number, number][] {
  const starts = Array.from({ length: pages }, (_, i) => i);
  return starts.flatMap((less) => starts.slice(0, less + 1).map((first): [number, number] => [first, first + pages - less - 1]));
}

/** Positions and counts stay inside each file of the call; of a call without files inside that of all. */
function isInside(parameters: readonly Parameter[], args: readonly Argument[], files: readonly number[]): boolean {
  const named = args.flatMap((arg) => (arg.kind === 'file' ? [files[arg.file]!] : []));
  const blocks = named.length > 0 ? Math.max(1, ...named) : mostBlocks(files);
  const valueOf = (at: number): number => Number((args[at] as { readonly value: number }).value);
  const counts = parameters.flatMap(({ kind }, at) => (kind === 'count' ? [valueOf(at)] : []));
  const count = counts[0] ?? 1;
  return parameters.every(({ kind }, at) => kind !== 'position' || valueOf(at) + count <= blocks);
}
