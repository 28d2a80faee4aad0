// A program in Promela, for the model checker Spin: a process for each task and a transition for each event.
// Invariant: without reductions the verifier's states and transitions are exactly the explorer's.
// It is plain Promela without C code, so that simulation, bit-state hashing, swarms and several cores work.
import { formatVersion } from '../../language/versions';
import type { Value } from '../ir';
import type { Parts } from '../codegen/parts';
import { CompileError } from '../compile-error';
import { WORD_BITS, wideSets } from '../set-words';
import type { Program } from '../program';
import { ExpressionPrinter, HELPERS } from './expression-printer';
import { Folding } from './folding';
import { header } from './header';
import { printProcess } from './processes';
import { SafetyProperties } from './safety-properties';
import { Unfolding } from './unfold';
import { MACRO_PARAMETERS, Variables } from './state-variables';

/** The text of the model. Throws a CompileError where Promela cannot say what the program does. */
export function promela({ program, parts }: { readonly program: Program; readonly parts: Parts }): string {
  const { kernel, world, scenario } = parts;
  const wide = wideSets(kernel, world)[0];
  if (wide !== undefined) {
    throw new CompileError(`Promela has no sets of more than ${WORD_BITS} objects, and this scenario has ${world.pool(wide).length} of type ${wide}: export a smaller one`, scenario.source);
  }
  const written = new Set(parts.codes.flatMap(({ locations }, task) => (
    locations.flatMap((node, pc) => (node.location?.ended ? [] : program.analyses.footprint(task, pc).writes))
  )));
  const variables = new Variables(parts, program.initial(), written);
  const folding = new Folding(parts.world);
  const macros = new Macros(parts, variables, folding);
  const macro = (name: string): string => macros.name(name);
  const properties = new SafetyProperties(parts, variables, folding, macro);
  const temps: string[] = [];
  const context = {
    parts, variables, properties, folding, macro,
    temp: (index: number) => (temps[index] ??= variables.names.name(`tmp${index}`)),
    format: (value: Extract<Value, { kind: 'const' }>) => program.format(value.value, value.type),
  };
  const processes = parts.tasks.map((_, task) => printProcess(context, task));
  const definitions = macros.definitions();
  return [
    header(parts.scenario.title, parts.scenario.source, formatVersion(parts.versions[0]!)),
    `${HELPERS.join('\n')}\n${temps.map((temp) => `HIDDEN int ${temp}; /* 0 but within an event */\n`).join('')}`,
    `/* The objects: null is 0, object n is element n - 1. What never changes is hidden: no part of the state. */\n${variables.globals().join('\n')}\n`,
    `/* Functions without effects. */\n${definitions.join('\n')}\n`,
    properties.variableDeclarations(),
    ...processes,
    properties.monitor(),
  ].join('\n');
}

/** The pure functions that are called, as macros: each is one expression. */
class Macros {
  private readonly names = new Map<string, string>();
  private readonly texts: string[] = [];

  constructor(private readonly parts: Parts, private readonly variables: Variables, private readonly folding: Folding) {}

  name(func: string): string {
    const known = this.names.get(func);
    if (known !== undefined) return known;
    const name = this.variables.names.name(func);
    this.names.set(func, name);
    const { params, ops } = this.parts.pures.get(func);
    const shown = new Map(params.map((param, i) => [param, MACRO_PARAMETERS[i]!]));
    const expressions = new ExpressionPrinter(this.parts, this.variables, {
      local: () => '0',
      temp: (temp) => (shown.has(temp) ? `(${shown.get(temp)})` : '0'),
      macro: (inner) => this.name(inner),
    });
    const text = expressions.print(new Unfolding(this.folding).result(ops));
    this.texts.push(`#define ${name}(${[...shown.values()].join(', ')}) ${text}`);
    return name;
  }

  definitions(): readonly string[] {
    return this.texts;
  }
}
