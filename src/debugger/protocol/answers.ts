// What the custom requests about schedules answer. docs/dap-extensions.md describes them.

/** Of `daxscn/schedule`. */
export interface ScheduleAnswer {
  /** Leads to `position`. */
  readonly schedule: string;
  readonly position: number;
  /** `v4.17`. */
  readonly kernel: string;
  /** How many events are recorded. */
  readonly length: number;
  /** Of all that is recorded. */
  readonly whole: string;
}

/** A future that was left. */
export interface ListedFork {
  readonly id: number;
  /** Where it leaves the present execution. */
  readonly position: number;
  /** The event with which it does. */
  readonly label: string;
  /** How many events it has from there on. */
  readonly length: number;
  /** How it goes on from there. Absent if it is too long. */
  readonly schedule?: string;
  /** All of it from the beginning. Absent if it is too long. */
  readonly whole?: string;
}

/** Of `daxscn/forks`. `present`: the number of the recorded future if it has been a fork. */
export interface ForksAnswer {
  readonly forks: readonly ListedFork[];
  readonly present: number | null;
}
