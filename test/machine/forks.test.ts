// Forks against a model that keeps every schedule whole, and what is known of events against what their states say.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runnable, type Choice } from '../../src/machine/execution/choice';
import { Execution } from '../../src/machine/execution/execution';
import { CHECKPOINT_INTERVAL } from '../../src/machine/execution/history-slice';
import { violations } from '../../src/machine/execution/violations';
import { chooserToy, counterToy, toyProgram } from '../support/toy-program';

/** Two agents that go round for ever, so that there are long stretches in which one of them, or a field, rests. */
const endless = () => toyProgram({
  fields: { left: [0, 0, 6], right: [0, 0, 1] },
  tasks: [
    { name: 'turner', agent: true, events: [{ text: 'idle', effects: [() => {}] }, { text: 'turn', mark: 'turned', effects: [(state) => { state[0] = (state[0]! + 1) % 7; }, () => {}] }] },
    { name: 'flipper', agent: true, events: [{ text: 'flip', effects: [(state) => { state[1] = 1 - state[1]!; }] }] },
  ],
  invariants: { not_five: (state) => (state[0] === 5 ? 'left is 5' : undefined) },
});

/** The schedules as they are said aloud: nothing shared, nothing clever. */
class Model {
  present: readonly number[] = [];
  position = 0;
  readonly forks = new Map<number, readonly number[]>();
  private number: number | undefined;
  private next = 1;

  step(choice: number): void {
    if (this.present[this.position] !== choice) {
      if (this.position < this.present.length) this.keepPresent();
      this.present = [...this.present.slice(0, this.position), choice];
      for (const [id, fork] of this.forks) if (same(fork, this.present) === fork.length) this.becomePresent(id);
    }
    this.position++;
  }

  switchTo(id: number): void {
    const fork = this.forks.get(id)!;
    this.position = same(fork, this.present);
    this.keepPresent();
    this.present = fork;
    this.becomePresent(id);
  }

  seen(): object[] {
    return [...this.forks].sort(([one], [other]) => one - other).map(([id, fork]) => {
      const at = same(fork, this.present);
      return { id, at, length: fork.length - at, choices: fork.slice(at) };
    });
  }

  private keepPresent(): void {
    const isPart = [...this.forks.values()].some((fork) => same(fork, this.present) === this.present.length);
    if (!isPart) this.forks.set(this.number ?? this.next++, this.present);
    this.number = undefined;
  }

  private becomePresent(id: number): void {
    this.forks.delete(id);
    this.number = id;
  }
}

function same(one: readonly number[], other: readonly number[]): number {
  const different = one.findIndex((choice, index) => choice !== other[index]);
  return different < 0 ? one.length : different;
}

const numberOf = ({ task, alternative }: Choice): number => task * 10 + alternative;

const anyCommand = fc.oneof(
  fc.record({ kind: fc.constant('step' as const), pick: fc.nat(2), count: fc.constantFrom(1, 1, 1, 2, 2, 3, 300) }),
  fc.record({ kind: fc.constant('back' as const), pick: fc.constantFrom(1, 1, 2, 3, 300) }),
  fc.record({ kind: fc.constant('switch' as const), pick: fc.nat(50) }),
);

/** Performs the commands on an execution, checking after each of them that it is where the model is. */
function follow(execution: Execution, commands: readonly (typeof anyCommand extends fc.Arbitrary<infer Command> ? Command : never)[]): void {
  const model = new Model();
  for (const command of commands) {
    if (command.kind === 'step') {
      for (let count = 0; count < command.count; count++) {
        const choices = runnable(execution.program, execution.state);
        if (choices.length === 0) break;
        const choice = choices[(command.pick + (count >> 1)) % choices.length]!;
        const kept = execution.advance(choice);
        const before = new Set(model.forks.keys());
        model.step(numberOf(choice));
        expect(kept?.id).toBe([...model.forks.keys()].find((id) => !before.has(id)));
      }
    } else if (command.kind === 'back') {
      model.position = Math.max(0, model.position - command.pick);
      execution.goto(model.position);
    } else {
      const ids = [...model.forks.keys()];
      if (ids.length === 0) continue;
      const id = ids[command.pick % ids.length]!;
      execution.switchTo({ id });
      model.switchTo(id);
    }
    expect(execution.position).toBe(model.position);
    expect(execution.choices.map(numberOf)).toEqual(model.present);
    expect(execution.forks().map(({ id, at, length, choices }) => ({ id, at, length, choices: choices.map(numberOf) }))).toEqual(model.seen());
  }
}

describe('forks', { timeout: 60_000 }, () => {
  const anyProgram = fc.constantFrom(endless, chooserToy, () => counterToy(3, 2));

  it('keep their numbers and their events, whatever is switched to, forked and walked again', () => {
    fc.assert(fc.property(anyProgram, fc.array(anyCommand, { minLength: 20, maxLength: 80, size: 'max' }), (program, commands) => follow(new Execution(program()), commands)), { numRuns: 60 });
  });

  it('take what is known of their events with them', () => {
    fc.assert(fc.property(fc.array(anyCommand, { minLength: 10, maxLength: 40, size: 'max' }), (commands) => {
      const execution = new Execution(endless());
      follow(execution, commands);
      const { program } = execution;
      const states = [program.initial()];
      const moves = program.tasks.map(() => -1);
      execution.choices.forEach(({ task, alternative }, index) => {
        const before = states[index]!;
        const after = before.slice();
        program.step(after, task, alternative);
        states.push(after);
        expect(execution.stateAt(index + 1)).toEqual(after);
        expect(program.tasks.map((_, who) => execution.lastEventBefore(index, who))).toEqual(moves);
        const previous = moves[task]! < 0 ? undefined : program.location(states[moves[task]!]!, task);
        expect(execution.edgeInto(index)).toEqual({ location: program.location(before, task), previous });
        const breaks = violations(program, before).length === 0 ? violations(program, after)[0]?.property : undefined;
        expect(execution.annotationsOf(index)).toEqual({ marks: execution.eventAt(index).marks, ...(breaks && { breaks }) });
        moves[task] = index;
      });
      for (let block = 0; block * CHECKPOINT_INTERVAL <= execution.length; block++) {
        const part = states.slice(block * CHECKPOINT_INTERVAL, (block + 1) * CHECKPOINT_INTERVAL + 1);
        for (const slot of [0, 1]) {
          const changes = part.length <= CHECKPOINT_INTERVAL || part.some((state) => state[slot] !== part[0]![slot]);
          expect(execution.isQuiet(block, [slot])).toBe(!changes);
        }
      }
    }), { numRuns: 15 });
  });
});
