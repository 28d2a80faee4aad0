import type { OverlayOptions } from '../input/overlays';

/** The names are those of the options. */
export interface HuntOptions extends OverlayOptions {
  readonly kernel?: string;
  readonly fileSystem: string;
  /** Other properties of the mount. */
  readonly mount: string;
  readonly calls?: readonly string[];
  readonly property?: string;
  /** Files, folders and patterns of scenarios. */
  readonly known?: readonly string[];
  /** A version; true: this one without overlays, of which all outcomes are compared. */
  readonly unlike?: string | true;
  readonly processes: number;
  readonly maxCalls: number;
  readonly maxSeconds: number;
  readonly maxStates: number;
  /** End after so many. */
  readonly findings?: number;
  readonly workers?: number;
  readonly out?: string;
  /** A file. */
  readonly journal?: string;
  readonly json?: boolean;
}

/** What the options are if nobody says. */
export const HUNT = { fileSystem: 'xfs', mount: 'dax', processes: 2, maxCalls: 4, maxSeconds: 600, maxStates: 20_000 } as const;
