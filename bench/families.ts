// The four families of `test/kernel/families/families.ts`, all of them or one of `every`, on the newest kernel: what goes wrong, in how many, and an example of
// each; and which response properties are violated where something never ends.
import { join } from 'node:path';
import process from 'node:process';
import { compile } from '../src/compiler/compile';
import type { Program } from '../src/compiler/program';
import type { Watched } from '../src/compiler/watched';
import { exploreAll } from '../src/explorer/explore';
import { verdictText } from '../src/explorer/verdict-words';
import { checkScenario } from '../src/language/check';
import { formatDiagnostic } from '../src/language/diagnostics';
import type { KernelTree } from '../src/language/tree';
import { KNOWN_VERSIONS, parseVersion } from '../src/language/versions';
import { replay } from '../src/machine/schedule/replay';
import { readKernelTree } from '../src/node/kernel-files';
import { families, isKnown, type Generated } from '../test/kernel/families/families';

export interface Options {
  /** The folder of the project. */
  readonly root: string;
  readonly every: number;
}

const MAX_STATES = 1_000_000;
const NEWEST = KNOWN_VERSIONS.at(-1)!;

export default function run({ root, every }: Options): void {
  const kernel = readKernelTree(join(root, 'dist', 'kernel.jsonl'));
  const chosen = families().filter((_, index) => index % every === 0);
  for (const family of new Set(chosen.map((each) => each.family))) report(family, chosen.filter((each) => each.family === family), kernel);
}

/** Prints what is found in one family. What is not known fails the run. */
function report(family: string, scenarios: readonly Generated[], kernel: KernelTree): void {
  const found = new Map<string, Generated[]>();
  let states = 0;
  const begun = process.cpuUsage();
  for (const scenario of scenarios) {
    const { ways, searched } = findingsOf(scenario, kernel);
    states += searched;
    for (const way of ways) found.set(way, [...found.get(way) ?? [], scenario]);
  }
  const { user, system } = process.cpuUsage(begun);
  process.stdout.write(`${family}, ${NEWEST}: ${scenarios.length} scenarios, ${states.toLocaleString('en-US')} states, ${((user + system) / 1e6).toFixed(0)} s of CPU\n`);
  for (const [way, those] of [...found].sort(([, one], [, other]) => other.length - one.length)) {
    process.stdout.write(`  ${String(those.length).padStart(5)}  ${way}${way === 'holds' ? '' : ` (${those[0]!.name})`}\n`);
  }
}

/** All that goes wrong in a scenario, in words; `holds` if nothing does. */
function findingsOf(scenario: Generated, kernel: KernelTree): { readonly ways: readonly string[]; readonly searched: number } {
  const program = compiled(scenario, kernel);
  const { counterexamples, bound, error, states } = exploreAll(program, { all: true, reduction: true, symmetry: true, maxStates: MAX_STATES });
  if (error) throw new Error(`${scenario.name}: ${error.message}`);
  if (bound !== null || counterexamples.some(({ property }) => property !== null && !isKnown(scenario, property))) process.exitCode = 1;
  const ways = counterexamples.map(({ verdict, property, schedule }) => (property === null ? `${verdict}: ${standing(program, schedule)}` : verdictText({ verdict, property })));
  if (bound !== null) ways.push(`unknown: ${bound}`);
  const isEndless = counterexamples.some(({ property }) => property === null);
  if (isEndless) ways.push(...kernel.invariants.flatMap(({ name, response }) => (response && isViolated(scenario, kernel, name) ? `violates ${name}` : [])));
  return { ways: ways.length > 0 ? ways : ['holds'], searched: states };
}

function isViolated(scenario: Generated, kernel: KernelTree, name: string): boolean {
  return exploreAll(compiled(scenario, kernel, { name, kind: 'response' }), { reduction: true, maxStates: MAX_STATES }).verdict === 'violates';
}

/** What tasks wait for at the end of a schedule, without the numbers of pages. */
function standing(program: Program, schedule: string): string {
  const { execution: { state } } = replay(program, schedule);
  const texts = program.tasks.flatMap(({ index, name }) => {
    const blocked = program.blocked(state, index);
    return blocked ? `${name} ${blocked.text}`.replace(/page \d+/g, 'a page') : [];
  });
  return texts.join('; ');
}

function compiled({ name, text }: Generated, kernel: KernelTree, watch?: Watched): Program {
  const { tree, diagnostics } = checkScenario(name, text, kernel);
  if (!tree) throw new Error(diagnostics.map(formatDiagnostic).join('\n'));
  const result = compile(kernel, tree, parseVersion(NEWEST), { ...(watch && { watch }) });
  if ('errors' in result) throw new Error(result.errors.map(formatDiagnostic).join('\n'));
  return result.program;
}
