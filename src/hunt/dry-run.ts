// What a chain does alone: performed once, without any search, to leave out calls that cannot succeed and processes that have nothing to do with each other.
import { compile, OTHERS } from '../compiler/compile';
import { isTold, ModelError, type Program, type State } from '../compiler/program';
import { classOf } from '../explorer/answers/outcomes';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import type { Accesses } from '../machine/execution/accesses';
import { accessesOfEvent } from '../machine/execution/event-accesses';
import type { Alone } from './compose';
import { signaturesOf } from './signatures';
import { filesOf, renameFiles, type Chain } from './workload';
import { processNames, workloadText, type Ground } from './workload-text';

/** Whose turn it is, and which of several alternatives is taken. What none of them brings to a good end is taken for impossible. */
const MANNERS: readonly { readonly agentsFirst: boolean; readonly lastAlternative: boolean }[] = [
  { agentsFirst: false, lastAlternative: false }, { agentsFirst: true, lastAlternative: false }, { agentsFirst: false, lastAlternative: true },
];

/** Events of one run: some hundred are a long one. */
const LONGEST = 2_000;

/** A call may need a block that only another process gives back. */
const SPARE = 1;

export const FAILS: Alone = { succeeds: false, trace: '', effects: 0, reads: new Set(), writes: new Set(), own: new Set() };

/** What is known of runs from before, by their scenarios. */
export interface AloneMemory {
  get(text: string): Alone | undefined;
  set(text: string, alone: Alone): void;
}

/** Runs of a kernel version, each performed once. */
export class DryRuns {
  readonly #known = new Map<string, Alone>();
  readonly #others: readonly string[];

  /** `read`: checks a scenario. Throws if it is wrong. */
  constructor(
    private readonly kernel: KernelTree, private readonly version: Version, private readonly ground: Ground, private readonly read: (text: string) => ScenarioTree,
    private readonly memory?: AloneMemory,
  ) {
    // All, whichever are composed: so what is remembered does not depend on that.
    this.#others = signaturesOf(kernel, version).map(({ name }) => name);
  }

  get size(): number {
    return this.#known.size;
  }

  /** Of a chain alone, on its own files alone. `files`: how many blocks each has. */
  readonly run = (files: readonly number[], chain: Chain): Alone => {
    const used = filesOf(chain);
    const names: number[] = [];
    for (const [i, file] of used.entries()) names[file] = i;
    const workload = { files: used.map((file) => files[file]!), chains: [renameFiles(chain, names)] };
    const text = `scenario "dry run"\n${workloadText(workload, this.ground, SPARE)}\n`;
    const key = `${used.join()} ${text}`;
    const known = this.#known.get(key) ?? this.memory?.get(key) ?? this.#remember(key, this.#perform(text, processNames(workload)[0]!));
    this.#known.set(key, known);
    return known;
  };

  #remember(key: string, alone: Alone): Alone {
    this.memory?.set(key, alone);
    return alone;
  }

  #perform(text: string, process: string): Alone {
    const compiled = compile(this.kernel, this.read(text), this.version, { historyVariables: true, others: this.#others });
    if ('errors' in compiled) return FAILS;
    const { program } = compiled;
    for (const manner of MANNERS) {
      const end = performOnce(program, manner);
      if (end && allSucceeded(program, end.state)) {
        const { trace, effects } = end;
        return { succeeds: true, trace, effects, reads: pathsOf(program, end.reads, process), writes: pathsOf(program, end.writes, process), own: ownFields(program, end.writes, process) };
      }
    }
    return FAILS;
  }
}

interface End extends Pick<Alone, 'trace' | 'effects'> {
  readonly state: State;
  readonly reads: ReadonlySet<number>;
  readonly writes: ReadonlySet<number>;
}

/** Undefined if the model has no room for it, or it does not end. */
function performOnce(program: Program, { agentsFirst, lastAlternative }: (typeof MANNERS)[number]): End | undefined {
  const state = program.initial();
  const [reads, writes] = [new Set<number>(), new Set<number>()];
  const trace: string[] = [];
  let effects = 0;
  const tasks = agentsFirst ? [...program.tasks].reverse() : program.tasks;
  try {
    for (let events = 0; events < LONGEST; events++) {
      const task = tasks.find(({ index }) => program.enabled(state, index) > 0)?.index;
      if (task === undefined) return { state, reads, writes, effects, trace: trace.join('\n') };
      const alternative = lastAlternative ? program.enabled(state, task) - 1 : 0;
      const accesses = accessesOfEvent(program, state, { task, alternative });
      for (const slot of accesses.reads) reads.add(slot);
      for (const slot of accesses.writes) writes.add(slot);
      const isEffect = program.location(state, task).waits || [...accesses.writes].some((slot) => isTold(program.slots[slot]!)) || program.reachedAssertions(state, task, alternative).length > 0;
      if (isEffect) effects++;
      trace.push(eventKey(program, state, task, accesses));
      program.step(state, task, alternative);
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
  }
  return undefined;
}

/** The function, unless it is the call itself, and which fields are touched, of whichever objects. */
function eventKey(program: Program, state: State, task: number, { reads, writes }: Accesses): string {
  const { frames } = program.location(state, task);
  const fields = (of: ReadonlySet<number>): string => [...new Set([...of].flatMap((slot) => {
    const { [slot]: { field } = {} } = program.slots;
    return field && isTold(program.slots[slot]!) ? [`${field.type}.${field.name}`] : [];
  }))].sort().join();
  return `${frames.length > 2 ? frames[0]!.function : ''} ${fields(reads)} ${fields(writes)}`;
}

/** Every call has returned, with something that is no error. */
function allSucceeded(program: Program, state: State): boolean {
  const { verdict, counts } = classOf(program, state);
  if (verdict !== 'holds' && verdict !== 'violates') return false;
  return counts.every(({ variable, times, returned }) => variable.kind !== 'call' || (times > 0 ? !isError(returned) : verdict === 'violates' || isExit(variable.result)));
}

function isExit(result: unknown): boolean {
  return result === undefined;
}

function isError(returned: string | null): boolean {
  return returned !== null && (returned.startsWith('-') || returned === 'null');
}

/** Fields of what the process itself makes, by what others would call them. */
function ownFields({ slots }: Program, touched: ReadonlySet<number>, process: string): Set<string> {
  return new Set([...touched].flatMap((slot) => {
    const { path, field } = slots[slot]!;
    return field && path.startsWith(`${process}.`) ? [`${OTHERS}.${field.type}.${field.name}`] : [];
  }));
}

/** By their names, so that programs can be compared; what belongs to the process alone is not found by its name. */
function pathsOf({ slots }: Program, touched: ReadonlySet<number>, process: string): Set<string> {
  return new Set([...touched].flatMap((slot) => {
    const { path, field } = slots[slot]!;
    if (!field || path.startsWith(`${process}.`) || path.startsWith(`${process}/`)) return [];
    return [path.startsWith(`${OTHERS}.`) ? `${OTHERS}.${field.type}.${field.name}` : path];
  }));
}
