import type { Expression, FieldAccess, NameExpression } from '../generated/ast';
import { suggestion } from '../suggest';
import type { AuxiliaryVariable, Expr, ObjectType, Process, Routine, Type, Version } from '../tree';
import { BOOL, formatType } from '../types';
import { admits, formatGate, formatVersion } from '../versions';
import type { Context, ObservedTasks } from './context';
import { error, useSymbol, warning } from './context';
import { functionSymbol, type KernelNames } from './names';
import { visitStatements } from './walk';

/** What the asserts and reaches of a scenario ask of tasks beyond their fields, and the auxiliary variables that it takes. */
export class Observation implements ObservedTasks {
  readonly #byField = new Map<string, AuxiliaryVariable>();

  /** `versions`: those that the scenario speaks of. */
  constructor(
    private readonly names: KernelNames, private readonly processes: readonly Process[],
    private readonly versions: readonly Version[],
  ) {}

  get variables(): readonly AuxiliaryVariable[] {
    return [...this.#byField.values()];
  }

  stands(context: Context, node: NameExpression, task: Expr): Expr | undefined {
    const { name } = node;
    const found = this.names.functions.get(name) ?? [];
    const type = this.names.task;
    if (!type) return undefined;
    if (found.length === 0) return error(context, node, `unknown function \`${name}\`${suggestion(name, this.names.functions.keys())}`);
    useSymbol(context, node, 'name', functionSymbol(found[0]!));
    const lacking = this.versions.filter((version) => !found.some(({ gate }) => admits(gate, version)));
    if (lacking.length > 0) {
      warning(context, node, `\`${name}\` exists ${found.map(({ gate }) => formatGate(gate)).join(', ')}: no task is ever in it in ${lacking.map(formatVersion).join(', ')}`);
    }
    return this.#read(type, task, { kind: 'stands', field: `in ${name}`, type: BOOL, function: name });
  }

  variable(context: Context, { receiver, field: name }: FieldAccess): { readonly expr: Expr | undefined } | undefined {
    const process = receiver?.$type === 'NameExpression' ? this.processes.find((each) => each.name === receiver.name) : undefined;
    const index = process?.variables.findIndex((variable) => variable.name === name) ?? -1;
    const type = this.names.task;
    if (!process || !type || index < 0 || !receiver) return undefined;
    const task = context.expression(context, receiver);
    if (!task) return { expr: undefined };
    if (!this.#isAssigned(process, index)) {
      error(context, receiver, `\`${name}\` is the variable of a loop; an assert sees variables that ${process.name} assigns`);
      return { expr: undefined };
    }
    const of = process.variables[index]!.type;
    const before = [...this.#byField.values()].some((known) => known.field === name && !(known.kind === 'variable' && formatType(known.of) === formatType(of)));
    const field = before ? `${name} (${formatType(of)})` : name;
    return { expr: this.#read(type, task, { kind: 'variable', field, type: withZero(of), variable: name, of }) };
  }

  variablesOf(receiver: Expression | undefined): string[] {
    const process = receiver?.$type === 'NameExpression' ? this.processes.find((each) => each.name === receiver.name) : undefined;
    return process?.variables.flatMap(({ name }, index) => (this.#isAssigned(process, index) ? [name] : [])) ?? [];
  }

  /** By the process, or by a thread that it starts. */
  #isAssigned({ name }: Process, index: number): boolean {
    return this.processes.some((each) => (each.name === name || each.starter?.process === name) && isAssigned(each, index));
  }

  #read(object: ObjectType, receiver: Expr, variable: AuxiliaryVariable): Expr {
    this.#byField.set(variable.field, variable);
    return { kind: 'field', receiver, object: object.name, field: variable.field, type: variable.type, ...(receiver.span && { span: receiver.span }) };
  }
}

function isAssigned({ body }: Routine, index: number): boolean {
  let found = false;
  visitStatements(body, (statement) => {
    if (statement.kind === 'assign' && statement.target.kind === 'local' && statement.target.index === index) found = true;
  });
  return found;
}

/** Before the first assignment it is 0. */
function withZero(type: Type): Type {
  return type.kind === 'int' ? { ...type, min: Math.min(0, type.min), max: Math.max(0, type.max) } : type;
}
