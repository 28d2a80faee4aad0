// Puts the compiled parts together as a `Program`.
import { canonicalCode } from './codegen/canonical-code';
import { descriptions } from './codegen/descriptions';
import { DerivedFields } from './codegen/derived-fields';
import { expressionCompiler } from './codegen/expression-code';
import { assertionChecks } from './codegen/assertion-checks';
import { assertionText, constantMessage, formatter } from './codegen/format';
import { historyVariablesOf } from './codegen/history-variable-slots';
import { initialState } from './codegen/initial-state';
import { FAILED_SLOT } from './codegen/layout';
import { link } from './codegen/link';
import { location } from './codegen/locations';
import { objectPools } from './codegen/object-pools';
import type { Parts } from './codegen/parts';
import { endsOf, footprints, readsOf } from './footprint';
import { interference } from './interference/interference';
import type { InvariantCheck, Program, State, Task } from './program';
import { findSymmetry } from './symmetry/groups';

export function assemble(parts: Parts): Program {
  const { kernel, scenario, world, layout, codes } = parts;
  const format = formatter(kernel, world);
  const code = link(parts, format);
  const tasks = parts.tasks.map((task, i): Task => ({
    index: i,
    name: task.name,
    routine: task.routine,
    kind: task.kind,
    pcSlot: layout.pcs[i]!,
    object: task.object,
    locations: codes[i]!.locations.map((node, pc) => location(parts, code, i, node, pc)),
  }));
  const invariants = parts.invariants.map(({ invariant }, i): InvariantCheck => ({
    name: invariant.name,
    source: invariant.source,
    span: invariant.span,
    gate: invariant.gate,
    ...(invariant.doc !== undefined && { doc: invariant.doc }),
    check: code.invariants[i]!,
  }));
  const initial = initialState(parts, code);
  const { events } = code;
  const pcOf = (state: State, task: number): number => state[layout.pcs[task]!]!;

  return {
    scenario: scenario.title,
    source: scenario.source,
    kernel: parts.version,
    slots: layout.slots,
    types: objectPools(kernel, world, layout, new DerivedFields(code, parts.generator, (name) => readsOf(parts, parts.pures.get(name).ops))),
    enums: new Map(kernel.enums.map((type) => [type.name, type.members])),
    tasks,
    invariants,
    ...(parts.watched && { watched: parts.watched }),
    initial: () => initial.slice(),
    enabled: (state, task) => events[task]![pcOf(state, task)]!.enabled(state),
    step: (state, task, alternative, marks) => events[task]![pcOf(state, task)]!.step(state, alternative, marks),
    events: (task) => events[task]!,
    location: (state, task) => tasks[task]!.locations[pcOf(state, task)]!,
    ...descriptions(parts, code, tasks),
    format,
    violation(state) {
      const failed = state[FAILED_SLOT]!;
      if (failed > 0) {
        const assertion = parts.assertions[failed - 1]!;
        return { property: assertion.name, text: assertionText(assertion, constantMessage(assertion, format)) };
      }
      for (const invariant of invariants) {
        const text = invariant.check(state);
        if (text !== undefined) return { property: invariant.name, text };
      }
      return undefined;
    },
    ...assertionChecks(parts, code),
    failedAssertionSlots: [FAILED_SLOT],
    historyVariables: historyVariablesOf(parts, format),
    analyses: {
      footprint: footprints(parts),
      ends: (task, pc) => endsOf(parts.codes[task]!, pc),
      invariantReads: (index) => readsOf(parts, parts.invariants[index]!.ops),
      interference: once(() => interference(parts, initial)),
      symmetry: once(() => findSymmetry(parts, initial)),
      canonical: canonicalCode(parts, code, initial),
    },
    expression: expressionCompiler(parts, code),
  };
}

/** Computes at the first call and remembers the result. */
function once<T>(compute: () => T): () => T {
  let known: { readonly result: T } | undefined;
  return () => (known ??= { result: compute() }).result;
}
