import type { Execution, MachineEvent } from '../../machine/execution/execution';
import type { Outcome } from '../../machine/explain/outcome';

/** `unknown`: the execution could go on. */
export interface RunOutcome extends Omit<Outcome, 'verdict'> {
  readonly verdict: Outcome['verdict'] | 'unknown';
}

export interface ExpectedOutcome {
  /** `violates dma_lands_at_home`; several are joined by a comma. Null where the scenario says nothing of the version. */
  readonly text: string | null;
  /** An execution that goes wrong does so as an `expect` says; one that goes right, where none says that something goes wrong. */
  readonly isMet: boolean;
}

/** Writes an execution while it happens. */
export interface RunPrinter {
  event(event: MachineEvent): void;
  end(execution: Execution, outcome: RunOutcome, expected: ExpectedOutcome): void;
}
