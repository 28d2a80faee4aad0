// A scenario on kernels that are like a version but for some changes, and whether it has one fault there.
import { compile } from '../../compiler/compile';
import { changedFunctions, recordingKernel } from '../../compiler/used-functions';
import type { Exploration } from '../../explorer/conclusion';
import { answers, type Sought } from '../../explorer/search/sought';
import { explore, type Bounds } from '../../explorer/explore';
import type { Counterexample } from '../../explorer/counterexample/counterexample';
import { kernelWithChanges, NEVER } from '../../hunt/changed-kernel';
import type { Answer, Direction, Neighbours } from '../../hunt/bisect';
import type { Change } from '../../language/changes';
import { CheckCache, type SourceText } from '../../language/check';
import type { Func, KernelTree, ScenarioTree, Version } from '../../language/tree';
import { formatVersion, KNOWN_VERSIONS, parseVersion } from '../../language/versions';
import { readKernelSources } from '../../node/kernel-files';
import { Status, type Environment } from '../environment';
import { InputError } from '../input/input';
import { loadScenario } from '../input/load';
import { Overlays } from '../input/overlays';
import { ProgressLine } from '../search/search-progress';
import type { BisectOptions } from './bisect-options';

export interface Examined {
  readonly answer: Answer;
  /** Of the fault. */
  readonly counterexample?: Counterexample;
  /** None if the program is that of a version that is known already, or there is none. */
  readonly exploration?: Exploration;
  /** The functions of which the program is made and that the changes change. */
  readonly functions: readonly Func[];
  /** Why it cannot be compiled. */
  readonly problem?: string;
}

export class KernelTrials {
  readonly #progress: ProgressLine;
  readonly #cache = new CheckCache();
  readonly #sources: readonly SourceText[];
  /** As it was packaged, but made as the changed ones are, so that they can be compared. */
  readonly #kernel: KernelTree;
  readonly #used = new Map<Version, ReadonlySet<string>>();
  readonly #onVersion = new Map<string, Examined>();
  readonly #changed = new Map<string, Examined>();

  constructor(readonly file: string, private readonly options: BisectOptions, private readonly environment: Environment) {
    this.#progress = new ProgressLine(environment);
    this.#sources = readKernelSources(environment.kernelFolder);
    this.#kernel = kernelWithChanges(this.#sources, [], NEVER, this.#cache).tree;
  }

  /** On the version as it is. `sought`: the fault; without one any. */
  on(version: Version, sought?: Sought): Examined {
    const key = `${version} ${sought?.verdict} ${sought?.property}`;
    let known = this.#onVersion.get(key);
    if (!known) this.#onVersion.set(key, known = this.#examine(this.#kernel, version, sought, formatVersion(version)));
    return known;
  }

  /** Without some changes on the newer of two versions, or with them on the older one. */
  changed(changes: readonly Change[], direction: Direction, between: Neighbours, sought: Sought): Examined {
    const key = [direction, ...changes.map(({ name }) => name)].join(' ');
    let known = this.#changed.get(key);
    if (!known) this.#changed.set(key, known = this.#examineChanged(changes, direction, between, sought));
    return known;
  }

  #examineChanged(changes: readonly Change[], direction: Direction, { older, newer }: Neighbours, sought: Sought): Examined {
    const version = direction === 'without' ? newer : older;
    const names = changes.map(({ name }) => name);
    const { tree, errors } = kernelWithChanges(this.#sources, names, direction === 'without' ? after(newer) : older, this.#cache);
    if (errors.length > 0) return { answer: 'undecided', functions: [], problem: errors[0]! };
    try {
      return this.#changedBy(tree, version, sought, `${formatVersion(version)} ${direction} ${names.join(', ')}`);
    } catch (error) {
      // The scenario may name what came with the change.
      if (error instanceof InputError && error.status !== Status.unknown) return { answer: 'undecided', functions: [], problem: error.message };
      throw error;
    }
  }

  #changedBy(tree: KernelTree, version: Version, sought: Sought, name: string): Examined {
    const concerned = changedFunctions(this.#kernel, tree, version);
    // What a program does not call may change as it likes.
    if (concerned && ![...concerned].some((each) => this.#usedOn(version).has(each))) return { ...this.on(version, sought), functions: [] };
    const functions = concerned ? this.#functions(tree, version).filter((func) => concerned.has(func.name)) : [];
    return { ...this.#examine(tree, version, sought, name), functions };
  }

  #usedOn(version: Version): ReadonlySet<string> {
    let used = this.#used.get(version);
    if (!used) this.#used.set(version, used = this.#usedBy(this.#kernel, version));
    return used;
  }

  /** The functions of which the program on a kernel is made, as that kernel has them. */
  #functions(kernel: KernelTree, version: Version): Func[] {
    const used = this.#usedBy(kernel, version);
    return kernel.functions.filter(({ name, gate }) => used.has(name) && version >= (gate.since ?? 0) && version < (gate.until ?? Infinity));
  }

  #usedBy(tree: KernelTree, version: Version): ReadonlySet<string> {
    const { kernel, used } = recordingKernel(tree);
    compile(kernel, this.#load(tree, version), version);
    return used;
  }

  #examine(kernel: KernelTree, version: Version, sought: Sought | undefined, name: string): Examined {
    const { maxStates, maxSeconds, maxMemory } = this.options;
    const { now, cancellation } = this.environment;
    const compiled = compile(kernel, this.#load(kernel, version), version);
    if ('errors' in compiled) return { answer: 'undecided', functions: [], problem: compiled.errors[0]!.message };
    const bounds: Bounds = { maxMemory, ...(maxStates !== undefined && { maxStates }), ...(maxSeconds !== undefined && { maxSeconds }), now, isCancelled: () => cancellation.isCancelled };
    const exploration = this.#progress.follow(name, explore(compiled.program, { ...bounds, reduction: true, symmetry: true, ...(sought && { until: sought }) }));
    if (cancellation.isCancelled) throw new InputError('daxscn: error: cancelled', Status.unknown);
    const counterexample = exploration.counterexamples.find((each) => answers(each, sought));
    const isDecided = exploration.bound === null && !exploration.error && (exploration.verdict !== 'unknown');
    return { answer: counterexample ? 'has' : isDecided ? 'has not' : 'undecided', exploration, functions: [], ...(counterexample && { counterexample }) };
  }

  #load(kernel: KernelTree, version: Version): ScenarioTree {
    return loadScenario(this.file, new Overlays(this.options, kernel, version), { ...this.environment, kernelTree: () => kernel, err: { ...this.environment.err, write: () => {} } }).tree;
  }
}

/** The version after one, or one behind all. */
function after(version: Version): Version {
  const next = KNOWN_VERSIONS[KNOWN_VERSIONS.indexOf(formatVersion(version)) + 1];
  return next === undefined ? NEVER : parseVersion(next)!;
}
