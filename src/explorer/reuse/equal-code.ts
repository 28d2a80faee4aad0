// Whether a program is, in all that a search of another one asked for, that other one.
//
// A search asks a program for its first state, and in each state that it expands what each task does where it rests; so it never learns of code that
// no execution comes to. Let a search of V have asked for the locations A. If V and W have the same frame (tasks, objects, properties), the same code
// that starts each task, and the same code at the locations of A and at those of W that correspond to them, then a state of V becomes one of W when
// fields are taken by name, locals by their offset and program counters by the correspondence; by induction on the number of events these are the states
// that W has, with the same successors by the same choices in the same order, and the same properties hold. Fields that none of this code names keep the value that they begin with.
// So a search of W goes through the same steps: it finds as many states and transitions, and the same schedules.
//
// Invariant: the correspondence is one to one, also for locations that were reached and not asked for: states that differ stay different.
import type { CanonicalCode, CanonicalEvent } from '../../compiler/analyses';
import type { Program } from '../../compiler/program';
import { Loops } from '../livelock/loops';

/** Code that was asked for. Locations are numbered over all tasks, in the order in which they are come to. */
interface Asked {
  readonly text: string;
  /** Where it ends. */
  readonly ends: readonly number[];
  /** The loop of its task that it is in; -1 for none, and where that does not matter. */
  readonly loop: number;
}

/** Pairs of numbers, of which each number is in one. */
class Bijection {
  readonly #there = new Map<number, number>();
  readonly #back = new Map<number, number>();

  /** Whether the pair is one of them or, if none has either number, becomes one: then `added` is called. */
  has(one: number, other: number, added?: () => void): boolean {
    if (this.#there.has(one) || this.#back.has(other)) return this.#there.get(one) === other && this.#back.get(other) === one;
    this.#there.set(one, other);
    this.#back.set(other, one);
    added?.();
    return true;
  }
}

/** What a search has asked a program for. */
export class AskedCode {
  readonly #starts: readonly Asked[];
  /** By location; undefined where nobody asked. */
  readonly #locations: (Asked | undefined)[] = [];
  /** The pure functions and the fields of this code, with what they are. */
  readonly #pures = new Map<string, string>();
  readonly #fields = new Map<string, string>();
  readonly #frame: string;
  readonly #needsLoops: boolean;

  /** Of a program that was searched; undefined if it has no canonical code. `loops`: where the result depends on which locations are in one loop, also through code that was not asked for. */
  static of({ analyses: { canonical }, tasks }: Program, loops?: Loops): AskedCode | undefined {
    return canonical && new AskedCode(canonical, tasks.length, loops);
  }

  private constructor(canonical: CanonicalCode, tasks: number, loops: Loops | undefined) {
    this.#needsLoops = loops !== undefined;
    const pures = new Set<string>();
    const note = ({ text, pures: called, fields }: CanonicalEvent): string => {
      for (const name of called) pures.add(name);
      for (const field of fields) if (!this.#fields.has(field)) this.#fields.set(field, canonical.initial(field));
      return text;
    };
    this.#frame = note(canonical.frame());
    this.#starts = Array.from({ length: tasks }, (_, task) => {
      const numbers = new Map<number, number>();
      const asked = new Set(canonical.asked(task));
      const noted = (code: CanonicalEvent, loop = -1): Asked => {
        const ends = code.ends.map((pc) => {
          if (!numbers.has(pc)) numbers.set(pc, this.#locations.push(undefined) - 1);
          return numbers.get(pc)!;
        });
        return { text: note(code), ends, loop };
      };
      const start = noted(canonical.start(task));
      // The loop goes on to what is numbered meanwhile.
      for (const [pc, location] of numbers) if (asked.has(pc)) this.#locations[location] = noted(canonical.event(task, pc), loops?.of(task, pc));
      return start;
    });
    // Here, too.
    for (const name of pures) this.#pures.set(name, note(canonical.pure(name)));
  }

  /** Whether a search of the program would ask for the same. */
  isIn(program: Program): boolean {
    const { canonical } = program.analyses;
    if (!canonical || canonical.frame().text !== this.#frame) return false;
    const loops = this.#needsLoops ? new Loops(program) : undefined;
    return this.#starts.every((start, task) => this.#isTask(canonical, task, start, loops))
      && [...this.#pures].every(([name, text]) => canonical.pure(name).text === text)
      && [...this.#fields].every(([field, values]) => canonical.initial(field) === values);
  }

  #isTask(canonical: CanonicalCode, task: number, start: Asked, loops: Loops | undefined): boolean {
    const [pcs, loopNumbers] = [new Bijection(), new Bijection()];
    const open: [location: number, pc: number][] = [];
    const isSame = (asked: Asked, code: CanonicalEvent): boolean => asked.text === code.text
      && asked.ends.every((location, end) => pcs.has(location, code.ends[end]!, () => open.push([location, code.ends[end]!])));
    if (!isSame(start, canonical.start(task))) return false;
    for (const [location, pc] of open) {
      const asked = this.#locations[location];
      if (!asked) continue;
      if (!isSame(asked, canonical.event(task, pc)) || (loops && !loopNumbers.has(asked.loop, loops.of(task, pc)))) return false;
    }
    return true;
  }
}
