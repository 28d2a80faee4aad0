// Generated code of a program becomes functions: what every execution needs at once, as one text; an event when it is first asked for,
// since a search comes to a third of the locations of its tasks.
import type { Parts } from './parts';
import { resetter } from './new-and-free';
import { evaluate, type GeneratedCode, type Table } from './runtime';
import type { Formatter } from './format';
import { generateEvent, generateGuard, type TaskCode } from './task-code';
import type { Node } from '../ir';
import type { EventCode } from '../program';

/** Turns the generated code of a program into functions. `format` prints values in the texts that the code builds. */
export function link(parts: Parts, format: Formatter): GeneratedCode {
  const { kernel, world, layout, generator } = parts;
  const tables: Table[] = [];
  const text = moduleText(parts);
  fillTables(tables, parts);
  const code = evaluate(text, {
    sites: generator.sites,
    types: generator.types,
    tables,
    format,
    resets: kernel.objects.map((type) => type.name),
    reset: resetter(world, layout),
    hits: parts.hits,
  });
  const lazy: GeneratedCode['lazy'] = (more) => {
    fillTables(tables, parts);
    return code.lazy(`(${more})`);
  };
  return { ...code, lazy, events: parts.codes.map((task) => task.locations.map((node) => eventCode(node, task, parts, lazy))) };
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

function moduleText({ generator, codes, pures, invariants, boot }: Parts): string {
  const list = (functions: readonly string[]): string => `[${functions.join(',\n')}]`;
  const starts = list(codes.map((code) => generateEvent(code.begin, code, generator)));
  generator.area = 0;
  const pure = pures.map(({ name, params, ops }) => {
    const body = generator.scoped(() => generator.ops(ops)).replace(/^let ([^;]*);/, (_, names: string) => {
      const locals = names.split(',').filter((each) => !params.includes(each.split('=')[0] as string));
      return locals.length > 0 ? `let ${locals.join(',')};` : '';
    });
    return `P[${JSON.stringify(name)}]=function(${['S', ...params].join(',')}){${body}return 0;};`;
  });
  const checks = invariants.map(({ ops }) => `function(S){${generator.scoped(() => generator.ops(ops))}}`);
  const booting = generator.scoped(() => generator.ops(boot));
  return `const P={};${pure.join('\n')}
return {starts:${starts},
invariants:${list(checks)},
boot:function(S){let m;${booting}},
lazy:function(text){return eval(text)}};`;
}

/** Adds the tables of `const` fields and `own` children that generated code has come to need since the last call. */
function fillTables(tables: Table[], { generator, world }: Parts): void {
  for (const { object, field, width } of generator.tables.slice(tables.length)) {
    const rows: (number | undefined)[] = Array.from({ length: width });
    for (const instance of world.pool(object)) {
      const values = instance.constants.get(field) ?? instance.children.get(field) ?? [];
      for (let i = 0; i < width; i++) rows.push(values[i]);
    }
    tables.push(rows);
  }
}
