// Which calls of the model a task of a recording made: of those that the system call can be, that which alone enters most of the functions that were recorded, and fewest others.
import { compile } from '../../compiler/compile';
import { ModelError, type Program } from '../../compiler/program';
import type { CallSignature, Parameter } from '../../hunt/signatures';
import { workloadText, type Ground } from '../../hunt/workload-text';
import type { Argument, Call, Chain } from '../../hunt/workload';
import type { KernelTree, ScenarioTree, Version } from '../../language/tree';
import type { CallBounds } from '../call-bounds';
import { canBeCall } from '../validation/match-calls';
import type { OuterCall, OuterCalls } from '../validation/outer-calls';

/** What calls are composed of. */
export interface Model {
  readonly kernel: KernelTree;
  readonly version: Version;
  readonly signatures: readonly CallSignature[];
  readonly bounds: CallBounds;
  readonly ground: Ground;
  /** How many blocks the file has. */
  readonly blocks: number;
  /** The functions of the model of which calls are recorded. */
  readonly traced: ReadonlySet<string>;
  /** Whether a system call is one that does, by its name alone. */
  changesLayouts(systemCall: string): boolean;
  /** Checks a scenario. Throws if it is wrong. */
  read(text: string): ScenarioTree;
}

export interface LikelyCalls {
  /** The first call maps the file. */
  readonly chain: Chain;
  /** Calls of functions that the model has, of which nothing in the model is made. */
  readonly leftOut: readonly OuterCall[];
}

/** A call enters so much of what it was recorded to enter, and of what it enters together: the Jaccard index. */
const LEAST_ALIKE = { systemCall: 0.2, access: 0.5 } as const;
/** More would not be explored. */
const MOST_CALLS = 8;
const PAGE = 4096;
/** Events of a call that waits for nobody are fewer. */
const LONGEST = 2_000;

export function likelyCalls(calls: OuterCalls, hasSystemCalls: boolean, model: Model): LikelyCalls {
  const map = model.signatures.find(({ name }) => name === 'mmap')!;
  let chain: Chain = [{ signature: map, args: [{ kind: 'file', file: 0 }, { kind: 'literal', value: 0 }, { kind: 'literal', value: model.blocks }] }];
  const leftOut: OuterCall[] = [];
  let page = 0;
  for (const outer of calls.all) {
    [page = page] = outer.pages;
    const modelled = [...outer.functions].filter((name) => model.traced.has(name));
    if (modelled.length === 0 && !(outer.systemCall !== undefined && model.changesLayouts(outer.systemCall))) continue;
    const likely = chain.length > MOST_CALLS ? undefined : likeliest(outer, modelled, chain, page, hasSystemCalls, model);
    if (likely) chain = [...chain, likely];
    else leftOut.push(outer);
  }
  const exit = calls.exits ? model.signatures.find(({ isLast }) => isLast) : undefined;
  return { chain: exit ? [...chain, { signature: exit, args: [] }] : chain, leftOut };
}

function likeliest(outer: OuterCall, modelled: readonly string[], chain: Chain, page: number, hasSystemCalls: boolean, model: Model): Call | undefined {
  const { kernel, signatures, bounds } = model;
  const candidates = signatures.filter(({ name }) => {
    // Without a system call memory is accessed, as a fault says.
    if (outer.systemCall === undefined) return name === (outer.writes ? 'store' : 'load');
    const doc = kernel.functions.find((each) => each.name === name)?.doc ?? '';
    return hasMode(doc, outer.args) && canBeCall(outer, modelled, { call: 0, function: name, doc, reachable: bounds.from(name), isLast: false }, hasSystemCalls);
  });
  let best: { readonly call: Call; readonly alike: number } | undefined;
  for (const signature of candidates) {
    const call = withArguments(signature, chain, outer, page, model);
    if (!call) continue;
    const chains = [alone([...chain, call]), [...chain, call]];
    const alike = Math.max(...chains.map((each) => jaccard(enteredBy(each, model), modelled)));
    if (alike > (best?.alike ?? 0)) best = { call, alike };
  }
  return best && best.alike >= (outer.systemCall === undefined ? LEAST_ALIKE.access : LEAST_ALIKE.systemCall) ? best.call : undefined;
}

/** Values of `mode` (include/uapi/linux/falloc.h). */
const FALLOC_MODES: Readonly<Record<string, number>> = { KEEP_SIZE: 0x01, PUNCH_HOLE: 0x02, COLLAPSE_RANGE: 0x08, ZERO_RANGE: 0x10, INSERT_RANGE: 0x20, UNSHARE_RANGE: 0x40, WRITE_ZEROES: 0x80 };

