import type { Report } from '../report';
import { list } from '../suggest';
import type { Func, KernelTree, Routine, ScenarioTree } from '../tree';
import { admits, KNOWN_VERSIONS, parseVersion } from '../versions';
import type { CallSite } from './call-graph';
import { callsInOneEvent, CallGraph, FunctionValues } from './call-graph';
import { checkGrain } from './grain';
import { LockProof } from './lock-proof';
import { KernelNames } from './names';

const versions = KNOWN_VERSIONS.map((name) => parseVersion(name)!);

/** Where statements are part of one event, for messages. */
const ONE_EVENT = 'inside `atomic`, `await` or `choose (x in …)`';

/** What can only be seen of the whole kernel: recursion, waiting inside one event, statements that do too much at once. */
export function analyseKernel(tree: KernelTree, report: Report): void {
  const values = new FunctionValues(tree);
  for (const version of versions) {
    const graph = new CallGraph(tree.functions, version, values);
    const inCycle = new Set<string>();
    for (const func of graph.all) {
      const cycle = inCycle.has(func.name) ? undefined : graph.cycle(func.name);
      cycle?.path.forEach((name) => inCycle.add(name));
      if (cycle) report.error(func.source, func.span, `\`${func.name}\` calls itself: ${chain(cycle.path)}; calls are compiled in place, so recursion is refused`);
    }
    for (const { routine, whole, word } of routinesOf(tree)) {
      if (!admits(routine.gate, version)) continue;
      for (const site of callsInOneEvent(routine, whole, values)) {
        const path = graph.pathToWait(site.callee);
        if (path) report.error(site.source, site.span, `this is part of one event (${word}), but the call comes to ${article(path)}: ${chain(path)}`);
      }
    }
  }
  for (const routine of [...tree.functions.filter((func) => func.kind === 'plain'), ...tree.agents]) checkGrain(routine, tree, values, report);
  const names = new KernelNames(tree);
  for (const routine of [...tree.functions.filter((func) => func.kind !== 'pure'), ...tree.agents]) {
    for (const { source, span, message, isMissing } of new LockProof(routine, names).problems) {
      if (isMissing) report.warning(source, span, message, 'locks');
      else report.error(source, span, message, 'locks');
    }
  }
}

/** The same with the overrides of a scenario; what is wrong is said of the override. */
export function analyseOverrides(kernel: KernelTree, scenario: ScenarioTree, report: Report): void {
  if (scenario.overrides.length === 0) return;
  const overridden = new Map(scenario.overrides.map((func) => [func.name, func]));
  const functions: Func[] = [...kernel.functions.filter((func) => !overridden.has(func.name)), ...scenario.overrides];
  const values = new FunctionValues({ ...kernel, functions });
  for (const version of versions) {
    const graph = new CallGraph(functions, version, values);
    for (const func of scenario.overrides) {
      const cycle = graph.cycle(func.name);
      if (cycle) report.error(func.source, cycle.site.span, `this override makes \`${func.name}\` call itself: ${chain(cycle.path)}`);
    }
    for (const { routine, whole } of routinesOf({ ...kernel, functions })) {
      for (const site of callsInOneEvent(routine, whole, values)) {
        const path = graph.pathToWait(site.callee);
        const culprit = path?.map((name) => overridden.get(name)).find((func) => func !== undefined);
        if (path && culprit) reportWaiting(report, culprit, path, site);
      }
    }
  }
  for (const func of scenario.overrides) if (func.kind === 'plain') checkGrain(func, { ...kernel, functions }, values, report);
  checkLocksOfOverrides({ ...kernel, functions }, scenario, report);
}

/** An override may try what happens without a lock, so what is not proven is a warning there. */
function checkLocksOfOverrides(tree: KernelTree, scenario: ScenarioTree, report: Report): void {
  const names = new KernelNames(tree);
  for (const func of scenario.overrides) {
    for (const { source, span, message } of new LockProof(func, names).problems) report.warning(source, span, message, 'locks');
    if (!func.locks) continue;
    for (const caller of tree.functions) {
      if (scenario.overrides.includes(caller) || caller.kind === 'pure') continue;
      const problem = new LockProof(caller, names).problems.find(({ callee }) => callee === func.name);
      if (problem) report.warning(func.source, func.span, `${problem.source}:${problem.span[0] + 1}: ${problem.message}`, 'locks');
    }
  }
}

function reportWaiting(report: Report, culprit: Func, path: readonly string[], site: CallSite): void {
  report.error(culprit.source, culprit.span, `this override comes to ${article(path)} (${chain(path)}), but ${site.source}:${site.span[0] + 1} `
    + 'calls it inside one event');
}

function routinesOf(tree: KernelTree): { routine: Routine; whole: boolean; word: string }[] {
  return [
    ...tree.functions.filter(({ kind }) => kind !== 'pure')
      .map((func) => ({ routine: func, whole: func.kind === 'atomic', word: func.kind === 'atomic' ? 'an `atomic` function' : ONE_EVENT })),
    ...tree.agents.map((routine) => ({ routine, whole: false, word: ONE_EVENT })),
    ...tree.boot.map((routine) => ({ routine, whole: true, word: '`boot`' })),
  ];
}

function article(path: readonly string[]): string {
  return path.at(-1) === 'await' ? 'an `await`' : 'a `choose`';
}

function chain(path: readonly string[]): string {
  return list(path, 20).replaceAll(', ', ' → ');
}
