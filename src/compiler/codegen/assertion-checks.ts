// Which assertions an event reaches, and what the one says that fails, with the values that it speaks of: they may be locals that
// are gone after the event, so the event is performed once more by code that notes it where the assertion stands. Compiled when
// first asked for.
import { assertionText } from './format';
import { generateEvent } from './task-code';
import type { Assertion, Node } from '../ir';
import { FAILED_SLOT } from './layout';
import type { Parts } from './parts';
import { ModelError, type Program, type State } from '../program';
import type { GeneratedCode } from './runtime';

interface Notes {
  /** Indices of `Parts.assertions`. */
  readonly reached: number[];
  readonly messages: string[];
}

type TellingStep = (state: State, alternative: number, notes: Notes) => void;

/** What `Program` says of assertions while an event is performed. */
export type AssertionChecks = Pick<Program, 'failedAssertion' | 'reachedAssertions'>;

export function assertionChecks(parts: Parts, generated: GeneratedCode): AssertionChecks {
  const { assertions, codes, generator, layout } = parts;
  const cache = new Map<string, TellingStep>();
  const compile = (task: number, pc: number): TellingStep => {
    generator.isTelling = true;
    const text = generateEvent(codes[task]!.locations[pc] as Node, codes[task]!, generator, layout.pcs[task]!, layout.areas[task]!);
    generator.isTelling = false;
    return generated.lazy(`(${text})`);
  };
  /** Undefined if the model fails on the way. */
  const perform = (before: State, task: number, alternative: number): (Notes & { readonly failed: number }) | undefined => {
    const pc = before[layout.pcs[task]!]!;
    const key = `${task}/${pc}`;
    const step = cache.get(key) ?? compile(task, pc);
    cache.set(key, step);
    const state = before.slice();
    const notes: Notes = { reached: [], messages: [] };
    try {
      step(state, alternative, notes);
    } catch (error) {
      if (error instanceof ModelError) return undefined;
      throw error;
    }
    return { ...notes, failed: state[FAILED_SLOT]! };
  };
  return {
    failedAssertion(before, task, alternative) {
      if (assertions.length === 0 || before[FAILED_SLOT] !== 0) return undefined;
      const { failed = 0, messages = [] } = perform(before, task, alternative) ?? {};
      if (failed === 0) return undefined;
      const assertion = assertions[failed - 1] as Assertion;
      return { property: assertion.name, text: assertionText(assertion, messages[0] ?? '') };
    },
    reachedAssertions(before, task, alternative) {
      const reached = assertions.length === 0 ? [] : perform(before, task, alternative)?.reached ?? [];
      return [...new Set(reached.map((index) => assertions[index]!.name))];
    },
  };
}
