// Generated code of a program becomes functions: an event, or a pure function that it calls, when it is first asked for, since a search comes to
// a third of the locations of its tasks.
import type { PureFunction } from '../lowering/taskless-code';
import { parameter, type Generator, type TableKey } from './generator';
import type { Parts } from './parts';
import { resetter } from './new-and-free';
import { evaluator, type GeneratedCode, type Table } from './runtime';
import { formatter, type Formatter } from './format';
import { generateEvent, generateGuard, type TaskCode } from './task-code';
import type { Node } from '../ir';
import type { World } from '../lowering/world';
import type { EventCode } from '../program';

/** Parts with their code, and how values are printed in the texts that it builds. */
export interface Linked {
  readonly parts: Parts;
  readonly code: GeneratedCode;
  readonly format: Formatter;
}

/** Turns the generated code of the parts into functions. */
export function linkParts(parts: Parts): Linked {
  const format = formatter(parts.kernel, parts.world);
  return { parts, format, code: link(parts, format) };
}

function link(parts: Parts, format: Formatter): GeneratedCode {
  const { kernel, world, layout, generator, codes, invariants, boot } = parts;
  const tables: Record<string, Table> = {};
  const pures: Record<string, ReturnType<GeneratedCode['lazy']>> = {};
  const evaluate = evaluator({
    sites: generator.sites,
    tables,
    pures,
    format,
    isAmong: (state, versions) => parts.tests.isAmong(state[layout.versionSlot!]!, versions),
    resets: kernel.objects.map((type) => type.name),
    reset: resetter(world, layout),
    hits: parts.hits,
  }) as GeneratedCode['lazy'];
  const lazy: GeneratedCode['lazy'] = (text) => {
    // The text of one may call others: the loop goes on to those.
    for (const name of generator.called) pures[name] ??= evaluate(pureText(parts.pures.get(name), generator));
    generator.called.clear();
    for (const [name, key] of generator.tables) tables[name] ??= tableOf(key, world);
    return evaluate(text);
  };
  return {
    lazy,
    starts: codes.map((code) => lazy(generateEvent(code.begin, code, generator))),
    events: codes.map((task) => task.locations.map((node) => eventCode(node, task, parts, lazy))),
    invariants: invariants.map(({ ops }) => lazy(`function(S){${generator.scoped(() => generator.ops(ops))}}`)),
    boot: lazy(`function(S){let m;${generator.scoped(() => generator.ops(boot))}}`),
  };
}

/** When the event at a location can happen and what it does. */
function eventCode(node: Node, task: TaskCode, { generator }: Parts, lazy: GeneratedCode['lazy']): EventCode {
  const location = node.location!;
  const alternatives = location.ended ? 0 : node.options?.length ?? 1;
  let guard: EventCode['enabled'] | undefined;
  let step: EventCode['step'] | undefined;
  const compileStep = (): EventCode['step'] => {
    if (location.ended) throw new Error('the task has ended');
    return lazy(generateEvent(node, task, generator));
  };
  return {
    enabled: location.guard || location.members
      ? (state) => (guard ??= lazy(generateGuard(location, task, generator)))(state)
      : () => alternatives,
    step: (state, alternative, marks) => (step ??= compileStep())(state, alternative, marks),
  };
}

function pureText({ params, ops }: PureFunction, generator: Generator): string {
  return `function(${['S', ...params.map((_, i) => parameter(i))].join(',')}){${generator.scoped(() => generator.ops(ops), params)}return 0;}`;
}

/** The table of a `const` field or `own` children. */
function tableOf({ object, field, width }: TableKey, world: World): Table {
  const rows: (number | undefined)[] = Array.from({ length: width });
  for (const instance of world.pool(object)) {
    const values = instance.constants.get(field) ?? instance.children.get(field) ?? [];
    for (let i = 0; i < width; i++) rows.push(values[i]);
  }
  return rows;
}
