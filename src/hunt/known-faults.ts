// Scenarios of which it is known what goes wrong in them, such as those of the museum: what is found is looked for among that.
import { isFault } from '../explorer/verdict-words';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { isSame, type Fault } from './fault';
import { tryWorkload } from './trial';

export interface KnownScenario {
  readonly file: string;
  readonly tree: ScenarioTree;
}

/** States of one of them: they were written by people, and are larger than what is composed. */
const MOST_STATES = 200_000;

export class KnownFaults {
  #faults: readonly { readonly file: string; readonly fault: Fault }[] | undefined;

  /** Of the scenarios those count that expect something to go wrong on this version. They are searched when the first fault is looked for. */
  constructor(private readonly scenarios: readonly KnownScenario[], private readonly kernel: KernelTree, private readonly version: Version) {}

  /** The files in which the same mistake is. */
  filesWith(fault: Fault): string[] {
    this.#faults ??= this.#search();
    return [...new Set(this.#faults.filter((known) => isSame(known.fault, fault)).map(({ file }) => file))];
  }

  #search(): { readonly file: string; readonly fault: Fault }[] {
    const { kernel, version } = this;
    return this.scenarios.filter(({ tree }) => tree.expects.some((expected) => expected.version === version && isFault(expected.verdict)))
      .flatMap(({ file, tree }) => tryWorkload({ tree, version, maxStates: MOST_STATES }, kernel).faults.map((fault) => ({ file, fault })));
  }
}
