// Scenario + model kernel + version → program. The only place that knows all the compiler's parts.
import type { Diagnostic } from '../language/diagnostics';
import type { Agent, Invariant, KernelTree, Process, Routine, ScenarioTree, Version } from '../language/tree';
import { Access } from './lowering/access';
import { CompileError } from './compile-error';
import { constant } from './lowering/fold';
import { generateTask } from './codegen/task-code';
import { Generator } from './codegen/generator';
import type { Assertion, Lvalue, Op, Temp, Value } from './ir';
import { layOut } from './codegen/layout';
import { AtomicLowering, type Shared } from './lowering/atomic';
import { lowerTask } from './lowering/task';
import { ValueLowering } from './lowering/values';
import { instanceName, label } from './lowering/instance-names';
import { assemble } from './assemble';
import type { LoweredTask, Parts } from './codegen/parts';
import type { CoverageCounters } from './lowering/coverage-counters';
import { ModelError, type Program } from './program';
import { exists, select } from './lowering/selection';
import { HistoryVariables } from './lowering/history-variables';
import { World } from './lowering/world';

/** The program, and what it was made from, for exporters to other languages. */
export interface Compiled {
  readonly program: Program;
  readonly parts: Parts;
}

export type CompileResult = Compiled | { readonly errors: readonly Diagnostic[] };

export interface CompileOptions {
  /** Adds history variables to the state (`Program.historyVariables`). Default: none. */
  readonly historyVariables?: boolean;
  /** Where generated code counts which statements and branches are executed. Default: it counts nothing. */
  readonly coverageCounters?: CoverageCounters;
}

/** Tasks beyond this many make schedules unreadable and searches endless. */
const MAX_TASKS = 24;

/**
 * Compiles a checked scenario for one kernel version (default: the scenario's own). Errors are those that only one
 * version has: a call of a function that does not exist in it, a capacity.
 */
export function compile(
  kernel: KernelTree, scenario: ScenarioTree, version: Version | undefined = scenario.kernel, options: CompileOptions = {},
): CompileResult {
  if (version === undefined) {
    return { errors: [{ severity: 'error', source: scenario.source, span: [0, 0, 0, 0], message: 'no kernel version: write `kernel v6.18` in the scenario or choose one' }] };
  }
  try {
    const parts = new Compilation(kernel, scenario, version, options).run();
    return { program: assemble(parts), parts };
  } catch (error) {
    // A ModelError comes from `boot`.
    if (!(error instanceof CompileError || error instanceof ModelError)) throw error;
    return { errors: [{ severity: 'error', source: error.source || scenario.source, span: error.span, message: error.message }] };
  }
}

class Compilation implements Shared {
  readonly world: World;
  readonly values: ValueLowering;
  readonly coverageCounters: CoverageCounters | undefined;
  historyVariables: HistoryVariables | undefined;
  private readonly selection;
  private readonly access: Access;
  private temps = 0;
  private readonly assertions: Assertion[] = [];
  private readonly tasks: LoweredTask[] = [];
  private task = '';

  constructor(
    private readonly kernel: KernelTree,
    private readonly scenario: ScenarioTree,
    private readonly version: Version,
    private readonly options: CompileOptions,
  ) {
    this.coverageCounters = options.coverageCounters;
    this.world = new World(kernel, scenario);
    this.selection = select(kernel, scenario, version);
    this.values = new ValueLowering(this.world, this.selection);
    this.access = new Access(this.world, this.selection);
  }

  temp(): Temp {
    return { name: `t${this.temps++}` };
  }

  assertion(assertion: Assertion): number {
    return this.assertions.push(assertion) - 1;
  }

  create(object: string): number {
    const count = this.world.pool(object).filter((instance) => instance.name?.startsWith(`${this.task}.${object}`)).length;
    return this.world.createDynamic(object, `${this.task}.${object}${count > 0 ? count + 1 : ''}`).id;
  }

