// How verdicts are written for people.
import { verdictText } from '../../explorer/verdict-words';
import type { Version } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import type { LoadedScenario } from '../input/load';
import { quote, type Style } from './style';

/** `violates dma_lands_at_home`, in the colour of the verdict. */
export function headline(verdict: string, property: string | null, style: Style): string {
  const text = verdictText({ verdict, property });
  if (['holds', 'reaches', 'never reaches'].includes(verdict)) return style.green(text);
  return verdict === 'unknown' ? style.yellow(text) : style.red(text);
}

/** The command that shows it again. */
export function pasteable({ file, overlays }: Pick<LoadedScenario, 'file' | 'overlays'>, kernel: Version, schedule: string): string {
  return `daxscn run ${quote(file)}${overlayArguments(overlays)} --kernel ${formatVersion(kernel)} --schedule ${quote(schedule)}`;
}

/** ` --overlay my-patch.daxk`, to follow the files of a command. */
export function overlayArguments(overlays: readonly string[]): string {
  return overlays.map((path) => ` --overlay ${quote(path)}`).join('');
}
