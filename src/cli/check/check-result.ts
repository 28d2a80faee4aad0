import type { Program } from '../../compiler/program';
import type { Counterexamples } from '../../explorer/answers/counterexamples';
import type { Outcomes } from '../../explorer/answers/outcomes';
import type { Expect, Span, Version } from '../../language/tree';
import type { Details } from '../search/details';
import type { LoadedScenario } from '../input/load';
import type { SearchedExploration } from '../../explorer/explore';

/** What became of one scenario on one kernel version. */
export interface CheckResult {
  readonly file: string;
  readonly scenario: string;
  readonly kernel: Version;
  readonly program: Program;
  readonly expected: Pick<Expect, 'verdict' | 'property'>;
  readonly exploration: SearchedExploration;
  readonly seconds: number;
  /** The version that was searched, if it was another one: this one does the same in all that was executed. */
  readonly sameAs?: Version;
  readonly pass: boolean;
  /** Where they were asked for. */
  readonly details?: Details;
  /** What was read. */
  readonly loaded: LoadedScenario;
  /** Where they were asked for. */
  readonly counterexamples?: Counterexamples;
  readonly outcomes?: Outcomes;
}

/** Where the scenario expects it; without an `expect`, the beginning of the file. */
export function expectSpan({ loaded: { tree }, kernel, expected }: CheckResult): Span {
  const said = tree.expects.find(({ version, verdict, property }) => version === kernel && verdict === expected.verdict && property === expected.property);
  const reach = expected.verdict === 'reaches' ? tree.reaches.find(({ name }) => name === expected.property) : undefined;
  return (said ?? reach)?.span ?? [0, 0, 0, 1];
}
