// Which assertions an event evaluates, and the message of the one that fails. The message may contain locals that do not exist
// after the event, so the event is performed once more by code that reports while it runs. That code is compiled when it is
// first needed.
import { assertionText } from './format';
import { generateEvent } from './task-code';
import type { Assertion, Node } from '../ir';
import { FAILED_SLOT } from './layout';
import type { Parts } from './parts';
import { ModelError, type Program, type State } from '../program';
import type { GeneratedCode } from './runtime';

interface AssertionReport {
  /** Indices of `Parts.assertions`. */
  readonly reached: number[];
  readonly messages: string[];
}

type ReportingStep = (state: State, alternative: number, report: AssertionReport) => void;

/** The functions of `Program` about assertions. */
export type AssertionChecks = Pick<Program, 'failedAssertion' | 'reachedAssertions'>;

/** Makes them from the graphs of all tasks; `generated` compiles the code. */
export function assertionChecks(parts: Parts, generated: GeneratedCode): AssertionChecks {
  const { assertions, codes, generator, layout } = parts;
  const cache = new Map<string, ReportingStep>();
  const compile = (task: number, pc: number): ReportingStep => {
    generator.isReporting = true;
    const text = generateEvent(codes[task]!.locations[pc] as Node, codes[task]!, generator);
    generator.isReporting = false;
    return generated.lazy(text);
  };
  /** Undefined if the event is an error of the model. */
  const perform = (before: State, task: number, alternative: number): (AssertionReport & { readonly failed: number }) | undefined => {
    const pc = before[layout.pcs[task]!]!;
    const key = `${task}/${pc}`;
    const step = cache.get(key) ?? compile(task, pc);
    cache.set(key, step);
    const state = before.slice();
    const report: AssertionReport = { reached: [], messages: [] };
    try {
      step(state, alternative, report);
    } catch (error) {
      if (error instanceof ModelError) return undefined;
      throw error;
    }
    return { ...report, failed: state[FAILED_SLOT]! };
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
