// `daxscn hunt`: workloads composed from the kernel's own calls, the smallest first, each searched completely; what goes wrong is told as a scenario.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { compose, type Alone } from '../../hunt/compose';
import { DryRuns, FAILS } from '../../hunt/dry-run';
import { Findings, jobOf, trialText, type HuntFinding } from '../../hunt/findings';
import type { Trial, TrialJob } from '../../hunt/fault';
import { tryWorkload } from '../../hunt/trial';
import type { Workload } from '../../hunt/workload';
import { MOST_FILES, MOST_PROCESSES } from '../../hunt/workload-text';
import type { Version } from '../../language/tree';
import { formatVersion } from '../../language/versions';
import { Status, type Environment } from '../environment';
import { InputError, writingProblem } from '../input/input';
import { inOrder } from '../search/in-order';
import { SearchThreads } from '../search/searchers';
import { count } from '../text/style';
import { huntDocument, findingDocument } from './hunt-json';
import type { HuntOptions } from './hunt-options';
import { HuntProgress } from './hunt-progress';
import { Journal } from './journal';
import { huntedBy, type Hunted } from './hunt-target';

/** Of the device of a workload. */
const MOST_BLOCKS = 2;

/** MiB, of which one search may take as much. */
const MEMORY = 512;

/** What came of a workload; without a trial the hunt was over before. */
interface Tried {
  readonly workload: Workload;
  readonly trial?: Trial;
  /** It is in the journal. */
  readonly isKnown?: true;
}

export async function hunt(options: HuntOptions, environment: Environment): Promise<number> {
  const { cancellation, out, err, onInterrupt, now, channel } = environment;
  if (options.processes > MOST_PROCESSES) throw new InputError(`daxscn: error: \`--processes\` is ${MOST_PROCESSES} at most`);
  const hunted = await huntedBy(options, environment);
  if (options.out !== undefined) makeFolder(options.out);
  const findings = new Findings(hunted.target);
  const journal = options.journal === undefined ? undefined : new Journal(options.journal, factsOf(hunted), environment);
  const started = now();
  const unwatch = onInterrupt?.(() => cancellation.cancel());
  const progress = new HuntProgress(environment, findings);
  const isExhausted = await search(hunted, findings, { options, environment, progress, journal });
  unwatch?.();
  const { recalled, sizes } = progress;
  const end: End = { seconds: (now() - started) / 1000, isExhausted, recalled, left: isExhausted ? 0 : sizes.most - sizes.now + 1, most: sizes.most };
  if (options.json) out.write(`${JSON.stringify(huntDocument(findings, hunted.target, { seconds: end.seconds, complete: isExhausted, recalled, sizes: { most: end.most, left: end.left } }), null, 2)}\n`);
  err.write(`${summary(findings, options, end)}\n`);
  channel?.send({ type: 'hunted', ...progress.counts, complete: isExhausted, left: end.left });
  if (findings.all.length > 0) return Status.different;
  return isExhausted && findings.incomplete === 0 ? Status.expected : Status.unknown;
}

interface End {
  readonly seconds: number;
  readonly isExhausted: boolean;
  /** Workloads of which the journal told. */
  readonly recalled: number;
  /** How many sizes were not tried to their end, the one at hand among them, and the largest. */
  readonly left: number;
  readonly most: number;
}

/** What a hunt is made with. */
interface Means {
  readonly options: HuntOptions;
  readonly environment: Environment;
  readonly progress: HuntProgress;
  readonly journal: Journal | undefined;
}

/** What came of a workload depends on these. */
function factsOf({ layered, target: { version, property, maxStates, baseline } }: Hunted): Readonly<Record<string, string>> {
  return {
    '`--unlike`': baseline ? 'outcomes' : '', 'the model kernel': JSON.stringify(layered), '`--kernel`': String(version), '`--property`': property ?? '', '`--max-states`': String(maxStates) };
}

