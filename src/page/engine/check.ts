// "Check again": every interleaving, in this very page, with a moment for everything else now and then.
import { compile } from '../../compiler/compile';
import { watchedBy } from '../../compiler/lowering/watch';
import type { Program } from '../../compiler/program';
import { explore, type Exploration, type ExploreOptions, type Progress } from '../../explorer/explore';
import { expectations, meets } from '../../explorer/expectations';
import { verdictText } from '../../explorer/verdict-words';
import { checkScenario } from '../../language/check';
import { formatDiagnostic } from '../../language/diagnostics';
import { besideScenario, usedPaths, type GivenOverlay, type Surroundings } from '../../language/overlays';
import { parseVersion } from '../../language/versions';
import type { PageHost } from './page-host';

/** What is checked. */
export interface CheckJob {
  readonly program: string;
  readonly overlays: readonly string[];
  /** `v4.17`. */
  readonly kernel: string;
}

/** What came of it. */
export interface Checked {
  readonly kernel: string;
  readonly verdict: Exploration['verdict'];
  /** `violates dma_lands_at_home`. */
  readonly text: string;
  readonly states: number;
  readonly transitions: number;
  readonly reason: string | null;
  /** Of the counterexample. */
  readonly schedule: string | null;
  /** What the scenario expects of this version, and whether that is so; absent if it does not say. */
  readonly expected?: { readonly text: string; readonly isMet: boolean };
}

/** MiB: a page that takes more may be closed by its browser. */
const MOST_MEMORY = 1024;
/** Rounds of the explorer, of a millisecond or a few, between two moments for the page. */
const ROUNDS = 8;

/** A result for each expectation of that version. Rejects with what is wrong with the scenario. `isCancelled` ends it early: the verdict is unknown then. */
export async function check({ program: path, overlays, kernel }: CheckJob, host: PageHost, report: (progress: Progress) => void, isCancelled: () => boolean): Promise<Checked[]> {
  const packaged = host.kernelTree();
  const version = parseVersion(kernel)!;
  const text = host.readFile(path);
  const { tree, diagnostics, kernel: whole } = checkScenario(path, text, packaged, undefined, { ...surroundings(path, text, overlays, host), version });
  if (!tree) throw new Error(diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic).join('\n'));
  const results: Checked[] = [];
  for (const { expected, isSilent } of expectations(tree, [version])) {
    const watch = watchedBy(expected, tree, whole);
    const compiled = compile(packaged, tree, version, { ...(watch && { watch }) });
    if ('errors' in compiled) throw new Error(compiled.errors.map(formatDiagnostic).join('\n'));
    const found = await exploreInRounds(compiled.program, { isCancelled, ...(expected.verdict !== 'holds' && { until: expected }) }, report);
    const { verdict, property, states, transitions, reason, schedule } = found;
    results.push({
      kernel, verdict, text: verdictText({ verdict, property }), states, transitions, reason, schedule,
      ...(!isSilent && { expected: { text: verdictText(expected), isMet: meets(found, expected) } }),
    });
  }
  return results;
}

async function exploreInRounds(program: Program, options: ExploreOptions, report: (progress: Progress) => void): Promise<Exploration> {
  const exploring = explore(program, { reduction: true, symmetry: true, maxMemory: MOST_MEMORY, ...options });
  for (let round = 1; ; round++) {
    const { done, value } = exploring.next();
    if (done) return value;
    if (round % ROUNDS !== 0) continue;
    report(value);
    await nextTask();
  }
}

/** The texts of all overlays, as far as they are in the page. */
function surroundings(path: string, text: string, overlays: readonly string[], host: PageHost): Pick<Surroundings, 'overlays' | 'used'> {
  const given = (file: string): GivenOverlay => {
    try {
      return { source: file, text: host.readFile(file) };
    } catch (error) {
      return { problem: (error as Error).message };
    }
  };
  return {
    overlays: overlays.map((file) => ({ source: file, text: host.readFile(file) })),
    used: new Map(usedPaths(text).map((used) => [used, given(besideScenario(path, used))])),
  };
}

/** Of timers browsers allow a few hundred a second; messages come at once. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
