// How verdicts are written for people.
import { isFault, verdictText } from '../../explorer/verdict-words';
import type { Version } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import { STANDARD_INPUT, STANDARD_INPUT_NAME } from '../input/input';
import type { LoadedScenario } from '../input/load';
import { quote, type Style } from './style';

/** `violates dma_lands_at_home`, in the colour of the verdict. */
export function headline(verdict: string, property: string | null, style: Style): string {
  return verdictColour(verdict, style)(verdictText({ verdict, property }));
}

export function verdictColour(verdict: string, style: Style): (text: string) => string {
  return isFault(verdict) ? style.red : verdict === 'unknown' ? style.yellow : style.green;
}

/** The command that shows it again. */
export function pasteable({ file, overlays }: Pick<LoadedScenario, 'file' | 'overlays'>, kernel: Version, schedule: string): string {
  return `daxscn run ${fileArgument(file)}${overlayArguments(overlays)} --kernel ${formatVersion(kernel)} --schedule ${quote(schedule)}`;
}

/** The scenario as an argument. */
export function fileArgument(file: string): string {
  return file === STANDARD_INPUT_NAME ? STANDARD_INPUT : quote(file);
}

/** ` --overlay my-patch.daxk`, to follow the files of a command. */
export function overlayArguments(overlays: readonly string[]): string {
  return overlays.map((path) => ` --overlay ${quote(path)}`).join('');
}
