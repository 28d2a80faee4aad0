// What a system call or a mark of an outcome came to, in words: the same in the terminal and in VS Code.
import { MOST_COUNTED } from '../../compiler/lowering/history-variables';

export interface CallCount {
  /** Of the last of them; null if it returns nothing. */
  readonly returned: string | null;
  /** Times it returned; `MOST_COUNTED` stands for that and more. */
  readonly times: number;
  readonly begun: boolean;
}

/** `ftruncate = 0`, `ftruncate = 0 (the last of 2 times)`, `ftruncate does not return`. */
export function callText(call: string, { returned, times, begun }: CallCount): string {
  if (times === 0) return begun ? `${call} does not return` : `${call} is not called`;
  if (returned === null) return times === 1 ? `${call} returns` : `${call} returns ${oftenText(times)}`;
  return times === 1 ? `${call} = ${returned}` : `${call} = ${returned} (the last of ${oftenText(times)})`;
}

/** `layout_retry 2 times`, `no layout_retry`. */
export function markText(mark: string, times: number): string {
  return times === 0 ? `no ${mark}` : `${mark} ${oftenText(times)}`;
}

function oftenText(times: number): string {
  return times === 1 ? 'once' : times >= MOST_COUNTED ? `${MOST_COUNTED} times or more` : `${times} times`;
}
