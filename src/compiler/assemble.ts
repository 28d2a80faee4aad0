// Puts the compiled parts together as a `Program`.
import { expressionCompiler } from './codegen/expression';
import { eventCodes } from './codegen/event-codes';
import { failedAssertions } from './codegen/failed-assertions';
import { footprints, invariantReads } from './footprint';
import { assertionText, constantMessage, formatter, members } from './codegen/format';
import type { TaskCode } from './codegen/generate-steps';
import { interference } from './interference/interference';
import { initialState, resetter } from './codegen/initial-state';
import type { Assertion, Rest } from './ir';
import { lazyCode } from './codegen/lazy-code';
import { FAILED_SLOT } from './codegen/layout';
import { location } from './codegen/locations';
import { moduleText } from './codegen/module-text';
import type { Parts } from './codegen/parts';
import { objectPools } from './codegen/pools';
import type { Blocked, InvariantCheck, Location, Program, State, Task } from './program';
import { link, type Generated } from './codegen/runtime';
import { findSymmetry } from './symmetry/groups';
import { fillTables, type Table } from './codegen/tables';
import { historyVariablesOf } from './codegen/history-variable-slots';

export function assemble(parts: Parts): Program {
  const { kernel, scenario, world, layout, generator, codes } = parts;
  const format = formatter(kernel, world);
  const tables: Table[] = [];
  const text = moduleText(parts);
  fillTables(tables, generator, world);
  const linked = link(text, {
    sites: generator.sites,
    types: generator.types,
    tables,
    format,
    resets: kernel.objects.map((type) => type.name),
    reset: resetter(world, layout),
    hits: parts.hits,
  });
  const generated: Generated = {
    ...linked,
    lazy(lazyText) {
      fillTables(tables, generator, world);
      return linked.lazy(lazyText);
    },
  };
  const tasks = parts.tasks.map((task, i): Task => ({
    index: i,
    name: task.name,
    routine: task.routine,
    kind: task.kind,
    pcSlot: layout.pcs[i] as number,
    object: task.object,
    locations: (codes[i] as TaskCode).rests.map((node, pc) => location(parts, generated, i, node, pc)),
  }));
  const taskByObject = new Map(tasks.map((task) => [task.object, task.index]));
  const invariants = parts.invariants.map(({ invariant }, i): InvariantCheck => ({
    name: invariant.name,
    source: invariant.source,
    span: invariant.span,
    gate: invariant.gate,
    ...(invariant.doc !== undefined && { doc: invariant.doc }),
    check: generated.invariants[i] as InvariantCheck['check'],
  }));
  const initial = initialState(parts, generated);
  const pc = (state: State, task: number): number => state[layout.pcs[task] as number] as number;
  const restOf = (state: State, task: number): Rest => codes[task]?.rests[pc(state, task)]?.rest as Rest;
  const events = codes.map((code, task) => eventCodes(code, generated, task));
  const lazily = lazyCode(parts, generated);

  return {
    scenario: scenario.title,
    source: scenario.source,
    kernel: parts.version,
    slots: layout.slots,
    types: objectPools(kernel, world, layout),
    enums: new Map(kernel.enums.map((type) => [type.name, type.members])),
    tasks,
    invariants,
    initial: () => initial.slice(),
    enabled: (state, task) => events[task]![pc(state, task)]!.enabled(state),
    step: (state, task, alternative, marks) => events[task]![pc(state, task)]!.step(state, alternative, marks),
    location: (state, task) => tasks[task]?.locations[pc(state, task)] as Location,
    blocked(state, task): Blocked | undefined {
      const at = pc(state, task);
      const guard = generated.guards[task]?.[at];
      if (!guard || guard(state) > 0 || tasks[task]?.locations[at]?.status !== 'ready') return undefined;
      const { reason, holders, text } = restOf(state, task);
      const held = holders ? lazily<number>(task, at, 'holders', holders)(state) : 0;
      return {
        text: reason ? lazily<string>(task, at, 'reason', reason)(state) : `waits to ${lazily<string>(task, at, 'text', text)(state)}`,
        holders: (holders?.type.kind === 'set' ? members(held) : [held]).flatMap((id) => taskByObject.get(id) ?? []),
      };
    },
    describe(state, task) {
      const at = pc(state, task);
      return lazily<string>(task, at, 'text', restOf(state, task).text)(state);
    },
    format,
    violation(state) {
      const failed = state[FAILED_SLOT] as number;
      if (failed > 0) {
        const assertion = parts.assertions[failed - 1] as Assertion;
        return { property: assertion.name, text: assertionText(assertion, constantMessage(assertion, format)) };
      }
      for (const invariant of invariants) {
        const text = invariant.check(state);
        if (text !== undefined) return { property: invariant.name, text };
      }
      return undefined;
    },
    failedAssertion: failedAssertions(parts, generated),
    failedAssertionSlots: [FAILED_SLOT],
    events: (task) => events[task]!,
    historyVariables: historyVariablesOf(parts, format),
    analyses: {
      footprint: footprints(parts),
      invariantReads: (index) => invariantReads(parts, parts.invariants[index]!.ops),
      interference: once(() => interference(parts, initial)),
      symmetry: once(() => findSymmetry(parts, initial)),
    },
    expression: expressionCompiler(parts, generated),
  };
}

/** Computes at the first call and remembers the result. */
function once<T>(compute: () => T): () => T {
  let known: { readonly result: T } | undefined;
  return () => (known ??= { result: compute() }).result;
}
