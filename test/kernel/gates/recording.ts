// Whether a kernel does what a real one did.
import { parseVersion } from '../../../src/language/versions';
import { checkScenario } from '../../../src/language/check';
import type { KernelTree } from '../../../src/language/tree';
import { compileTrees } from '../../compiler/tiny-kernel';
import { readRecordings, type Recording } from '../../conformance/recordings';
import { validate } from '../../conformance/validation';

let recordings: readonly Recording[] | undefined;

/** By its name, `6.18/g_x_trunc0`. Throws if there is none. */
export function recordingOf(name: string): Recording {
  const found = (recordings ??= readRecordings()).find((each) => each.name === name);
  if (!found) throw new Error(`no recording \`${name}\``);
  return found;
}

/** Whether some execution does all that was recorded. */
export function canDo(kernel: KernelTree, { experiment, milestones, recorded }: Recording): boolean {
  const { tree } = checkScenario('recorded.daxscn', experiment.scenario, kernel);
  const { program } = compileTrees({ kernel, scenario: tree! }, parseVersion(experiment.kernel)!, { historyVariables: true });
  return validate(program, experiment, milestones, recorded).passed === milestones.length;
}
