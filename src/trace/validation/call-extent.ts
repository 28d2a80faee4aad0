/** A system call or an access to memory that a task of the recording makes, and that its process makes in the scenario. */
export interface CallExtent {
  /** The process. */
  readonly task: string;
  /** Its number in the process, from 0. */
  readonly call: number;
  readonly begin: Moment;
  /** Undefined if the recording has no end of it. */
  readonly end?: Moment;
  /** 0 for none; undefined if the recording does not tell. */
  readonly errno?: number;
}

export interface Moment {
  readonly time: number;
  /** Of the recording, from 1. */
  readonly line: number;
}
