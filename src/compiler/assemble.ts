// Puts the compiled parts together as a `Program`.
import type { Version } from '../language/tree';
import { descriptions } from './codegen/descriptions';
import { DerivedFields } from './codegen/derived-fields';
import { expressionCompiler } from './codegen/expression-code';
import { assertionChecks } from './codegen/assertion-checks';
import { assertionText, constantMessage } from './codegen/format';
import { historyVariablesOf } from './codegen/history-variable-slots';
import { initialState } from './codegen/initial-state';
import { FAILED_SLOT } from './codegen/layout';
import type { Linked } from './codegen/link';
import type { Parts } from './codegen/parts';
import { location } from './codegen/locations';
import { objectPools } from './codegen/object-pools';
import { responseOf } from './codegen/response-check';
import { endsOf, footprints, readsOf } from './footprint';
import { interference } from './interference/interference';
import type { InvariantCheck, Program, State, Task } from './program';
import { findSymmetry } from './symmetry/groups';

/** `version`: one of those that the parts are for. */
export function assemble({ parts, code, format }: Linked, version: Version): Program {
  const { kernel, scenario, world, layout, codes } = parts;
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
  const expression = expressionCompiler(parts, code);
  const { events } = code;
  const { selection } = world;
  const { now } = selection;
  const types = once(() => selection.within(now, () => objectPools(kernel, world, layout, new DerivedFields(code, parts.generator, (name) => readsOf(parts, parts.pures.get(name).ops)))));
  const pcOf = (state: State, task: number): number => state[layout.pcs[task]!]!;

  return {
    scenario: scenario.title,
    source: scenario.source,
    kernel: version,
    slots: layout.slots,
    get types() { return types(); },
    enums: new Map(kernel.enums.map((type) => [type.name, type.members])),
    tasks,
    invariants,
    ...(parts.watched && { watched: parts.watched, ...responseOf(parts, version, tasks, expression) }),
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
    },
    ...questionsOf(parts, version),
    expression,
  };
}

function questionsOf({ layout: { versionSlot: slot }, tests, versions }: Parts, of: Version): Pick<Program, 'questions'> {
  if (slot === undefined) return {};
  const version = 1 << versions.indexOf(of);
  return { questions: { family: tests, slot, version, during: (act) => tests.during(version, act), use: (alike) => tests.use(version, alike) } };
}

/** Computes at the first call and remembers the result. */
function once<T>(compute: () => T): () => T {
  let known: { readonly result: T } | undefined;
  return () => (known ??= { result: compute() }).result;
}
