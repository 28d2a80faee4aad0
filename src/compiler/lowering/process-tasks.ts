// The processes of a scenario with the tasks that they start: which objects they have, and which variables of theirs are fields.
import { AFTER_CALL, AT_END, BEGIN, CLONE } from '../../language/kernel-hooks';
import type { Process } from '../../language/tree';
import { constant } from './fold';
import type { FieldValue, Site, Value } from '../ir';
import type { ProcessContext, ProcessHooks, StartableTask } from './startable';
import type { Selection } from './selection';
import { killableProcesses } from './killable-processes';
import { variablesOf, type SharedVariable } from './shared-variables';
import type { World } from './world';

export class ProcessTasks {
  readonly #objects = new Map<string, number>();
  readonly #variables = new Map<string, ReadonlyMap<number, FieldValue>>();
  readonly #startable = new Map<string, StartableTask>();

  readonly #hooks: ProcessHooks;

  constructor(world: World, private readonly selection: Selection, private readonly processes: readonly Process[]) {
    const [afterCall, atEnd] = [selection.function(AFTER_CALL), selection.function(AT_END)];
    this.#hooks = { ...(afterCall && { afterCall }), ...(atEnd && { atEnd }) };
    const killable = killableProcesses(processes);
    for (const process of processes) {
      const { name, starter, object: type } = process;
      const starting = starter && this.#objects.get(starter.process);
      const object = world.createTask(type, name, [process.source, process.span], {
        killable: killable.has(starter?.start === 'thread' ? starter.process : name),
        ...(starter?.start === 'thread' ? { leader: starting! } : starting && { parent: starting }),
      });
      this.#objects.set(name, object.id);
      const shared = variablesOf(process, processes);
      const id = shared.length > 0 ? world.createUnnamed(`variables of ${name}`, `variables of ${name}`).id : 0;
      const site: Site = { source: process.source, span: process.span };
      this.#variables.set(name, new Map(shared.map((variable) => [variable.index, fieldOf(name, id, variable, site)])));
    }
  }

  object({ name }: Process): number {
    return this.#objects.get(name)!;
  }

  /** What lowering a process has to know of its variables and of the tasks that it starts. A process comes before those. */
  source(process: Process): ProcessContext {
    const hooks = this.#hooks;
    const { name, starter } = process;
    if (!starter) {
      const started = this.processes.filter((each) => each.starter?.process === name);
      return { hooks, variables: this.#variables.get(name)!, starts: new Map(started.map((each) => [each.name.slice(name.length + 1), this.#start(each)])) };
    }
    const { constants } = this.#start(process);
    const fields = this.#variables.get(starter.start === 'fork' ? name : starter.process)!;
    return {
      hooks,
      variables: new Map<number, Value>([...fields, ...(constants ?? [])]),
      isStarted: { begin: this.selection.function(BEGIN)!, isReachable: constants !== undefined, ownsVariables: starter.start === 'fork' },
    };
  }

  #start(process: Process): StartableTask {
    const known = this.#startable.get(process.name);
    if (known) return known;
    const startable: StartableTask = {
      object: constant(this.object(process), { kind: 'object', name: process.object }),
      clone: this.selection.function(CLONE)!,
      inherits: process.starter?.start === 'fork' ? this.#variables.get(process.name)! : new Map(),
    };
    this.#startable.set(process.name, startable);
    return startable;
  }
}

function fieldOf(process: string, id: number, { name, type, modifier }: SharedVariable, site: Site): FieldValue {
  const object = `variables of ${process}`;
  return { kind: 'field', type, object, field: name, id: constant(id, { kind: 'object', name: object }), stable: modifier === 'stable', site };
}
