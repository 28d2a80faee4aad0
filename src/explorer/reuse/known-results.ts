// Results that are used again: a scenario differs from one kernel version to the next mostly in code that its search never comes to, or in names alone.
import type { Program } from '../../compiler/program';
import type { Choice } from '../../machine/execution/choice';
import { parseSchedule } from '../../machine/schedule/schedule';
import { decided, type Exploration, type Sought } from '../conclusion';
import { foundBy, lassoOf, type Counterexample } from '../counterexample/counterexample';
import { Loops } from '../livelock/loops';
import { AskedCode } from './equal-code';

/** What was searched for. */
export interface Question {
  readonly until?: Sought;
  readonly all?: boolean;
}

/** Without what is told of a finding: functions have other names in another version. */
type Found = Pick<Counterexample, 'verdict' | 'property' | 'schedule'>;

interface Known {
  readonly code: AskedCode;
  /** The question, in a form that can be compared. */
  readonly asked: string;
  readonly exploration: Exploration;
  readonly found: readonly Found[];
}

/** To write down what was asked, and to compare it, takes as long as a search with so many transitions, half of which find no equal. */
const WORTHWHILE = 30_000;

/** Results that are kept. The texts of one are some 100 kB. */
const MOST = 100;

/** The results of complete searches that left nothing out, for the versions of one scenario: those of another source are forgotten. */
export class KnownResults {
  #source: string | undefined;
  /** The oldest first. */
  #known: Known[] = [];
  /** The latest result, as long as nobody has asked for another: whoever searches once need not write down what was asked. */
  #latest: { readonly program: Program; readonly question: Question; readonly exploration: Exploration } | undefined;

  /** `least`: results of searches with fewer transitions are not kept. */
  constructor(private readonly least = WORTHWHILE) {}

  /** The result that a search of the program would have that left nothing out, up to so many states; undefined if that is not known. */
  find(program: Program, question: Question, maxStates: number): Exploration | undefined {
    if (this.#source !== program.source) {
      this.#source = program.source;
      this.#known = [];
      this.#latest = undefined;
    }
    this.#keepLatest();
    if (this.#known.length === 0) return undefined;
    const asked = textOf(question);
    const known = this.#known.find((each) => each.asked === asked && each.exploration.states <= maxStates && each.code.isIn(program));
    return known && retold(known, program, question);
  }

  /** Takes note of the result of such a search. */
  add(program: Program, question: Question, exploration: Exploration): void {
    const isWorthwhile = exploration.transitions >= this.least;
    if (isWorthwhile && exploration.complete && exploration.verdict !== 'unknown' && program.source === this.#source) this.#latest = { program, question, exploration };
  }

  #keepLatest(): void {
    if (!this.#latest) return;
    const { program, question, exploration: { counterexamples, ...exploration } } = this.#latest;
    this.#latest = undefined;
    // Of several lassos with the same number of events that one is told which is found first. Where tasks go round says in which order states are looked at.
    const loops = counterexamples.some(({ verdict }) => verdict === 'livelock') ? new Loops(program) : undefined;
    const code = AskedCode.of(program, loops);
    if (!code) return;
    if (this.#known.length === MOST) this.#known.shift();
    const found = counterexamples.map(({ verdict, property, schedule }): Found => ({ verdict, property, schedule }));
    this.#known.push({ code, asked: textOf(question), exploration: { ...exploration, counterexamples: [] }, found });
  }
}

function textOf({ until, all = false }: Question): string {
  return JSON.stringify([until?.verdict, until?.property, all]);
}

/** The same result in the words of another program. */
function retold({ exploration, found }: Known, program: Program, { until }: Question): Exploration {
  if (found.length === 0) return exploration;
  const counterexamples = found.map(({ verdict, property, schedule }): Counterexample => {
    const choices = choicesOf(schedule);
    return verdict === 'livelock' ? lassoOf(program, choices) : foundBy(program, choices, { verdict, ...(property !== null && { property }) });
  });
  return decided(exploration, counterexamples, until, program.watched);
}

function choicesOf(schedule: string): Choice[] {
  const parsed = parseSchedule(schedule);
  if ('error' in parsed) throw new Error(parsed.error.message);
  return parsed.runs.flatMap(({ task, alternative, count }) => Array.from({ length: count }, (): Choice => ({ task, alternative })));
}