/** Tries workloads until a bound is hit, and tells what is found at once. Returns whether all were tried. */
async function search({ target, signatures }: Hunted, findings: Findings, { options, environment, progress, journal }: Means): Promise<boolean> {
  const { now, cancellation } = environment;
  const end = now() + options.maxSeconds * 1000;
  const isEnough = (): boolean => options.findings !== undefined && findings.all.length >= options.findings;
  const isOver = (): boolean => cancellation.isCancelled || now() > end || isEnough();
  const dryRuns = new DryRuns(target.kernel, target.version, target.ground, target.read, journal);
  let isExhausted = false;

  const workloads = function* (): Generator<Workload[], void, void> {
    const extent = { maxCalls: options.maxCalls, maxProcesses: options.processes, maxBlocks: MOST_BLOCKS, maxFiles: MOST_FILES };
    const dryRun = (...given: Parameters<DryRuns['run']>): Alone => {
      progress.show();
      // What is composed from then on is not tried any more.
      return isOver() ? FAILS : dryRuns.run(...given);
    };
    // What begins when the hunt is over does not begin.
    const begin = (size: number, most: number): void => { if (!isOver()) progress.begin(size, most); };
    for (const workload of compose(signatures, extent, dryRun, begin)) {
      if (isOver()) return;
      yield [workload];
    }
    isExhausted = !isOver();
  };
  const by = (tryOne: (job: TrialJob) => Trial | Promise<Trial>) => async (workload: Workload): Promise<Tried> => {
    if (isOver()) return { workload };
    const known = journal?.trial(trialText(target, workload));
    if (known) return { workload, trial: known, isKnown: true };
    const trial = await tryOne(jobOf(target, workload));
    await setImmediate();
    // What the end of the hunt has cut short is to be tried again.
    if (trial.isComplete || !isOver()) journal?.addTrial(trialText(target, workload), trial);
    return { workload, trial };
  };
  const tell = ({ workload, trial, isKnown }: Tried): void => {
    if (!trial || isEnough()) return;
    if (isKnown) progress.recalled++;
    for (const finding of findings.add(workload, trial)) {
      progress.clear();
      tellFinding(finding, target.version, options, environment);
    }
    progress.show(workload);
  };
  const here = (job: TrialJob): Trial => (
    tryWorkload(job, target.kernel, { now, isCancelled: () => cancellation.isCancelled, maxSeconds: Math.max(1, (end - now()) / 1000), maxMemory: MEMORY }));
  const threads = new SearchThreads(environment, { ...(options.workers !== undefined && { workers: options.workers }), maxMemory: MEMORY });
  try {
    await inOrder(workloads(), by(here), by(threads.try), threads.most, tell);
  } finally {
    progress.clear();
    journal?.flush();
    await threads.close();
  }
  return isExhausted;
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw InputError.in(folder, `the findings cannot be written here: ${writingProblem(error)}`);
  }
}

function tellFinding(finding: HuntFinding, version: Version, options: HuntOptions, { out, channel }: Environment): void {
  const { number, known, text, fault: { story, schedule, events } } = finding;
  const { title } = findingDocument(finding);
  const file = options.out === undefined ? null : writeFinding(finding, version, options.out);
  channel?.send({ type: 'found', number, title, story, schedule, events, file });
  if (options.json) return;
  out.write(file === null ? `${number > 1 ? '\n' : ''}${text}` : `${file}  ${title}${known.length > 0 ? `  (known: ${known.join(', ')})` : ''}\n`);
}

/** Returns the path. */
function writeFinding({ number, fault: { verdict, property }, text }: HuntFinding, version: Version, folder: string): string {
  const file = join(folder, `hunt-${formatVersion(version)}-${String(number).padStart(2, '0')}-${property ?? verdict}.daxscn`);
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw InputError.in(file, `the finding cannot be written here: ${writingProblem(error)}`);
  }
  return file;
}

function summary({ all, tried, states, incomplete }: Findings, { maxCalls, processes }: HuntOptions, { seconds, isExhausted, recalled, left, most }: End): string {
  const found = all.length === 0 ? 'nothing found' : `${count(all.length)} ${all.length === 1 ? 'finding' : 'findings'}`;
  const extent = isExhausted ? `, all there are with up to ${maxCalls} calls and ${processes} ${processes === 1 ? 'process' : 'processes'}` : '';
  const open = incomplete > 0 ? `; ${count(incomplete)} of them not to the end` : '';
  const known = recalled > 0 ? `; ${count(recalled)} of them known from the journal` : '';
  const rest = left > 0 ? `; left: ${left === 1 ? 'the largest size' : `sizes ${most - left + 1} to ${most}`}` : '';
  return `${found} in ${count(tried)} workloads${extent}${open}${known}: ${count(states)} states, ${seconds.toFixed(0)} s${rest}`;
}
