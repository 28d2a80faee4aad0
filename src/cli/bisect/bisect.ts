// `daxscn bisect`: which change of Linux, alone, turns the verdict of a scenario between two versions.
import { neighboursBetween, turnsBetween, type Turns } from '../../hunt/bisect';
import { answers, type Sought } from '../../explorer/search/sought';
import { changesOf } from '../../language/changes';
import type { Version } from '../../language/tree';
import { formatVersion, KNOWN_VERSIONS, parseVersion } from '../../language/versions';
import { verdictText } from '../../explorer/verdict-words';
import { Status, type Environment } from '../environment';
import { InputError, readInput, readVersion, STANDARD_INPUT, STANDARD_INPUT_NAME } from '../input/input';
import { bisectDocument } from './bisect-json';
import type { BisectOptions } from './bisect-options';
import { bisectText } from './bisect-text';
import type { Bisection } from './bisection';
import { KernelTrials } from './kernel-trials';

export async function bisect(file: string, ends: readonly [string, string], options: BisectOptions, environment: Environment): Promise<number> {
  const { cancellation, onInterrupt } = environment;
  const versions = versionsBetween(ends);
  const text = file === STANDARD_INPUT ? readInput(environment) : '';
  const trials = new KernelTrials(file, options, { ...environment, readInput: () => text });
  const unwatch = onInterrupt?.(() => cancellation.cancel());
  const fault = faultOf(trials, versions, options.property);
  const between = neighboursBetween(versions, (version) => trials.on(version, fault).answer);
  const [older, newer] = [trials.on(between.older, fault), trials.on(between.newer, fault)];
  const changes = changesOf(environment.kernelTree()).filter(({ version }) => version > between.older && version <= between.newer);
  const turns = all(turnsBetween(changes, (set, direction) => {
    const { answer, problem } = trials.changed(set, direction, between, fault);
    if (answer === 'undecided') return problem === undefined ? undefined : 'cannot';
    return answer === (direction === 'without' ? older : newer).answer;
  }, options.maxSets));
  const bisection: Bisection = {
    file: file === STANDARD_INPUT ? STANDARD_INPUT_NAME : file, overlays: options.overlay ?? [], fault, between, older, newer, changes, turns, examine: ({ changes: set }, direction) => trials.changed(set, direction, between, fault),
  };
  unwatch?.();
  if (options.json) environment.out.write(`${JSON.stringify(bisectDocument(bisection), null, 2)}\n`);
  else bisectText(bisection, environment);
  return turns.turns.length > 0 ? Status.expected : Status.unknown;
}

/** The modelled versions from the one to the other, ascending; the order in which the two are given means nothing, as good and bad tell themselves. */
function versionsBetween(ends: readonly [string, string]): Version[] {
  const [first, last] = ends.map(readVersion).sort((one, other) => one - other) as [Version, Version];
  if (first === last) throw new InputError(`daxscn: error: give two versions: nothing changed between ${formatVersion(first)} and itself`);
  return KNOWN_VERSIONS.map((name) => parseVersion(name)!).filter((version) => version >= first && version <= last);
}

/** What goes wrong on one of the two versions and does not on the other. Throws an InputError if there is nothing. */
function faultOf(trials: KernelTrials, versions: readonly Version[], property: string | undefined): Sought {
  const ends = [versions[0]!, versions.at(-1)!] as const;
  const said: string[] = [];
  for (const [version, other] of [ends, [ends[1], ends[0]]] as const) {
    const wanted = property === undefined ? undefined : STUCK.includes(property) ? { verdict: property } : { verdict: 'violates', property };
    const { counterexample, exploration, problem } = trials.on(version, wanted);
    if (problem !== undefined) throw new InputError(`daxscn: error: on ${formatVersion(version)}: ${problem}`);
    said.push(`${formatVersion(version)} ${counterexample ? verdictText(counterexample) : exploration?.verdict === 'unknown' ? `unknown (${exploration.reason})` : `has no ${property ?? 'fault'}`}`);
    if (!counterexample) continue;
    const fault: Sought = { verdict: counterexample.verdict, ...(counterexample.property !== null && { property: counterexample.property }) };
    const elsewhere = trials.on(other, fault);
    if (elsewhere.answer === 'has not') return fault;
    if (elsewhere.answer === 'has' && elsewhere.counterexample && answers(elsewhere.counterexample, fault)) said.push(`so does ${formatVersion(other)}`);
  }
  throw new InputError(`${trials.file}: error: nothing to bisect: the two versions do not differ in what goes wrong: ${said.join('; ')}. \`--property\` names what is to be looked at`);
}

const STUCK: readonly string[] = ['deadlock', 'hang', 'livelock'];

function all(searching: Generator<unknown, Turns, void>): Turns {
  for (;;) {
    const { done, value } = searching.next();
    if (done) return value;
  }
}
