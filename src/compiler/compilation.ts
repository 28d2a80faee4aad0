// Scenario + model kernel + versions → what programs are made from. The only file that knows all stages before assembly: selection of what the versions have,
// lowering to graphs of events, layout of the state, generation of code.
import { MAX_PROCESSES } from '../language/checker/process';
import type { Agent, KernelTree, ObjectType, Process, Routine, ScenarioTree, Version } from '../language/tree';
import { Generator } from './codegen/generator';
import { layOut } from './codegen/layout';
import type { LoweredTask, Parts } from './codegen/parts';
import { taskCode } from './codegen/task-code';
import { VersionTests } from './codegen/version-tests';
import { placeWideLocals } from './codegen/wide-locals';
import { CompileError, type Place } from './compile-error';
import type { Op, Value } from './ir';
import { Access } from './lowering/access';
import { AuxiliaryVariables } from './lowering/auxiliary-variables';
import { ConstantFields } from './lowering/constant-fields';
import type { Shared } from './lowering/atomic';
import type { CoverageCounters } from './lowering/coverage-counters';
import { constant } from './lowering/fold';
import { HistoryVariables } from './lowering/history-variables';
import { instanceName, label } from './lowering/instance-names';
import { Numbering } from './lowering/numbering';
import { Selection } from './lowering/selection';
import { variablesTypes } from './lowering/shared-variables';
import { ProcessTasks } from './lowering/process-tasks';
import { PureFunctions } from './lowering/pure-functions';
import type { ProcessContext } from './lowering/startable';
import { lowerTask } from './lowering/task';
import { lowerTaskless, refusing } from './lowering/taskless-code';
import { ValueLowering } from './lowering/values';
import { watchedInvariants } from './lowering/watch';
import type { Watched } from './watched';
import { World, type Instance } from './lowering/world';

/** What a program is to do beyond what the scenario says; nothing of it changes its events. */
export interface CompileOptions {
  /** Adds history variables to the state (`Program.historyVariables`). Default: none. */
  readonly historyVariables?: boolean;
  /** Where generated code counts which statements and branches are executed. Default: it counts nothing. */
  readonly coverageCounters?: CoverageCounters;
  /** The only property that can be violated. Default: all but what can be reached. */
  readonly watch?: Watched;
  /**
   * Functions of the kernel that somebody beside the scenario may call. Nobody does, but what they write is no constant, and of what they make there is an object (`others.bio_vec`): so
   * one execution tells what it reads that they may change. Default: none.
   */
  readonly others?: readonly string[];
}

/** The name of the owner of objects that nobody in the scenario makes. */
export const OTHERS = 'others';

/** Lowers a scenario for one kernel version, or for several at a time, and lays out its state. */
export class Compilation implements Shared {
  /** With the fields that the scenario adds. */
  private readonly kernel: KernelTree;
  readonly world: World;
  readonly values: ValueLowering;
  readonly auxiliary: AuxiliaryVariables;
  readonly coverageCounters: CoverageCounters | undefined;
  historyVariables: HistoryVariables | undefined;
  readonly selection: Selection;
  readonly numbering = new Numbering();
  private readonly access: Access;
  /** The object type that declares processes; a kernel without one has no tasks. */
  private readonly taskType: string | undefined;
  private readonly tasks: LoweredTask[] = [];
  private task = '';
  /** An assertion that fails at boot refuses the scenario, whatever is watched. */
  private isBooting = false;

  constructor(
    kernel: KernelTree,
    private readonly scenario: ScenarioTree,
    /** Ascending. */
    private readonly versions: readonly Version[],
    private readonly options: CompileOptions,
  ) {
    this.coverageCounters = options.coverageCounters;
    const { watch } = options;
    this.selection = new Selection(kernel, scenario, versions);
    const constants = new ConstantFields(kernel, scenario, this.selection, options.others ?? []);
    this.auxiliary = new AuxiliaryVariables(kernel, scenario, watch?.kind === 'mark' ? watch.name : undefined);
    kernel = this.auxiliary.extend(kernel);
    const variables = scenario.processes.flatMap((process): readonly ObjectType[] => variablesTypes(process, scenario.processes));
    this.kernel = variables.length > 0 ? { ...kernel, objects: [...kernel.objects, ...variables] } : kernel;
    this.world = new World(this.kernel, scenario, this.selection, constants);
    if (options.others) for (const object of constants.made) this.world.createDynamic(object, `${OTHERS}.${object}`, [scenario.source, [0, 0, 0, 0]]);
    this.values = new ValueLowering(this.world, this.selection);
    this.access = new Access(this.world, this.selection);
    this.taskType = kernel.objects.find((type) => type.declares === 'process')?.name;
  }

  records(assertion: string): boolean {
    const { watch } = this.options;
    return this.isBooting || watch === undefined || (watch.kind === 'safety' && watch.name === assertion);
  }

  create(object: string, place: Place): number {
    return this.numbering.object(object, () => this.createNew(object, place));
  }

