import type { OverlayOptions } from '../input/overlays';

/** What can be chosen for `daxscn check`; the names are those of the options. */
export interface CheckOptions extends OverlayOptions {
  /** Versions, or `all`. */
  readonly kernel?: readonly string[];
  readonly json?: boolean;
  readonly workers?: number;
  readonly maxStates?: number;
  readonly maxSeconds?: number;
  /** MiB, for each search. */
  readonly maxMemory: number;
  readonly reduction?: boolean;
  readonly symmetry?: boolean;
  /** The file in which to save the search. */
  readonly checkpoint?: string;
  /** The file with a saved search to go on with. */
  readonly resume?: string;
  /** How many different ones to tell. */
  readonly counterexamples?: number;
  /** Files for reports. */
  readonly junit?: string;
  readonly sarif?: string;
  readonly outcomes?: boolean;
  readonly coverage?: boolean;
  /** Where to write the coverage. */
  readonly lcov?: string;
  readonly lcovRoot?: string;
}
