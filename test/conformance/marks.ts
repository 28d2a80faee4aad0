// The marks that the recorded programs have set: where their calls begin and end.
import { AWAKE, type Experiment } from './experiment';
import { field } from './ftrace';
import type { Milestone } from './milestone';

/** Those of one recording so far. */
export class Marks {
  /** Who is between the marks of a step. */
  readonly inside = new Set<string>();
  readonly #passed = new Map<string, string[]>();
  readonly #steps: ReadonlyMap<string, Experiment['actors'][number]['steps']>;

  constructor({ actors }: Experiment) {
    this.#steps = new Map(actors.map(({ name, steps }) => [name, steps]));
  }

  /** `labB <trunc ret=-1 errno=4` */
  pass(text: string): Milestone[] {
    const [, task, word] = /^(\w+) (close pipe|[<>]?\w+)/.exec(text)!;
    const steps = this.#steps.get(task!);
    const before = this.#passed.get(task!) ?? [];
    if (!steps || (word === AWAKE && before.length === 0)) return [];
    const passed = [...before, word!];
    this.#passed.set(task!, passed);
    const count = passed.filter((each) => each === word).length;
    const ends = nth(steps.map((step) => step.ends), word!, count);
    const begins = nth(steps.map((step) => step.begins), word!, count);
    if (ends >= 0) this.inside.delete(task!);
    if (begins >= 0) this.inside.add(task!);
    const errno = Number(field(text, 'ret')) < 0 ? Number(field(text, 'errno')) : 0;
    return [
      ...(ends >= 0 ? [{ kind: 'returns', task: task!, step: ends, errno } as const] : []),
      ...(begins >= 0 ? [{ kind: 'begins', task: task!, step: begins } as const] : []),
    ];
  }
}

/** The index of the n-th of these words, from 1; -1 if there is none. */
function nth(words: readonly (string | undefined)[], word: string, n: number): number {
  return words.flatMap((each, index) => (each === word ? [index] : []))[n - 1] ?? -1;
}
