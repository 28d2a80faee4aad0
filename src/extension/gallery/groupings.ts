// How the exhibits of the museum are grouped. What a group is made of stands in the scenarios.
import { KERNEL_VERSIONS } from '../../language/versions';
import { compareFixes, fixedIn } from '../../language/linux-history';
import { brokenVersion, isWrong } from '../scenario/broken-and-fixed';
import type { ScenarioHeader } from '../scenario/scenario-header';

export interface Group<Scenario> {
  readonly label: string;
  readonly scenarios: readonly Scenario[];
  /** What the label means, if it needs words. */
  readonly detail?: string;
  /** The version that its scenarios are about. */
  readonly kernel?: string;
}

export type Grouping = 'year' | 'version' | 'fileSystem' | 'symptom';

/** In the order in which they are offered. */
export const groupings: Readonly<Record<Grouping, { readonly label: string; readonly detail: string }>> = {
  year: { label: 'Year', detail: 'in which Linux fixed it' },
  version: { label: 'Kernel version', detail: 'on which it goes wrong' },
  fileSystem: { label: 'File system', detail: 'that had the bug' },
  symptom: { label: 'Symptom', detail: 'the property that it violates, a hang, a deadlock' },
};

/** A scenario is in several groups if it belongs there; no group is empty. */
export function grouped<Scenario extends ScenarioHeader>(scenarios: readonly Scenario[], grouping: Grouping): Group<Scenario>[] {
  switch (grouping) {
    case 'year': return byLabel(byFix(scenarios), ({ history }) => [!history ? 'Others' : fixedIn(history) < Infinity ? String(history.year) : 'Not fixed']);
    case 'version': return KERNEL_VERSIONS.flatMap(({ name, summary }) => {
      const wrong = scenarios.filter(({ expected }) => isWrong(expected.get(name) ?? 'holds'));
      return wrong.length > 0 ? [{ label: name, scenarios: wrong, detail: summary, kernel: name }] : [];
    });
    case 'fileSystem': return sorted(byLabel(scenarios, ({ history }) => [placeOf(history?.place)]));
    case 'symptom': return sorted(byLabel(scenarios, symptomsOf));
  }
}

/** What goes wrong on the version that the scenario is about: `violates no_free_under_pin`, `hang`. */
export function symptomsOf(scenario: Pick<ScenarioHeader, 'kernel' | 'expected'>): string[] {
  const verdict = scenario.expected.get(brokenVersion(scenario) ?? '') ?? '';
  const wrong = verdict.split(', ').filter((each) => each !== '' && isWrong(each));
  return wrong.length > 0 ? wrong : ['Nothing: a control'];
}

function placeOf(place: string | undefined): string {
  if (place === 'Linux') return 'All: code that file systems share';
  return place === 'development' ? 'In development, in no release' : place ?? 'Others';
}

/** Oldest first. What tells nothing of Linux comes last. */
function byFix<Scenario extends ScenarioHeader>(scenarios: readonly Scenario[]): Scenario[] {
  const unknown = { affected: [], year: Infinity };
  return [...scenarios].sort((a, b) => compareFixes(a.history ?? unknown, b.history ?? unknown));
}

/** In the order in which the labels come first. */
function byLabel<Scenario>(scenarios: readonly Scenario[], labelsOf: (scenario: Scenario) => readonly string[]): Group<Scenario>[] {
  const groups = new Map<string, Scenario[]>();
  for (const scenario of scenarios) for (const label of labelsOf(scenario)) groups.set(label, [...groups.get(label) ?? [], scenario]);
  return [...groups].map(([label, members]) => ({ label, scenarios: members }));
}

/** The largest first. */
function sorted<Scenario>(groups: Group<Scenario>[]): Group<Scenario>[] {
  return groups.sort((a, b) => b.scenarios.length - a.scenarios.length || a.label.localeCompare(b.label));
}
