// Observations as sentences.
import type { Observed } from './observation';

/** `call`: the text of a call of a process, by its number. */
export function observedText(observed: Observed, call: (process: string, index: number) => string): string {
  switch (observed.kind) {
    case 'begins': return `${observed.task} calls ${call(observed.task, observed.call)}`;
    case 'returns': return `${observed.task} returns from ${call(observed.task, observed.call)}${observed.errno === undefined ? '' : observed.errno === 0 ? ' without an error' : ` with error ${observed.errno}`}`;
    case 'enters': return `${observed.task} enters ${observed.function}`;
    case 'scans': return `${observed.task} looks for a busy page`;
    case 'sleeps': return `${observed.task} sleeps${observed.functions.length > 0 ? ` in ${observed.functions.at(-1)!}` : ''}`;
    case 'wakes': return `${observed.task ?? 'somebody'} wakes ${observed.sleeper}`;
  }
}
