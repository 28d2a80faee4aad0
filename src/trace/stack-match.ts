// Where a task of a program rests as a reported one stood: the functions on its call stack are those of the report, from the outermost down to one in which it rests. What the report has
// further in is what this function does in Linux while it waits.
import type { Location, Task } from '../compiler/program';

export interface Place {
  /** The functions of the report that are on the stack there, innermost first. */
  readonly functions: readonly string[];
  /** It rests in one of them, or they are all that any place has. If not, it rests in a function that the report lacks, perhaps since a compiler put it into its caller. */
  readonly isExact: boolean;
}

/** The places for one task. */
export interface StackMatch {
  /** Functions of the report that the task can have on its stack, innermost first: as many as any place has. */
  readonly functions: readonly string[];
  /** By the program counter, of each place that has all of these but those further in. */
  readonly places: ReadonlyMap<number, Place>;
}

/** `reported`: functions, innermost first. Undefined if there is nothing in common. */
export function matchStack({ locations }: Pick<Task, 'locations'>, reported: readonly string[]): StackMatch | undefined {
  const stacks = locations.filter(({ isInCall }) => isInCall).map((location) => ({ location, functions: functionsOf(location) }));
  const common = stacks.map(({ functions }) => longestCommon(reported, functions));
  const best = common.reduce<readonly string[]>((most, each) => (each.length > most.length ? each : most), []);
  if (best.length === 0) return undefined;
  const places = stacks.flatMap(({ location: { pc }, functions: stack }, i): [number, Place][] => {
    const functions = common[i]!;
    const [innermost] = functions;
    if (innermost === undefined) return [];
    const isInIt = innermost === stack[0];
    // Where it rests in none of them, the innermost alone may be missing, or it could be anywhere.
    const most = isInIt ? best.indexOf(innermost) : 1;
    return most >= 0 && functions.length >= best.length - most ? [[pc, { functions, isExact: isInIt || functions.length === best.length }]] : [];
  });
  return { functions: best, places: new Map(places) };
}

/** Of these functions as few as tell the places with all of them from all others. Outer ones are left out first: the innermost says most. */
export function telling(functions: readonly string[], { locations }: Pick<Task, 'locations'>): readonly string[] {
  const stacks = locations.map(functionsOf);
  const placesOf = (names: readonly string[]): string => stacks.flatMap((stack, i) => (names.every((name) => stack.includes(name)) ? [i] : [])).join();
  const all = placesOf(functions);
  return functions.toReversed().reduce<readonly string[]>((kept, name) => {
    const fewer = kept.filter((other) => other !== name);
    return fewer.length > 0 && placesOf(fewer) === all ? fewer : kept;
  }, functions);
}

/** Without the process itself. */
function functionsOf({ frames }: Location): string[] {
  return frames.slice(0, -1).map((frame) => frame.function);
}

/** The most functions that both have in the same order. */
function longestCommon(one: readonly string[], other: readonly string[]): readonly string[] {
  // By what is left of both.
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = other.length - 1; j >= 0; j--) {
      lengths[i]![j] = one[i] === other[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    if (one[i] === other[j]) {
      common.push(one[i]!);
      i++;
      j++;
    } else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return common;
}
