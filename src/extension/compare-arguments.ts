// What `daxscn.compare` can be given by views, lenses and notifications; without it the command asks.

/** An execution to compare. What is left out is as in the scenario's session or, if there is none, as the scenario says. */
export interface CompareSide {
  readonly kernel?: string;
  readonly overlays?: readonly string[];
  readonly schedule?: string;
  /** What the view calls it: "nearest passing run". */
  readonly title?: string;
}

export interface CompareArguments {
  /** The URI of the scenario. */
  readonly program: string;
  readonly left: CompareSide;
  /** Without a schedule it follows the left side's, as far as its kernel does what the other one does. */
  readonly right: CompareSide;
}
