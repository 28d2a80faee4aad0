/** Bounds that a comparison with a recording has if it is given none. */
export const COMPARE_RECORDING = { maxStates: 50_000 } as const;

export interface CompareRecordingOptions {
  readonly kernel?: readonly string[];
  readonly overlay?: readonly string[];
  readonly schedule?: readonly string[];
  /** `labA=reader`, `244=reader` */
  readonly task?: readonly string[];
  readonly maxStates?: number;
  readonly json?: boolean;
  readonly coverage?: boolean;
  readonly lcov?: string;
}
