// Which versions show what a scenario is about: one on which it goes wrong, and the nearest on which it does not.
import { KNOWN_VERSIONS } from '../../language/versions';
import type { ScenarioHeader } from './scenario-header';

export interface BrokenAndFixed {
  readonly broken: string;
  readonly fixed: string;
}

/** Whether an expected verdict says that something is wrong. `violates a, holds b` does, and so does a warning that is reached. */
export function isWrong(verdict: string): boolean {
  return verdict.split(', ').some((each) => !/^(holds|never )/.test(each));
}

/** What is expected of the scenario's own version, else of the last one on which it goes wrong. Undefined if it never does. */
export function brokenVersion({ kernel, expected }: Pick<ScenarioHeader, 'kernel' | 'expected'>): string | undefined {
  const wrong = KNOWN_VERSIONS.filter((version) => isWrong(expected.get(version) ?? 'holds'));
  return kernel !== undefined && wrong.includes(kernel) ? kernel : wrong.at(-1);
}

/** Of two that are equally near the later one: the repair comes after the bug. Undefined if it goes wrong on every version, or on none. */
export function brokenAndFixed(header: Pick<ScenarioHeader, 'kernel' | 'expected'>): BrokenAndFixed | undefined {
  const broken = brokenVersion(header);
  if (broken === undefined) return undefined;
  const at = KNOWN_VERSIONS.indexOf(broken);
  const distance = (version: string): number => Math.abs(KNOWN_VERSIONS.indexOf(version) - at - 0.1);
  const right = KNOWN_VERSIONS.filter((version) => { const verdict = header.expected.get(version); return verdict !== undefined && !isWrong(verdict); });
  if (right.length === 0) return undefined;
  return { broken, fixed: right.reduce((best, version) => (distance(version) < distance(best) ? version : best)) };
}
