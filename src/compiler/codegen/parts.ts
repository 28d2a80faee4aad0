// What the stages before assembly result in: all that the program, its analyses and its exports are made from.
import type { Invariant, KernelTree, ScenarioTree, Version } from '../../language/tree';
import type { TaskCode } from './task-code';
import type { Generator } from './generator';
import type { Assertion, Op, TaskGraph } from '../ir';
import type { Layout } from './layout';
import type { VersionTests } from './version-tests';
import type { HistoryVariables } from '../lowering/history-variables';
import type { PureFunctions } from '../lowering/pure-functions';
import type { Watched } from '../watched';
import type { World } from '../lowering/world';

/** A task's graph. `object`: the id of the task's own object. */
export interface LoweredTask {
  readonly name: string;
  readonly routine: string;
  readonly kind: 'process' | 'agent';
  readonly object: number;
  readonly graph: TaskGraph;
  readonly historyVariables?: HistoryVariables;
}

/** A scenario on one kernel version, or on a family of versions, lowered and laid out, with the code of its events. Arrays by task have the order of the tasks. */
export interface Parts {
  readonly kernel: KernelTree;
  readonly scenario: ScenarioTree;
  readonly versions: readonly Version[];
  /** What the code asks about the version. */
  readonly tests: VersionTests;
  readonly world: World;
  readonly layout: Layout;
  readonly generator: Generator;
  readonly tasks: readonly LoweredTask[];
  readonly codes: readonly TaskCode[];
  readonly assertions: readonly Assertion[];
  readonly pures: PureFunctions;
  readonly invariants: readonly { readonly invariant: Invariant; readonly ops: readonly Op[] }[];
  readonly boot: readonly Op[];
  /** The one property that the program watches; undefined if it watches all. */
  readonly watched?: Watched;
  /** The values of the coverage counters in the code; empty if there are none. */
  readonly hits: number[];
}
