import { derivedFieldOf, withDerivedFunctions } from '../derived-fields';
import type { Report } from '../report';
import { list } from '../suggest';
import type { Func, KernelTree, Routine, Version } from '../tree';
import { admits, KNOWN_VERSIONS, parseVersion } from '../versions';
import { CallGraph } from './call-graph';
import { Calls, type CallSite } from './call-sites';
import { Grain } from './grain';
import { checkHistoryFields } from './history-fields';
import { LockProof } from './lock-proof';
import { versionsIn } from './live';
import { KernelNames } from './names';

const versions = KNOWN_VERSIONS.map((name) => parseVersion(name)!);

/** Where statements are part of one event, for messages. */
const ONE_EVENT = 'inside `atomic`, `await` or `choose (x in …)`';

/** What can only be seen of the whole kernel: recursion, waiting inside one event, statements that do too much at once. */
export function analyseKernel(kernel: KernelTree, report: Report): void {
  const tree = withDerivedFunctions(kernel);
  const names = new KernelNames(tree);
  const calls = new Calls(names.functionValues);
  for (const version of withoutAlike(tree)) {
    const graph = new CallGraph(tree.functions, version, calls);
    const inCycle = new Set<string>();
    for (const func of graph.all) {
      const cycle = inCycle.has(func.name) ? undefined : graph.cycle(func.name);
      cycle?.path.forEach((name) => inCycle.add(name));
      if (cycle) report.error(func.source, func.span, recursion(cycle.path, 'calls'));
    }
    for (const { routine, whole, word } of routinesOf(tree)) {
      if (!admits(routine.gate, version)) continue;
      for (const site of calls.inOneEvent(routine, whole)) {
        const path = graph.pathToWait(site.callee);
        if (path) reportInside(report, path, site, word);
      }
    }
  }
  const grain = new Grain(tree, names.functionValues);
  for (const routine of [...tree.functions.filter((func) => func.kind === 'plain'), ...tree.agents]) grain.check(routine, report);
  checkHistoryFields([...tree.functions, ...tree.agents], tree, report);
  for (const routine of [...tree.functions.filter((func) => func.kind !== 'pure'), ...tree.agents]) {
    for (const { source, span, message, isMissing } of new LockProof(routine, names).problems) {
      if (isMissing) report.warning(source, span, message, 'locks');
      else report.error(source, span, message, 'locks');
    }
  }
}

/**
 * The same of additions to a kernel: what they change for the rest of it is said of them, too. Recursion would never end in any
 * version; the rest matters in those of `live` (live.ts) only.
 */
export function analyseAdditions(beneath: KernelTree, added: KernelTree, live: number, report: Report): void {
  const [kernel, additions] = [beneath, added].map(withDerivedFunctions) as [KernelTree, KernelTree];
  const own = new Set<Routine>([...additions.functions, ...additions.agents, ...additions.boot]);
  if (own.size === 0) return;
  const names = new KernelNames(kernel);
  const calls = new Calls(names.functionValues);
  const asked = versionsIn(live).map((name) => parseVersion(name)!);
  for (const version of versions) {
    const graph = new CallGraph(kernel.functions, version, calls);
    const here = new Map(additions.functions.filter(({ gate }) => admits(gate, version)).map((func) => [func.name, func]));
    for (const func of here.values()) {
      const cycle = graph.cycle(func.name);
      if (cycle) report.error(func.source, cycle.site.span, recursion(cycle.path, 'would call'));
    }
    for (const { routine, whole, word } of asked.includes(version) ? routinesOf(kernel) : []) {
      if (!admits(routine.gate, version)) continue;
      for (const site of calls.inOneEvent(routine, whole)) {
        const path = graph.pathToWait(site.callee);
        const culprit = path?.map((name) => here.get(name)).find((func) => func !== undefined);
        if (path && culprit && !own.has(routine)) reportWaiting(report, culprit, path, site);
        else if (path && own.has(routine)) reportInside(report, path, site, word);
      }
    }
  }
  const grain = new Grain(kernel, names.functionValues);
  for (const routine of [...additions.functions.filter((func) => func.kind === 'plain'), ...additions.agents]) grain.check(routine, report);
  checkHistoryFields([...additions.functions, ...additions.agents], kernel, report);
  checkLocksOfAdditions(names, own, report);
}

/** A patch may try what happens without a lock, so what is not proven is a warning there. */
function checkLocksOfAdditions(names: KernelNames, own: ReadonlySet<Routine>, report: Report): void {
  const kernel = names.tree;
  const provable = [...kernel.functions.filter(({ kind }) => kind !== 'pure'), ...kernel.agents];
  for (const routine of provable.filter((each) => own.has(each))) {
    for (const { source, span, message } of new LockProof(routine, names).problems) report.warning(source, span, message, 'locks');
  }
  for (const func of kernel.functions.filter((each) => own.has(each) && each.locks !== undefined)) {
    for (const caller of provable.filter((each) => !own.has(each))) {
      const problem = new LockProof(caller, names).problems.find(({ callee }) => callee === func.name);
      if (problem) report.warning(func.source, func.span, `${problem.source}:${problem.span[0] + 1}: ${problem.message}`, 'locks');
    }
  }
}

function reportInside(report: Report, path: readonly string[], site: CallSite, word: string): void {
  report.error(site.source, site.span, `this is part of one event (${word}), but the call comes to ${article(path)}: ${chain(path)}`);
}

function reportWaiting(report: Report, culprit: Func, path: readonly string[], site: CallSite): void {
  report.error(culprit.source, culprit.span, `this comes to ${article(path)} (${chain(path)}), but ${site.source}:${site.span[0] + 1} `
    + 'calls it inside one event');
}

/** The versions without those that have the same functions, agents and boot as the one before. */
function withoutAlike({ functions, agents, boot }: KernelTree): Version[] {
  const gates = [...functions, ...agents, ...boot].map(({ gate }) => gate);
  const boundaries = new Set(gates.flatMap(({ since, until }) => [since, until]));
  return versions.filter((version, index) => {
    const before = versions[index - 1];
    return before === undefined || [...boundaries].some((boundary) => boundary !== undefined && before < boundary && boundary <= version);
  });
}

function routinesOf(tree: KernelTree): { routine: Routine; whole: boolean; word: string }[] {
  return [
    ...tree.functions.filter(({ kind }) => kind !== 'pure')
      .map((func) => ({ routine: func, whole: func.kind === 'atomic', word: func.kind === 'atomic' ? 'an `atomic` function' : ONE_EVENT })),
    ...tree.agents.map((routine) => ({ routine, whole: false, word: ONE_EVENT })),
    ...tree.boot.map((routine) => ({ routine, whole: true, word: '`boot`' })),
  ];
}

function recursion(path: readonly string[], verb: string): string {
  const [name = ''] = path;
  const derived = derivedFieldOf(name);
  if (derived) return `\`${derived.field}\` of ${derived.object} would be computed from itself: ${chain(path)}`;
  return `\`${name}\` ${verb} itself: ${chain(path)}; calls are compiled in place, so recursion is refused`;
}

function article(path: readonly string[]): string {
  return path.at(-1) === 'await' ? 'an `await`' : 'a `choose`';
}

function chain(path: readonly string[]): string {
  return list(path, 20).replaceAll(', ', ' → ');
}
