// `daxscn record`: how to record what the model can be compared with.
import { KNOWN_VERSIONS } from '../../language/versions';
import { functionsToRecord, recordingScript } from '../../trace/recording-script';
import { Status, type Environment } from '../environment';
import { InputError, readVersion } from '../input/input';

export interface RecordOptions {
  readonly script?: boolean;
  readonly kernel?: string;
}

export function record({ script, kernel }: RecordOptions, environment: Environment): number {
  if (!script) throw new InputError('daxscn: error: this program does not run as root, and records nothing itself: `daxscn record --script > record.sh` prints a script that does');
  const version = readVersion(kernel ?? KNOWN_VERSIONS.at(-1)!);
  environment.out.write(recordingScript(functionsToRecord(environment.kernelTree(), version), version));
  return Status.expected;
}
