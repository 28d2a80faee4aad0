// The statements of a scenario whose calls race, as far as a verdict says which.
import * as vscode from 'vscode';
import { isFailed } from '../../explorer/live/live-words';
import type { LiveVerdict } from '../../explorer/live/live-verdicts';
import { placeOf, type Places } from '../../explorer/live/places';
import { isFault } from '../../explorer/verdict-words';
import { kernelUri } from '../kernel/kernel-sources';
import { toUri } from '../common/paths';
import type { Access } from '../../explorer/live/outcome';

export interface RacingStatement {
  readonly range: vscode.Range;
  readonly verdicts: readonly LiveVerdict[];
  readonly isFailed: boolean;
}

/** `places`: of the text as it is. Only current verdicts say where something races. */
export function racingStatements(verdicts: readonly LiveVerdict[], places: Places, scenario: vscode.Uri): RacingStatement[] {
  const found = new Map<string, LiveVerdict[]>();
  for (const verdict of verdicts) {
    const { state, outcome } = verdict;
    if (state !== 'current' || !outcome || 'problem' in outcome || !isFault(outcome.verdict)) continue;
    for (const { statement } of outcome.accesses) {
      const place = statement && placeOf(statement, places);
      if (!place || toUri(place.source).toString() !== scenario.toString()) continue;
      const key = place.span.join();
      if (!found.get(key)?.includes(verdict)) found.set(key, [...found.get(key) ?? [], verdict]);
    }
  }
  return [...found].map(([span, of]) => ({ range: new vscode.Range(...span.split(',').map(Number) as [number, number, number, number]), verdicts: of, isFailed: of.some(isFailed) }));
}

/** Where an access happens: in the model kernel, an overlay, or the scenario itself. */
export function locationOf({ kernel }: Access, places: Places): vscode.Location | undefined {
  const place = placeOf(kernel, places);
  if (!place) return undefined;
  // What stands in no text of the scenario's is in the packaged kernel, whose files are named as in Linux.
  const uri = 'routine' in kernel ? toUri(place.source) : kernelUri(place.source);
  return new vscode.Location(uri, new vscode.Range(...place.span));
}
