// What clients say of a stop.

/** Why the debugger stopped, as the protocol has it. */
export interface StopReason { readonly reason?: string; readonly description?: string; readonly threadId?: number }

/** Why the debugger stopped, in a few words, unless it is plain stepping: "layout retry 2" of "Paused on layout retry 2". */
export function whyStopped({ reason, description }: StopReason): string | undefined {
  if (['step', 'entry', 'goto', 'pause'].includes(reason ?? '')) return undefined;
  return (description ?? reason)?.replace(/^Paused (on|at|after) /, '');
}
