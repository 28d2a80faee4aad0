// Tasks that start others, and tasks that are started: what each needs to know of the other.
import type { Func } from '../../language/tree';
import type { FieldValue, Value } from '../ir';

/** What a process needs to start a task, and what it leaves to it. */
export interface StartableTask {
  /** The task's object. */
  readonly object: Value;
  /** The kernel's function that starts it. */
  readonly clone: Func;
  /** The fields that a forked child finds its variables in; empty for a thread, which has those of its process. */
  readonly inherits: ReadonlyMap<number, FieldValue>;
  /** Variables that are constant when it is started; undefined as long as no code that starts it has been lowered. */
  constants?: ReadonlyMap<number, Value>;
}

/** The functions of the kernel that a process calls without being told to, if the kernel has them. */
export interface ProcessHooks {
  /** After each system call of its body. */
  readonly afterCall?: Func;
  /** When its body has ended. */
  readonly atEnd?: Func;
}

/** What lowering a process has to know beside its body. */
export interface ProcessContext {
  readonly hooks?: ProcessHooks;
  /** Variables of the routine that are fields, since other tasks use them, or that are constant from the beginning; by index. */
  readonly variables?: ReadonlyMap<number, Value>;
  /** The tasks that `start` statements start, by their part of the name. */
  readonly starts?: ReadonlyMap<string, StartableTask>;
  /** It is started by another task; `begin` is what it does first. */
  readonly isStarted?: { readonly begin: Func; readonly isReachable: boolean; readonly ownsVariables: boolean };
}
