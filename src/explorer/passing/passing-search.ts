// What can still follow the states of one program, for whoever asks again and again: a debug session, a check.
import type { Program, State } from '../../compiler/program';
import type { Execution } from '../../machine/execution/execution';
import { formatSchedule } from '../../machine/schedule/schedule';
import type { Avoidable, PassingAnswer } from '../../machine/verdict/avoidable';
import { PackedProgram } from '../store/packed-program';
import { Avoidance } from './avoidance';
import { passingText } from './in-words';
import { NumberedStates } from './numbered-states';
import { passingOf } from './passing';

/** One question looks at so many states more than are known, at most: about a tenth of a second. */
const STATES_A_QUESTION = 20_000;
/** Beyond so many all that is known is forgotten. */
const STATES_KEPT = 500_000;

/** However small the search was that found a counterexample, so many states may be looked at; otherwise as many as it had. */
const FEWEST_STATES = 50_000;
/** Of each state there are a few places in the counterexample that are worth to be looked at. */
const NODES_A_STATE = 4;
/** More would be another execution rather than this one with some events moved. */
const MOST_MOVED = 64;

export class PassingSearch {
  #packed: PackedProgram | undefined;
  #known: { readonly states: NumberedStates; readonly avoidance: Avoidance } | undefined;

  constructor(private readonly program: Program) {}

  /** Whether something that can follow goes right. `unknown` also if that takes too long to find out. */
  avoidable(state: State): Avoidable {
    const { states, avoidance } = this.#known = this.#knowledge();
    avoidance.maxStates = states.size + STATES_A_QUESTION;
    return avoidance.of(states.numberOf(state));
  }

  /** The other half of a counterexample without edits. `states`: how many the search had that found it. */
  answer(execution: Execution, { states = 0, isLivelock = false }: { readonly states?: number; readonly isLivelock?: boolean } = {}): PassingAnswer {
    const maxStates = Math.max(FEWEST_STATES, states);
    const passing = passingOf(this.#packedProgram(), execution.choices, { maxStates, maxNodes: NODES_A_STATE * maxStates, mostMoved: MOST_MOVED, isLivelock });
    const { nearest, pointOfNoReturn } = passing;
    const run = typeof nearest === 'object' ? nearest : undefined;
    return {
      ...passingText(execution, passing),
      pointOfNoReturn: pointOfNoReturn === undefined ? null : pointOfNoReturn + 1,
      schedule: run ? formatSchedule(run.choices) : null, moved: (run?.left ?? []).map((index) => index + 1),
    };
  }

  #packedProgram(): PackedProgram {
    return this.#packed ??= new PackedProgram(this.program);
  }

  #knowledge(): { readonly states: NumberedStates; readonly avoidance: Avoidance } {
    if (this.#known && this.#known.states.size < STATES_KEPT) return this.#known;
    const states = new NumberedStates(this.#packedProgram());
    return { states, avoidance: new Avoidance(states, 0) };
  }
}
