// Where a task can go round. A cycle of states brings every task back to where it rested, so each of its events goes round a
// loop in the control flow of the task that performs it; and most locations of a program are in no loop.
import type { Program } from '../../compiler/program';
import { findComponents } from './components';

/** The loops of a program, which are known before it runs. */
export class Loops {
  /** By task and program counter: the number of the loop that the location is in, -1 for none. */
  readonly #loops: readonly Int32Array[];

  constructor(program: Program) {
    this.#loops = program.tasks.map(({ index, locations }) => loopsOf(locations.length, endsOf(program, index)));
  }

  /** The number of the loop that a location is in, -1 for none. */
  of(task: number, pc: number): number {
    return this.#loops[task]![pc]!;
  }

  isIn(task: number, pc: number): boolean {
    return this.#loops[task]![pc]! >= 0;
  }

  /** Can an event be part of a cycle? Every task has to be able to come back from where it takes it. By task: the program counter before and after. */
  canRepeat(before: (task: number) => number, after: (task: number) => number): boolean {
    for (let task = 0; task < this.#loops.length; task++) {
      const from = before(task);
      const to = after(task);
      if (from !== to && !this.isRound(task, from, to)) return false;
    }
    return true;
  }

  /** Can an event from one program counter to the other be part of a cycle? */
  isRound(task: number, from: number, to: number): boolean {
    return this.isIn(task, from) && this.#loops[task]![from] === this.#loops[task]![to];
  }
}

/** By program counter: where the event there can end. */
function endsOf({ tasks, analyses }: Program, task: number): (pc: number) => readonly number[] {
  return (pc) => (tasks[task]!.locations[pc]!.status === 'ended' ? [] : analyses.ends(task, pc));
}

function loopsOf(size: number, after: (pc: number) => readonly number[]): Int32Array {
  const loops = new Int32Array(size).fill(-1);
  let count = 0;
  const number = (pcs: readonly number[], isCyclic: boolean): void => {
    if (!isCyclic) return;
    for (const pc of pcs) loops[pc] = count;
    count++;
  };
  const graph = { size, successors: (pc: number, visit: (to: number) => void): void => after(pc).forEach((to) => visit(to)) };
  for (const _ of findComponents(graph, loops.keys(), number));
  return loops;
}
