import type { Execution, MachineEvent } from '../../machine/execution/execution';
import type { Outcome } from '../../machine/explain/outcome';

/** `unknown`: the execution could go on. */
export interface RunOutcome extends Omit<Outcome, 'verdict'> {
  readonly verdict: Outcome['verdict'] | 'unknown';
}

/** Writes an execution while it happens. */
export interface RunPrinter {
  event(event: MachineEvent): void;
  end(execution: Execution, outcome: RunOutcome): void;
}
