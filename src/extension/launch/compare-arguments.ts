// What `daxscn.compare` can be given by views, lenses and notifications; without it the command asks.
import type { AskedSide } from '../../view/messages/compare';

/** An execution to compare. What is left out is as in the scenario's session or, if there is none, as the scenario says. */
export type CompareSide = AskedSide;

export interface CompareArguments {
  /** The URI of the scenario. */
  readonly program: string;
  readonly left: CompareSide;
  /** Without a schedule it follows the left side's, as far as its kernel does what the other one does. */
  readonly right: CompareSide;
}