/** Whether a call of fallocate(2) has the mode that was recorded, if one was; holes are punched with KEEP_SIZE, too. */
function hasMode(doc: string, args: string): boolean {
  const mode = /\bmode: (?:0x)?([\da-f]+)/.exec(args)?.[1];
  if (mode === undefined) return true;
  const wanted = FALLOC_MODES[/FALLOC_FL_(\w+)/.exec(doc)?.[1] ?? ''] ?? 0;
  const recorded = Number.parseInt(mode, 16);
  return recorded === wanted || (recorded & ~FALLOC_MODES['KEEP_SIZE']!) === wanted;
}

/** What the recording does not tell is the first that fits. Undefined if nothing does. `page`: for which the task had a fault last. */
function withArguments(signature: CallSignature, chain: Chain, outer: OuterCall, page: number, { blocks }: Model): Call | undefined {
  const args = signature.parameters.map((parameter) => argumentFor(parameter, signature, chain, outer, Math.min(page, blocks - 1)));
  return args.every((each) => each !== undefined) ? { signature, args } : undefined;
}

function argumentFor(parameter: Parameter, { name }: CallSignature, chain: Chain, { args }: OuterCall, page: number): Argument | undefined {
  switch (parameter.kind) {
    case 'file': return { kind: 'file', file: 0 };
    case 'mount': return { kind: 'mount' };
    case 'device': return { kind: parameter.name === 'disk' ? 'disk' : 'carrier' };
    case 'bool': return { kind: 'literal', value: false };
    case 'position': return { kind: 'literal', value: pagesIn(args, ['length', 'offset', 'pos', 'off']) ?? 0 };
    case 'count': return { kind: 'literal', value: Math.max(1, pagesIn(args, ['len']) ?? 1) };
    case 'variable': {
      const made = chain.findLastIndex(({ signature }) => signature.result === parameter.type);
      return made < 0 ? undefined : { kind: 'variable', call: made, ...(parameter.slice && !(parameter.whole && name === 'munmap') && { range: [page, page] as const }) };
    }
  }
}

/** `length: 1000`: in bytes. */
function pagesIn(args: string, names: readonly string[]): number | undefined {
  const value = names.map((name) => new RegExp(`\\b${name}: (?:0x)?([\\da-f]+)`).exec(args)?.[1]).find((each) => each !== undefined);
  return value === undefined ? undefined : Math.ceil(Number.parseInt(value, 16) / PAGE);
}

function jaccard(entered: ReadonlySet<string>, recorded: readonly string[]): number {
  const both = recorded.filter((name) => entered.has(name)).length;
  const all = entered.size + recorded.length - both;
  return all === 0 ? 1 : both / all;
}

/** The last call of a chain with those alone whose results it is given: what else the process did before, another may have undone since. */
function alone(chain: Chain): Chain {
  const needed = new Set([chain.length - 1]);
  for (let call = chain.length - 1; call >= 0; call--) if (needed.has(call)) for (const arg of chain[call]!.args) if (arg.kind === 'variable') needed.add(arg.call);
  const kept = [...needed].sort((one, other) => one - other);
  return kept.map((at) => ({ signature: chain[at]!.signature, args: chain[at]!.args.map((arg) => (arg.kind === 'variable' ? { ...arg, call: kept.indexOf(arg.call) } : arg)) }));
}

/** The functions that the last call of a process enters when nobody else does anything. */
function enteredBy(chain: Chain, { kernel, version, ground, blocks, traced, read }: Model): ReadonlySet<string> {
  const compiled = compile(kernel, read(`scenario "a call of a recording"\n${workloadText({ files: [blocks], chains: [chain] }, ground, 1)}\n`), version, { historyVariables: true });
  return 'errors' in compiled ? new Set() : new Set([...lastCall(compiled.program)].filter((name) => traced.has(name)));
}

function lastCall(program: Program): Set<string> {
  const entered = new Set<string>();
  const { activation } = program.historyVariables.findLast(({ kind, task }) => kind === 'call' && task === 0) ?? {};
  const state = program.initial();
  try {
    for (let events = 0; events < LONGEST; events++) {
      const task = program.tasks.find(({ index }) => program.enabled(state, index) > 0)?.index;
      if (task === undefined) break;
      const { frames } = program.location(state, task);
      if (task === 0 && frames.at(-2)?.activation === activation) for (const frame of frames) entered.add(frame.function);
      program.step(state, task, 0);
    }
  } catch (error) {
    // What the model has no room for ends it.
    if (!(error instanceof ModelError)) throw error;
  }
  return entered;
}

