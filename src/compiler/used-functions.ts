// Which functions of a kernel a program is made of: whatever changes elsewhere, the program stays the same, and need not even be compiled.
import { foldBinary } from './lowering/fold';
import type { BinaryOperator, Func, KernelTree, Version } from '../language/tree';
import { admits } from '../language/versions';

/** The kernel, and the names of its functions whose bodies somebody has read. */
export function recordingKernel(kernel: KernelTree): { readonly kernel: KernelTree; readonly used: ReadonlySet<string> } {
  const used = new Set<string>();
  const functions = kernel.functions.map((func) => Object.defineProperty({ ...func }, 'body', { enumerable: true, get: () => (used.add(func.name), func.body) }));
  return { kernel: { ...kernel, functions }, used };
}

/** The functions that a version of two kernels has in one of them only, or otherwise; undefined if they differ in more than functions. */
export function changedFunctions(before: KernelTree, after: KernelTree, version: Version): ReadonlySet<string> | undefined {
  const [one, other] = [before, after].map((kernel) => textsOf(kernel, version));
  if (one!.rest !== other!.rest) return undefined;
  const names = [...one!.functions.keys(), ...other!.functions.keys()];
  return new Set(names.filter((name) => one!.functions.get(name) !== other!.functions.get(name)));
}

interface Texts {
  readonly functions: ReadonlyMap<string, string>;
  readonly rest: string;
}

/** By kernel: those of one version, the last that was asked for. */
const known = new WeakMap<KernelTree, { readonly version: Version; readonly texts: Texts }>();

function textsOf(kernel: KernelTree, version: Version): Texts {
  const last = known.get(kernel);
  if (last?.version === version) return last.texts;
  const { functions, constants: _, ...rest } = kernel;
  const existing = functions.filter(({ gate }) => admits(gate, version));
  const texts = { functions: new Map(existing.map((func) => [func.name, textOf(func, version)])), rest: textOf(rest, version) };
  known.set(kernel, { version, texts });
  return texts;
}

/** What the version has of a part of a tree, apart from positions. */
function textOf(part: unknown, version: Version): string {
  return JSON.stringify(part, (key, value: unknown) => {
    if (key === 'span' || key === 'doc') return undefined;
    if (Array.isArray(value)) return value.filter((each: Partial<Func> | null) => !each?.gate || admits(each.gate, version));
    if (key === 'gate') return undefined;
    const { kind, operator, version: asked } = (value ?? {}) as { kind?: string; operator?: BinaryOperator; version?: Version };
    return kind === 'kernel' ? foldBinary(operator!, version, asked!) : value;
  });
}