  private createNew(object: string, place: Place): number {
    const count = this.world.pool(object).filter((instance) => instance.name?.startsWith(`${this.task}.${object}`)).length;
    return this.world.createDynamic(object, `${this.task}.${object}${count > 0 ? count + 1 : ''}`, place).id;
  }

  run(): Parts {
    const { kernel, scenario, versions, world, selection, numbering: { assertions }, options: { watch } } = this;
    const processes = new ProcessTasks(world, selection, scenario.processes);
    for (const process of scenario.processes) {
      this.makeRoom(process.name, [process.source, process.span]);
      this.lower(process, 'process', process.name, process.object, processes.object(process), [], false, processes.source(process));
    }
    for (const agent of this.kernel.agents) {
      if (this.taskType !== undefined) this.lowerAgent(agent, this.taskType);
    }
    const tasks = this.tasks.map((task) => ({ ...task, graph: placeWideLocals(task.graph, world) }));
    const boot = this.lowerBoot();
    const layout = layOut(kernel, world, tasks, assertions.length);
    const generator = new Generator(kernel, world, layout);
    const codes = tasks.map((task, i) => taskCode(task.graph, layout.pcs[i]!, layout.areas[i]!, selection.all));
    const pures = new PureFunctions(this, selection, this.taskType ?? '');
    const invariants = (watch ? watchedInvariants(watch, kernel, scenario, selection) : selection.invariants).map((invariant) => ({ invariant, ops: lowerTaskless(this, invariant) }));
    // What they cannot be compiled for is told here.
    pures.called();
    return {
      kernel, scenario, versions, world, layout, generator, tasks, codes, tests: new VersionTests(versions.length), ...(watch && { watched: watch }),
      assertions,
      hits: this.coverageCounters?.hits ?? [],
      pures, invariants,
      boot,
    };
  }

  private lowerBoot(): Op[] {
    this.isBooting = true;
    const ops = this.kernel.boot.filter(({ gate }) => this.selection.admitted(gate) !== 0).flatMap((boot) => refusing(lowerTaskless(this, boot)));
    this.isBooting = false;
    return ops;
  }

  /** An agent is one task, or one for each object that it is declared for. */
  private lowerAgent(agent: Agent, taskType: string): void {
    const all = agent.per === undefined ? [undefined] : [...this.world.pool(agent.per)];
    const instances = all.filter((instance) => !agent.where || this.world.evaluate(agent.where, instance));
    // Where there is none, versions that have no such agent need not be told apart.
    if (instances.length === 0 || !this.selection.has(agent.gate)) return;
    for (const instance of instances) {
      const name = agent.label ? label(this.world, instance, agent.label) : instance ? `${agent.name} ${instanceName(this.world, instance)}` : agent.name;
      const place = this.placeOf(instance) ?? [agent.source, agent.span];
      this.makeRoom(name, place);
      const object = this.world.createTask(taskType, name, place);
      const bound = instance ? [constant(instance.id, { kind: 'object', name: instance.type.name })] : [];
      this.lower(agent, 'agent', name, taskType, object.id, bound, true);
    }
  }

  /** Tasks beyond MAX_PROCESSES make schedules unreadable and searches endless. */
  private makeRoom(task: string, place: Place): void {
    if (this.tasks.length === MAX_PROCESSES) throw CompileError.limit(`no room for ${task}: the model has ${MAX_PROCESSES} processes and agents at most`, place);
  }

  /** Where the scenario declares the object, or one that it is a part of. */
  private placeOf(instance: Instance | undefined): Place | undefined {
    if (instance?.owner) return this.placeOf(instance.owner.instance);
    const declaration = this.scenario.declarations.find(({ name }) => name === instance?.name);
    return declaration && [this.scenario.source, declaration.span];
  }

  private lower(routine: Routine | Process, kind: 'process' | 'agent', name: string, type: string, object: number, bindings: readonly Value[], repeats: boolean, start: ProcessContext = {}): void {
    this.task = name;
    this.numbering.begin();
    this.selection.now = this.selection.all;
    const current = constant(object, { kind: 'object', name: type });
    const nameObject = (of: string, id: number, variable: string): void => {
      const instance = this.world.instance(of, id);
      if (instance?.dynamic && instance.name?.startsWith(`${name}.${of}`)) instance.name = `${name}.${variable}`;
    };
    const owner = 'starter' in routine && routine.starter?.start === 'thread' ? this.world.lookup(routine.starter.process)! : object;
    this.auxiliary.begin(constant(owner, { kind: 'object', name: type }));
    const historyVariables = this.historyVariables = this.options.historyVariables ? new HistoryVariables() : undefined;
    const graph = lowerTask(this, this.access, { routine, bindings, current, repeats, ...start }, nameObject);
    this.tasks.push({ name, routine: routine.name, kind, object, ...(historyVariables ? { historyVariables, graph: historyVariables.extend(graph) } : { graph }) });
  }
}
