// What a failing assertion says, with the values that it speaks of: they may be locals that are gone after the event, so the
// event is performed once more by code that writes the message down where the assertion stands. Compiled when first asked for.
import { assertionText } from './format';
import { generateEvent } from './task-code';
import type { Assertion, Node } from '../ir';
import { FAILED_SLOT } from './layout';
import type { Parts } from './parts';
import { ModelError, type State, type Violation } from '../program';
import type { GeneratedCode } from './runtime';

type TellingStep = (state: State, alternative: number, messages: string[]) => void;

/** The assertion that fails in the event, or undefined. What it says about something that the model has not got, it does not say. */
export function failedAssertions(parts: Parts, generated: GeneratedCode) {
  const { assertions, codes, generator, layout } = parts;
  const cache = new Map<string, TellingStep>();
  const compile = (task: number, pc: number): TellingStep => {
    generator.isTelling = true;
    const text = generateEvent(codes[task]!.rests[pc] as Node, codes[task]!, generator, layout.pcs[task]!, layout.areas[task]!);
    generator.isTelling = false;
    return generated.lazy(`(${text})`);
  };
  return (before: State, task: number, alternative: number): Violation | undefined => {
    if (assertions.length === 0 || before[FAILED_SLOT] !== 0) return undefined;
    const pc = before[layout.pcs[task]!]!;
    const key = `${task}/${pc}`;
    const step = cache.get(key) ?? compile(task, pc);
    cache.set(key, step);
    const state = before.slice();
    const messages: string[] = [];
    try {
      step(state, alternative, messages);
    } catch (error) {
      if (error instanceof ModelError) return undefined;
      throw error;
    }
    const failed = state[FAILED_SLOT]!;
    if (failed === 0) return undefined;
    const assertion = assertions[failed - 1] as Assertion;
    return { property: assertion.name, text: assertionText(assertion, messages[0] ?? '') };
  };
}
