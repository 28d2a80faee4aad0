// The programs of one scenario for several kernel versions. What the versions have in common is lowered and compiled once; and what one of them has
// executed tells which others would have done the same (`VersionTests`), so that what was found out of it holds for those.
import { extendKernel } from '../language/extend-kernel';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { linkParts, type Linked } from './codegen/link';
import { compile, errorsAsResult, programOf, type CompileResult } from './compile';
import { Compilation, type CompileOptions } from './compilation';
import { CompileError } from './compile-error';
import { Apart, Divided, MOST_VERSIONS } from './version-set';
import { ModelError } from './program';

/** The program of one version. */
export interface Member {
  readonly result: CompileResult;
  /**
   * The versions, with its own, of which all that the program was asked to do until now would have been done in the same way: as often as it is asked, whatever was found
   * out meanwhile holds for them. Of two of them the locations, positions and texts are the same, too.
   */
  alike(): readonly Version[];
}

/** Programs are made when they are asked for. */
export class Family {
  /** Disjoint; together all versions that compile. */
  readonly #linked: Linked[] = [];
  readonly #versions: readonly Version[];
  #isLowered = false;

  constructor(private readonly kernel: KernelTree, private readonly scenario: ScenarioTree, versions: readonly Version[], private readonly options: CompileOptions = {}) {
    this.#versions = [...new Set(versions)].sort((a, b) => a - b);
  }

  /** One that is not of the family is compiled alone. */
  member(version: Version): Member {
    if (!this.#isLowered) this.#lowerAll();
    this.#isLowered = true;
    const linked = this.#linked.find(({ parts }) => parts.versions.includes(version));
    const result = linked ? errorsAsResult(this.scenario, () => programOf(linked, version)) : compile(this.kernel, this.scenario, version, this.options);
    return { result, alike: () => (linked ? versionsIn(linked, version) : [version]) };
  }

  #lowerAll(): void {
    for (let i = 0; i < this.#versions.length; i += MOST_VERSIONS) this.#lower(this.#versions.slice(i, i + MOST_VERSIONS));
  }

  /** Versions that differ in more than statements are apart. Those that do not compile are left out: each is told its own errors. */
  #lower(versions: readonly Version[]): void {
    if (versions.length < 2) return;
    try {
      this.#linked.push(linkParts(new Compilation(extendKernel(this.kernel, this.scenario.additions), this.scenario, versions, this.options).run()));
    } catch (error) {
      if (error instanceof Divided || error instanceof Apart) {
        for (const part of error.parts) this.#lower(versions.filter((_, i) => part >>> i & 1));
      } else if (error instanceof CompileError || error instanceof ModelError) {
        const wrong = error instanceof CompileError ? error.versions : undefined;
        if (wrong !== undefined) this.#lower(versions.filter((_, i) => !(wrong >>> i & 1)));
      } else throw error;
    }
  }
}

function versionsIn({ parts: { tests, versions } }: Linked, version: Version): Version[] {
  const alike = tests.alike(1 << versions.indexOf(version));
  return versions.filter((_, i) => alike >>> i & 1);
}
