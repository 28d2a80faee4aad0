// Which system call a task of a report was in: of all that the model kernel's calls can be composed to, the shortest chain whose task can have most of the stack.
import { compile } from '../compiler/compile';
import type { Task } from '../compiler/program';
import { callsAfter } from '../hunt/calls';
import type { CallSignature } from '../hunt/signatures';
import type { Chain } from '../hunt/workload';
import { workloadText, type Ground } from '../hunt/workload-text';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import type { CallBounds } from './call-bounds';
import { matchStack, type StackMatch } from './stack-match';

/** A task of the report as a process of the model. */
export interface ReportedCall {
  readonly chain: Chain;
  readonly match: StackMatch;
}

/** What compositions are tried on. */
export interface Composer {
  readonly kernel: KernelTree;
  readonly version: Version;
  readonly signatures: readonly CallSignature[];
  readonly bounds: CallBounds;
  /** How many blocks each file has. */
  readonly files: readonly number[];
  /** Checks a scenario. Throws if it is wrong. */
  read(text: string): ScenarioTree;
}

/** A mapping, what is pinned of it, and what gives that back. */
const MOST_CALLS = 3;

/** The functions of a version that a reported stack can have in the model. */
export function modelledFunctions({ kernel: { functions } }: Composer, reported: readonly string[]): string[] {
  const names = new Set(functions.map(({ name }) => name));
  return reported.filter((name) => names.has(name));
}

/**
 * `reported`: functions that the model has, innermost first. Undefined if no composition has one of them. Each call is tried with one list of arguments, in the fewest calls that have what it needs;
 * the best of them then with all others.
 */
export function reportedCall(reported: readonly string[], ground: Ground, composer: Composer): ReportedCall | undefined {
  const following = (chain: Chain): Chain[] => callsAfter(chain, composer.signatures, composer.files).map((call) => [...chain, call]);
  const callOf = (chain: Chain): string => chain.at(-1)!.signature.name;
  const tried = new Set<string>();
  const all: Chain[] = [];
  for (let [calls, chains] = [1, following([])]; calls <= MOST_CALLS; calls++, chains = chains.filter((chain) => chain.at(-1)!.signature.result !== undefined).flatMap(following)) {
    const found = chains.filter((chain) => !tried.has(callOf(chain)));
    all.push(...found);
    for (const chain of found) tried.add(callOf(chain));
  }
  let best: ReportedCall | undefined;
  const attempt = (chain: Chain): void => {
    const most = best?.match.functions.length ?? 0;
    if (composer.bounds.most(callOf(chain), reported) <= most) return;
    const task = taskOf(chain, ground, composer);
    const match = task && matchStack(task, reported);
    if (match && match.functions.length > most) best = { chain, match };
  };
  for (const name of tried) attempt(all.find((chain) => callOf(chain) === name)!);
  const nearest = best && callOf(best.chain);
  for (const chain of all) if (callOf(chain) === nearest) attempt(chain);
  return best;
}

/** Undefined where the version does not have it. */
function taskOf(chain: Chain, ground: Ground, { kernel, version, files, read }: Composer): Task | undefined {
  const compiled = compile(kernel, read(`scenario "a call of a report"\n${workloadText({ files, chains: [chain] }, ground)}\n`), version);
  return 'errors' in compiled ? undefined : compiled.program.tasks[0];
}
