// `check --checkpoint` and `--resume`: the one search is saved now and then and when it is interrupted, and goes on where it was.
import { createHash } from 'node:crypto';
import type { Program } from '../../compiler/program';
import { identityOf, restoreSearch, saveSearch } from '../../explorer/checkpoint/checkpoint';
import type { ExploreOptions } from '../../explorer/explore';
import type { Resumption, Underway } from '../../explorer/underway';
import { list } from '../../language/suggest';
import type { ScenarioTree } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import { checkIsFree, readCheckpoint, writeCheckpoint, type CheckpointHeader } from './checkpoint-file';
import type { CheckOptions } from './check-options';
import type { Step } from './check-steps';
import { describeError } from '../input/describe-error';
import type { Environment } from '../environment';
import { InputError } from '../input/input';
import { plainExploration, type SearchJob } from './search-job';
import { quote } from '../text/style';
import { fileArgument, overlayArguments } from '../text/verdict-text';

/** What the explorer has to be told. */
export type SavingExplorer = Pick<ExploreOptions, 'onSearch' | 'resume' | 'reduction' | 'symmetry'>;

/** Milliseconds from one time to the next, while the search goes on. */
const EVERY = 5 * 60 * 1000;

export class Saving {
  #underway: Underway | undefined;
  #header: Omit<CheckpointHeader, 'search' | 'stage' | 'reduced'> | undefined;
  /** How to go on with what was saved. */
  #command = '';
  #next: number;
  readonly #unwatch: (() => void) | undefined;

  private constructor(private readonly options: CheckOptions, private readonly environment: Environment) {
    if (options.checkpoint !== undefined) checkIsFree(options.checkpoint);
    this.#next = environment.now() + EVERY;
    this.#unwatch = options.checkpoint === undefined ? undefined : environment.onInterrupt?.(() => environment.cancellation.cancel());
  }

  /** Throws an InputError if it cannot be saved. */
  static of(options: CheckOptions, environment: Environment): Saving {
    for (const name of ['outcomes', 'coverage', 'lcov'] as const) {
      if (options[name]) throw new InputError(`daxscn: error: \`${optionOf(options)}\` is for the search for a verdict; leave out \`--${name}\``);
    }
    return new Saving(options, environment);
  }

  /** The same steps. Throws an InputError if there is more than one search to be made. */
  one(steps: Iterable<Step>): readonly Step[] {
    const all = [...steps];
    const jobs = all.flatMap((step) => ('job' in step ? [step.job] : []));
    if (jobs.length <= 1) return all;
    const files = new Set(jobs.map(({ file }) => file));
    const versions = new Set(jobs.flatMap(({ version }) => (version === undefined ? [] : [formatVersion(version)])));
    const choice = files.size > 1 ? 'name one scenario'
      : versions.size > 1 ? `choose one of ${list([...versions])} with \`--kernel\`` : `this scenario expects ${jobs.length} things of one version, each of which is a search; leave one of its \`expect\``;
    throw new InputError(`daxscn: error: \`${optionOf(this.options)}\` is for one search; ${choice}`);
  }

  /** To be explored with. Throws an InputError if what was saved does not belong to the program. */
  begin(program: Program, { file, tree }: SearchJob): SavingExplorer {
    const { checkpoint, resume } = this.options;
    const { environment } = this;
    const kernel = formatVersion(program.kernel);
    const identity = hashes({
      ...textsOf(tree), 'the model kernel': JSON.stringify(environment.kernelTree()),
      ...identityOf(program),
    });
    const saved = resume === undefined ? undefined : this.#admitted(resume, identity, kernel);
    const { reduction = false, symmetry = false } = saved ?? this.options;
    this.#header = { identity, kernel, reduction, symmetry };
    this.#command = `daxscn check ${fileArgument(file)}${overlayArguments(this.options.overlay ?? [])} --kernel ${kernel} --resume ${quote(checkpoint ?? '')}`;
    return {
      reduction, symmetry, onSearch: (underway) => { this.#underway = underway; },
      ...(saved && { resume: resumption(resume!, saved) }),
    };
  }

  /** To be called between two expansions, as often as one likes. */
  tick(): void {
    const { now, err } = this.environment;
    if (now() < this.#next) return;
    try {
      this.#save();
    } catch (error) {
      // The search is worth more.
      err.write(`${describeError(error)}\n`);
    }
    this.#next = now() + EVERY;
  }

  /** Saves the search if it was interrupted, and tells how to go on. Throws an InputError. */
  end(): string | undefined {
    this.#unwatch?.();
    if (!this.#save()) return undefined;
    return `      the search is saved in ${this.options.checkpoint}; to go on:\n      ${this.#command}\n`;
  }

  #save(): boolean {
    const [underway, header, { checkpoint }] = [this.#underway, this.#header, this.options];
    if (checkpoint === undefined || !underway || !header || underway.search.failure) return false;
    const { search, stage, reduced } = underway;
    const { saved, blocks } = saveSearch(search);
    writeCheckpoint(checkpoint, { ...header, stage, ...(reduced && { reduced: plainExploration(reduced) }), search: saved }, blocks);
    return true;
  }

  /** The header, if the search can go on here. */
  #admitted(file: string, identity: CheckpointHeader['identity'], kernel: string): CheckpointHeader {
    const header = readCheckpoint(file, (read) => read);
    if (header.kernel !== kernel) throw InputError.in(file, `this search was saved for ${header.kernel}; choose it with \`--kernel ${header.kernel}\``);
    const different = Object.keys(identity).filter((part) => identity[part] !== header.identity[part]);
    if (different.length > 0) {
      throw InputError.in(file, `changed since this search was saved: ${list(different)}; search anew without \`--resume\``);
    }
    for (const name of ['reduction', 'symmetry'] as const) {
      if (header[name] && this.options[name] === false) {
        throw InputError.in(file, `this search was begun without \`--no-${name}\`; leave that out, or search anew without \`--resume\``);
      }
    }
    return header;
  }
}

function optionOf({ checkpoint }: CheckOptions): string {
  return checkpoint === undefined ? '--resume' : '--checkpoint';
}

function resumption(file: string, { stage, reduced }: CheckpointHeader): Resumption {
  return {
    stage, ...(reduced && { reduced }),
    restore: (search) => readCheckpoint(file, (header, take) => restoreSearch(search, header.search, take)),
  };
}

/** What a scenario says, and what its overlays say. Where either was read from makes no difference. */
function textsOf({ additions, ...scenario }: ScenarioTree): Record<string, string> {
  const json = (value: unknown): string => JSON.stringify(value, (key, part: unknown) => (key === 'source' ? undefined : part));
  const parts = (isOwn: boolean) => Object.values(additions).map((part: readonly { readonly source: string }[]) =>
    part.filter(({ source }) => (source === scenario.source) === isOwn));
  return { 'the scenario': json([scenario, parts(true)]), 'the overlays': json(parts(false)) };
}

function hashes(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, createHash('sha256').update(text).digest('hex')]));
}
