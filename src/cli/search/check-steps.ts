// What `daxscn check` has to do, in the order of the command line. Files are read when it is their turn.
import type { CheckError } from '../../explorer/check-messages';
import { expectations } from '../../explorer/expectations';
import type { Bounds } from '../../explorer/explore';
import type { Version } from '../../language/tree';
import type { CheckOptions } from './check-options';
import { describeError, errorsOf } from '../input/describe-error';
import { Status, type Environment } from '../environment';
import { InputError } from '../input/input';
import { loadScenario, type LoadedScenario } from '../input/load';
import { Overlays } from '../input/overlays';
import type { SearchJob } from './search-job';

/** A search, or only something to be said in its turn. */
export type Step = SearchStep | Note;

export interface SearchStep {
  readonly scenario: LoadedScenario;
  readonly job: SearchJob;
  /** Among all versions, one that the scenario does not speak of: it need not have the calls. */
  readonly isOptional: boolean;
}

export interface Note {
  readonly note: string;
  readonly status: number;
  /** The file that it is about. */
  readonly file?: string;
  /** The same, for programs. */
  readonly errors?: readonly CheckError[];
  /** A table says it in its own way. */
  readonly isQuiet?: boolean;
}

/**
 * In groups, of which each is best done by one thread, since versions of a scenario have much in common. `files`: an error stands for what is no file. `only`: the versions to be
 * checked; none: those that the scenario speaks of. `threads`: so many can have something to do, also where there is only one scenario. One bad file, or one version that it does
 * not compile for, does not keep the others from being checked.
 */
export function* steps(
  files: readonly (string | InputError)[], only: readonly Version[], options: CheckOptions, environment: Environment, threads: number,
): Generator<Iterable<Step>> {
  const untilCancelled = new UntilCancelled(environment.cancellation);
  const withDetails = options.json === true || environment.channel !== undefined;
  const overlays = new Overlays(options, environment.kernelTree(), only.length === 1 ? only[0] : undefined);
  /** What is said of an overlay is said once, not with each scenario. */
  const said = new Set<string>();
  const search = { ...boundsOf(options), ...(options.reduction && { reduction: true }), ...(options.symmetry && { symmetry: true }) };
  for (const given of files) {
    if (given instanceof InputError) {
      yield [noteOf(given)];
      continue;
    }
    const { notes, scenario } = load(given, overlays, environment);
    yield notes.filter(({ note }) => !said.has(note));
    for (const { note } of notes) said.add(note);
    if (!scenario) continue;
    const { file, tree } = scenario;
    const expected = expectations(tree, only);
    const most = Math.ceil(expected.length / (files.length === 1 ? threads : 1));
    for (let begin = 0; begin < expected.length; begin += most) {
      const part = expected.slice(begin, begin + most);
      const group = part.flatMap(({ version, expected: each }) => (version === undefined ? [] : [{ version, expected: each }]));
      yield untilCancelled.begin(part.map(({ version, expected: each, isSilent }) => (
        { scenario, job: { file, tree, version, group, expected: each, options: search, ...(withDetails && { withDetails }) }, isOptional: isSilent && options.kernel?.includes('all') === true })));
      if (untilCancelled.isOver) return;
    }
  }
}

/** Steps as long as nobody cancels. The first that is not begun any more says so, and is the last. */
class UntilCancelled {
  isOver = false;

  constructor(private readonly cancellation: Environment['cancellation']) {}

  *begin(group: readonly Step[]): Generator<Step> {
    for (const step of group) {
      this.isOver ||= this.cancellation.isCancelled;
      if (this.isOver) return yield { note: 'cancelled: what had not begun is left out', status: Status.unknown };
      yield step;
    }
  }
}

/** The bounds of each search. */
export function boundsOf({ maxStates, maxSeconds, maxMemory }: CheckOptions): Pick<Bounds, 'maxStates' | 'maxSeconds' | 'maxMemory'> {
  return { maxMemory, ...(maxStates !== undefined && { maxStates }), ...(maxSeconds !== undefined && { maxSeconds }) };
}

/** Reads a file. What is to be said about it waits for its turn. */
function load(file: string, overlays: Overlays, environment: Environment): { readonly notes: readonly Note[]; readonly scenario?: LoadedScenario } {
  const notes: Note[] = [];
  const err = { ...environment.err, write: (text: string) => notes.push({ note: text.trimEnd(), status: Status.expected }) };
  try {
    return { notes, scenario: loadScenario(file, overlays, { ...environment, err }) };
  } catch (error) {
    return { notes: [...notes, noteOf(error, file)] };
  }
}

/** What went wrong, to be said in its turn. */
export function noteOf(error: unknown, file?: string): Note {
  return { note: describeError(error), status: Status.badInput, errors: errorsOf(error), ...(file !== undefined && { file }) };
}
