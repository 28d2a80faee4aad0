// Checks what the compiler says about symmetry, and what the explorer makes of it, the slow way: state by state, with every
// permutation, and with the compiler's plain `permute`.
import { permute } from '../../src/compiler/symmetry/permute';
import { ModelError, type Program, type State } from '../../src/compiler/program';
import { Canonical } from '../../src/explorer/symmetry/canonical';
import { permutations } from '../../src/explorer/symmetry/orbit';
import { Search } from '../../src/explorer/search/search';
import { runnable } from '../../src/machine/execution/choice';
import { stuckVerdict } from '../../src/machine/verdict/verdict';
import { violations } from '../../src/machine/execution/violations';

export interface Audit {
  readonly states: number;
  readonly orbits: number;
  /** What is not as it should be. Each kind once, with the state in which it was seen first. */
  readonly faults: readonly string[];
}

type Permutation = (state: State) => State;

/** Looks at no more than so many states; with more, what is counted over the whole graph is not compared. */
export function auditSymmetry(program: Program, bound: number): Audit {
  const faults = new Map<string, string>();
  const note = (fault: string, state: State): void => { if (!faults.has(fault)) faults.set(fault, `${fault}: ${String(state)}`); };
  const states = reachable(program, bound);
  const { generators, all } = permutationsOf(program);
  const canonical = Canonical.of(program);
  const representativeOf = (state: State): string => String(canonical?.representative(state) ?? state);

  const orbits = new Set<string>();
  const representatives = new Set<string>();
  const ends = new Set<string>();
  for (const state of states) {
    const next = successors(program, state);
    for (const exchange of generators) {
      const exchanged = exchange(state);
      if (sorted(successors(program, exchanged)) !== sorted(next.map(exchange))) note('the successors of the exchanged state are others', state);
      if (judge(program, exchanged) !== judge(program, state)) note('the exchanged state is judged otherwise', state);
    }
    const orbit = all.map((permutation) => String(permutation(state)));
    const representative = representativeOf(state);
    if (!orbit.includes(representative)) note('the representative is no exchange of the state', state);
    if (all.some((permutation) => representativeOf(permutation(state)) !== representative)) note('there are two representatives', state);
    orbits.add(orbit.sort()[0]!);
    representatives.add(representative);
    if (runnable(program, state).length === 0) ends.add(representative);
  }

  if (states.length <= bound) {
    const [full, quotient, reduced] = [searched(program, false, false), searched(program, false, true), searched(program, true, true)];
    const compare = (what: string, one: unknown, other: unknown): void => {
      if (String(one) !== String(other)) faults.set(what, `${what}: ${String(one)} and ${String(other)}`);
    };
    compare('failures', quotient.failure?.error.message, full.failure?.error.message);
    if (full.failure) return { states: states.length, orbits: orbits.size, faults: [...faults.values()] };
    compare('states of the full search', full.visited.size, states.length);
    compare('orbits', quotient.visited.size, orbits.size);
    compare('terminal orbits', quotient.terminals, ends.size);
    compare('findings', found(quotient), found(full));
    compare('terminal orbits, reduced', reduced.terminals, ends.size);
    compare('findings, reduced', found(reduced), found(full));
  }
  return { states: states.length, orbits: orbits.size, faults: [...faults.values()] };
}

function searched(program: Program, isReduced: boolean, isSymmetric: boolean): Search {
  const search = new Search(program, { reduction: isReduced, symmetry: isSymmetric });
  while (!search.isDone) search.expand();
  return search;
}

function found({ findings }: Search): string {
  return findings.map(({ verdict, property }) => property ?? verdict).sort().join();
}

/**
 * States that can be reached, up to one more than the bound. Mostly depth first, so that few states are of all parts of the
 * executions. Failures of the model end a way.
 */
function reachable(program: Program, bound: number): State[] {
  const states = [program.initial()];
  const seen = new Set(states.map(String));
  const frontier = [...states];
  for (let taken = 1; frontier.length > 0; taken++) {
    const [state] = frontier.splice(taken % 4 === 0 ? (taken * 7919) % frontier.length : -1, 1);
    for (const next of successors(program, state!)) {
      if (seen.has(String(next))) continue;
      if (states.length > bound) return states;
      seen.add(String(next));
      states.push(next);
      frontier.push(next);
    }
  }
  return states;
}

function successors(program: Program, state: State): State[] {
  return runnable(program, state).flatMap(({ task, alternative }) => {
    const next = state.slice();
    try {
      program.step(next, task, alternative);
      return [next];
    } catch (error) {
      if (error instanceof ModelError) return [];
      throw error;
    }
  });
}

function sorted(states: readonly State[]): string {
  return states.map(String).sort().join(';');
}

function judge(program: Program, state: State): string {
  return [...violations(program, state).map(({ property }) => property).sort(), stuckVerdict(program, state)?.verdict].join();
}

/** Neighbours of a group exchanged, and all that these make together. */
function permutationsOf(program: Program): { generators: Permutation[]; all: Permutation[] } {
  const symmetry = program.analyses.symmetry();
  let all: Permutation[] = [(state) => state];
  const generators: Permutation[] = [];
  for (const group of symmetry.groups) {
    const inOrder = group.members.map((_, member) => member);
    for (let member = 1; member < inOrder.length; member++) {
      const images = [...inOrder];
      [images[member - 1], images[member]] = [member, member - 1];
      generators.push((state) => permute(symmetry, group, images, state));
    }
    all = all.flatMap((before) => permutations(inOrder).map((images): Permutation => (state) => permute(symmetry, group, images, before(state))));
  }
  return { generators, all };
}
