// The overlays of a command: those of `--overlay`, and those that its scenarios use. Each file is read once.
import { CheckCache, checkScenario, checkOverlays, type CheckedScenario, type SourceText } from '../../language/check';
import { besideScenario, usedPaths, type GivenOverlay } from '../../language/overlays';
import type { KernelTree, ScenarioTree, Version } from '../../language/tree';
import { realPath } from '../../node/real-path';
import { InputError, readText } from './input';

export interface OverlayOptions {
  /** Files, in the order in which they apply. */
  readonly overlay?: readonly string[];
}

export class Overlays {
  /** Those of the command line. */
  readonly #given: readonly SourceText[];
  /** By real path: the same file has one name, however often and wherever it is named. */
  readonly #read = new Map<string, SourceText>();
  readonly #cache = new CheckCache();

  /** Throws an InputError if a file cannot be read or is wrong, whatever the scenario. */
  constructor({ overlay = [] }: OverlayOptions, private readonly kernel: KernelTree, private readonly version?: Version) {
    this.#given = overlay.map((path) => this.#text(path));
    if (this.#given.length === 0) return;
    // Bodies are checked with each scenario, for the versions that it asks for.
    this.#layers([]);
  }

  /** As the user gave them. */
  get paths(): readonly string[] {
    return this.#given.map(({ source }) => source);
  }

  /** The packaged kernel with the overlays of the command line. Throws an InputError if one is wrong in any version. */
  get layered(): { readonly tree: KernelTree; readonly sources: readonly string[] } {
    return { tree: this.#layers(), sources: this.paths };
  }

  /** Checked for these versions, or for all. */
  #layers(versions?: readonly Version[]): KernelTree {
    const { tree, diagnostics } = checkOverlays(this.#given, this.kernel, this.#cache, versions);
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw InputError.of(errors);
    return tree;
  }

  check(file: string, text: string): CheckedScenario {
    const used = new Map(usedPaths(text).map((path) => [path, this.#used(besideScenario(file, path))]));
    return checkScenario(file, text, this.kernel, this.#cache, {
      overlays: this.#given, used, ...(this.version !== undefined && { version: this.version }),
    });
  }

  /** Of a scenario that was composed. Throws an InputError. */
  read(file: string, text: string): ScenarioTree {
    const { tree, diagnostics } = this.check(file, text);
    if (!tree) throw InputError.of(diagnostics.filter(({ severity }) => severity === 'error'));
    return tree;
  }

  #used(path: string): GivenOverlay {
    try {
      return this.#text(path);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { problem: error.message.replace(`${path}: error: `, '') };
    }
  }

  #text(path: string): SourceText {
    const real = realPath(path);
    const known = this.#read.get(real);
    if (known) return known;
    const text = readText(path);
    if (!path.endsWith('.daxk')) throw InputError.in(path, 'an overlay is a file of model kernel: its name ends in `.daxk`');
    // Named like a file of the kernel, it would be taken for that.
    const overlay = { source: this.kernel.functions.some(({ source }) => source === path) ? `./${path}` : path, text };
    this.#read.set(real, overlay);
    return overlay;
  }
}