  run(): Parts {
    const processes = this.scenario.processes.map((process) => ({
      process, object: this.world.createTask(process.object, process.name),
    }));
    for (const { process, object } of processes) this.lower(process, 'process', process.name, process.object, object.id, [], false);
    const taskType = this.kernel.objects.find((type) => type.declares === 'process')?.name;
    for (const agent of this.selection.agents) {
      if (taskType) this.agent(agent, taskType);
    }
    if (this.tasks.length > MAX_TASKS) {
      throw new CompileError(`this scenario has ${this.tasks.length} processes and agents; the limit is ${MAX_TASKS}`, this.scenario.source);
    }
    const layout = layOut(this.kernel, this.world, this.tasks);
    const generator = new Generator(this.kernel, this.world, layout);
    const codes = this.tasks.map((task, i) => generateTask(task.graph, generator, layout.pcs[i] as number, layout.areas[i] as number));
    return {
      kernel: this.kernel,
      scenario: this.scenario,
      version: this.version,
      world: this.world,
      layout,
      generator,
      tasks: this.tasks,
      codes,
      assertions: this.assertions,
      hits: this.coverageCounters?.hits ?? [],
      pures: this.pureFunctions(),
      invariants: this.selection.invariants.map((invariant) => ({ invariant, ops: this.structured(invariant) })),
      boot: this.kernel.boot.filter((boot) => exists(boot.gate, this.version)).flatMap((boot) => this.requirements(this.structured(boot))),
    };
  }

  private agent(agent: Agent, taskType: string): void {
    const instances = agent.per === undefined ? [undefined] : this.world.pool(agent.per).map((instance) => instance);
    for (const instance of instances) {
      if (agent.where && !this.world.evaluate(agent.where, instance)) continue;
      const name = agent.label ? label(this.world, instance, agent.label) : instance ? `${agent.name} ${instanceName(this.world, instance)}` : agent.name;
      const object = this.world.createTask(taskType, name);
      const bound = instance ? [constant(instance.id, { kind: 'object', name: instance.type.name })] : [];
      this.lower(agent, 'agent', name, taskType, object.id, bound, true);
    }
  }

  private lower(routine: Routine | Process, kind: 'process' | 'agent', name: string, type: string, object: number, bindings: readonly Value[], repeats: boolean): void {
    this.task = name;
    const current = constant(object, { kind: 'object', name: type });
    const christen = (of: string, id: number, variable: string): void => {
      const instance = this.world.instance(of, id);
      if (instance?.dynamic && instance.name?.startsWith(`${name}.${of}`)) instance.name = `${name}.${variable}`;
    };
    const historyVariables = this.historyVariables = this.options.historyVariables ? new HistoryVariables() : undefined;
    const graph = lowerTask(this, this.access, { routine, bindings, current, repeats }, christen);
    this.tasks.push({ name, routine: routine.name, kind, object, ...(historyVariables ? { historyVariables, graph: historyVariables.extend(graph) } : { graph }) });
  }

  /** Code without a task: an invariant or `boot`. Its `current` is null. */
  private structured(routine: Invariant): Op[] {
    const current = constant(0, { kind: 'null' });
    const fresh = (variable: { type: Value['type'] }): Lvalue => ({ kind: 'temp', temp: this.temp(), type: variable.type });
    const lowering = new AtomicLowering(this, current, fresh);
    const scope = { source: routine.source, bindings: [], current };
    return lowering.collect(() => lowering.statements(routine.body, scope, routine.variables, {
      return: () => lowering.emit({ kind: 'return' }),
    }));
  }

  /** At boot a failed assertion refuses the scenario, with its text. */
  private requirements(ops: readonly Op[]): Op[] {
    return ops.map((op): Op => {
      switch (op.kind) {
        case 'assert': return { kind: 'require', condition: op.condition, message: op.message };
        case 'if': return { ...op, then: this.requirements(op.then), else: this.requirements(op.else) };
        case 'loop': return { ...op, body: this.requirements(op.body) };
        case 'labelled': return { ...op, body: this.requirements(op.body) };
        default: return op;
      }
    });
  }

  private pureFunctions(): { name: string; params: readonly string[]; ops: Op[] }[] {
    const taskType = this.kernel.objects.find((type) => type.declares === 'process')?.name ?? '';
    return [...this.selection.functions.values()].filter((func) => func.kind === 'pure').map((func) => {
      const fresh = (variable: { type: Value['type'] }): Extract<Lvalue, { kind: 'temp' }> => ({ kind: 'temp', temp: this.temp(), type: variable.type });
      const current = fresh({ type: { kind: 'object', name: taskType } });
      const params = func.variables.slice(0, func.arity).map(fresh);
      const lowering = new AtomicLowering(this, current, fresh);
      const scope = { source: func.source, bindings: [...params], current };
      const ops = lowering.collect(() => lowering.statements(func.body, scope, func.variables, {
        return: (value) => lowering.emit({ kind: 'return', ...(value && { value }) }),
      }));
      return { name: func.name, params: [current, ...params].map((param) => param.temp.name), ops };
    });
  }
}
