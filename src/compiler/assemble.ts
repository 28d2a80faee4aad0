// Puts the compiled parts together as a `Program`.
import { expressionCompiler } from './expression';
import { footprints, observedSlots } from './footprint';
import { assertionText, formatter, members } from './format';
import type { TaskCode } from './generate-steps';
import { initialState, resetter } from './initial-state';
import type { Assertion, Node, Rest } from './ir';
import { lazyCode } from './lazy-code';
import { FAILED_SLOT } from './layout';
import { location } from './locations';
import { moduleText } from './module-text';
import type { Parts } from './parts';
import { objectPools } from './pools';
import { promela } from './promela/promela';
import type { Blocked, InvariantCheck, Location, Program, State, Task } from './program';
import { link, type Generated } from './runtime';
import { fillTables, type Table } from './tables';

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
  const lazily = lazyCode(parts, generated);
  const footprint = footprints(parts);

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
    enabled(state, task) {
      const at = pc(state, task);
      const node = codes[task]?.rests[at] as Node;
      if (node.rest?.ended) return 0;
      const guard = generated.guards[task]?.[at];
      if (guard && !guard(state)) return 0;
      return node.options ? node.options.length : 1;
    },
    step(state, task, alternative, marks) {
      const step = generated.steps[task]?.[pc(state, task)];
      if (!step) throw new Error(`task ${task} has ended`);
      step(state, alternative, marks);
    },
    location: (state, task) => tasks[task]?.locations[pc(state, task)] as Location,
    blocked(state, task): Blocked | undefined {
      const at = pc(state, task);
      const guard = generated.guards[task]?.[at];
      if (!guard || guard(state) || tasks[task]?.locations[at]?.status !== 'ready') return undefined;
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
        return { property: assertion.name, text: assertionText(assertion, format) };
      }
      for (const invariant of invariants) {
        const text = invariant.check(state);
        if (text !== undefined) return { property: invariant.name, text };
      }
      return undefined;
    },
    footprint,
    observed: () => observedSlots(parts),
    expression: expressionCompiler(parts, generated),
    promela: () => promela({ parts, initial, footprint, format }),
  };
}
