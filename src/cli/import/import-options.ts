import { HUNT } from '../hunt/hunt-options';
import type { OverlayOptions } from '../input/overlays';

/** The names are those of the options. */
export interface ImportOptions extends OverlayOptions {
  readonly kernel?: string;
  /** Names or process ids. */
  readonly task?: readonly string[];
  /** Where the stacks do not tell. */
  readonly fileSystem: string;
  readonly maxSeconds: number;
  readonly maxStates: number;
  readonly out?: string;
}

/** What the options are if nobody says. */
export const IMPORT = { fileSystem: HUNT.fileSystem, mount: HUNT.mount, maxSeconds: 120, maxStates: 50_000 } as const;
