// Whether a kernel does what a real one did.
import type { KernelTree } from '../../../src/language/tree';
import { programOf, readRecordings, type Recording } from '../../conformance/recordings';
import { validate } from '../../../src/trace/validation/validate';

/** States that are looked at before the search gives up. */
const MOST = 5_000;

let recordings: readonly Recording[] | undefined;

/** By its name, `6.18/g_x_trunc0`. Throws if there is none. */
export function recordingOf(name: string): Recording {
  const found = (recordings ??= readRecordings()).find((each) => each.name === name);
  if (!found) throw new Error(`no recording \`${name}\``);
  return found;
}

/** Whether some execution does all that was recorded. */
export function canDo(kernel: KernelTree, recording: Recording): boolean {
  const { experiment, recorded } = recording;
  return validate(programOf(experiment, kernel), recorded, MOST).whole !== undefined;
}
