// From what trials say to what is told: of each mistake the first, without what it does not need, and only what the debugger's machine comes to as well.
import { compile } from '../compiler/compile';
import type { KernelTree, ScenarioTree, Version } from '../language/tree';
import { formatVersion } from '../language/versions';
import { isBroken } from '../machine/explain/causes';
import { replay } from '../machine/schedule/replay';
import { stuckVerdict } from '../machine/verdict/verdict';
import { verdictText } from '../explorer/verdict-words';
import type { KnownFaults } from './known-faults';
import { isSame, type ExplainedFault, type Fault, type Trial, type TrialJob } from './fault';
import { explainFault, tryWorkload } from './trial';
import { filesOf, renameFiles, type Workload } from './workload';
import { workloadText, type Ground } from './workload-text';

export interface HuntFinding {
  /** From 1. */
  readonly number: number;
  readonly workload: Workload;
  readonly fault: ExplainedFault;
  /** How many workloads had been tried. */
  readonly tried: number;
  /** Scenarios in which the same mistake is known. */
  readonly known: readonly string[];
  /** The scenario, with what to expect and the schedule. */
  readonly text: string;
}

/** What is hunted, and where. */
export interface HuntTarget {
  readonly kernel: KernelTree;
  readonly version: Version;
  readonly ground: Ground;
  readonly property?: string;
  /** States of one workload. */
  readonly maxStates: number;
  /** How the hunt was called, to be said in what it finds. */
  readonly command: string;
  /** The overlays that the kernel has, as what is found is to name them: so it can be checked and debugged as it is. */
  readonly uses: readonly string[];
  readonly known?: KnownFaults;
  /** Only what goes right there is told. */
  readonly unlike?: ReferenceKernel;
  /** Told is what this one and the other can not both come to. */
  readonly baseline?: ReferenceKernel;
  /** Checks a scenario. Throws if it is wrong. */
  read(text: string): ScenarioTree;
}

/** Another version, or the same without the patch. */
export interface ReferenceKernel {
  readonly version: Version;
  /** Checks a scenario; undefined if it cannot be on that version, which has other calls. */
  read(text: string): ScenarioTree | undefined;
}

/** Of each mistake the first. To be told of trials in the order of composition. */
export class Findings {
  readonly all: HuntFinding[] = [];
  tried = 0;
  /** Not searched completely. */
  incomplete = 0;
  states = 0;

  constructor(private readonly target: HuntTarget) {}

  /** What is new in a trial. */
  add(workload: Workload, trial: Trial): HuntFinding[] {
    this.tried++;
    this.states += trial.states;
    if (!trial.isComplete) this.incomplete++;
    const found: HuntFinding[] = [];
    const isNew = (fault: Fault): boolean => !this.all.some((known) => isSame(known.fault, fault));
    if (!trial.faults.some(isNew) || !this.#goesRightElsewhere(workload)) return found;
    for (const fault of trial.faults) {
      if (!isNew(fault)) continue;
      const finding = this.#findingOf(workload, fault);
      found.push(finding);
      this.all.push(finding);
    }
    return found;
  }

  #findingOf(given: Workload, first: Fault): HuntFinding {
    const { target, tried } = this;
    const workload = this.#withoutOthers(given, first);
    const fault = explainFault(jobOf(target, workload), target.kernel, first)!;
    confirm(target, workload, fault);
    const known = target.known?.filesWith(fault) ?? [];
    return { number: this.all.length + 1, workload, fault, tried, known, text: findingText(target, workload, fault, tried, known) };
  }

  /** Or nobody asks. What is not searched to the end is not known to go right. */
  #goesRightElsewhere(workload: Workload): boolean {
    const { kernel, ground, maxStates, unlike } = this.target;
    if (!unlike) return true;
    const tree = unlike.read(trialText({ version: unlike.version, ground }, workload));
    if (!tree) return false;
    const { isComplete, faults } = tryWorkload({ tree, version: unlike.version, maxStates }, kernel);
    return isComplete && faults.length === 0;
  }

  /** Of smaller workloads all with several processes were tried before; one process may be enough. */
  #withoutOthers(workload: Workload, fault: Fault): Workload {
    const { target } = this;
    if (workload.chains.length === 1) return workload;
    const smaller = workload.chains.map((_, i) => withoutChain(workload, i)).find((candidate) => explainFault(jobOf(target, candidate), target.kernel, fault));
    return smaller ? this.#withoutOthers(smaller, fault) : workload;
  }
}

/** The scenario of a workload, to be checked. */
export function trialText({ version, ground }: Pick<HuntTarget, 'version' | 'ground'>, workload: Workload): string {
  return `scenario "hunt"\nkernel ${formatVersion(version)}\n${workloadText(workload, ground)}\n`;
}

/** What it takes to try a workload. */
export function jobOf(target: HuntTarget, workload: Workload): TrialJob {
  const { version, maxStates, property, baseline } = target;
  const text = trialText(target, workload);
  const other = baseline?.read(text);
  return {
    tree: target.read(text), version, maxStates, ...(property !== undefined && { property }), ...(baseline && { unlike: other ? { tree: other, version: baseline.version } : null }),
  };
}

function withoutChain({ files, chains }: Workload, without: number): Workload {
  const left = chains.filter((_, i) => i !== without);
  const used = [...new Set(left.flatMap(filesOf))].sort((a, b) => a - b);
  const names: number[] = [];
  for (const [i, file] of used.entries()) names[file] = i;
  return { files: used.map((file) => files[file]!), chains: left.map((chain) => renameFiles(chain, names)) };
}

/** Performs the schedule step by step, without the search. Throws if it does not come to the same: then the explorer is wrong. */
function confirm(target: HuntTarget, workload: Workload, { verdict, property, schedule }: ExplainedFault): void {
  // What only the other kernel comes to has no run here.
  if (schedule === '') return;
  const compiled = compile(target.kernel, target.read(trialText(target, workload)), target.version);
  if ('errors' in compiled) throw new Error('what was searched does not compile any more');
  const { execution: { state }, refusal } = replay(compiled.program, schedule);
  const isConfirmed = verdict === 'differs' || (property === null ? stuckVerdict(compiled.program, state)?.verdict === verdict : isBroken(compiled.program, state, property));
  if (refusal || !isConfirmed) throw new Error(`the search says ${verdict} ${property ?? ''} of this workload and the machine does not (schedule ${schedule}):\n${trialText(target, workload)}`);
}

function findingText({ version, ground, command, uses }: HuntTarget, workload: Workload, fault: ExplainedFault, tried: number, known: readonly string[]): string {
  const { verdict, property, functions, story, schedule, expected } = fault;
  const kernel = formatVersion(version);
  const said = verdictText(fault);
  const calls = workload.chains.map((chain) => chain.map(({ signature }) => signature.name).join(', ')).join(' | ');
  return [
    '/**',
    ` * ${story.replaceAll('*/', '* /')}`,
    ' *',
    ` * ${verdict === 'differs' ? 'What is different:' : property === null ? 'Stuck in' : functions.length > 1 ? 'Race of' : 'Broken in'} ${functions.map((name) => `\`${name}\``).join(' and ')}.`,
    ...(known.length > 0 ? [` * Known: ${known.join(', ')}.`] : []),
    ` * Found by \`${command}\` as the workload number ${tried}.`,
    ' */',
    `scenario "${calls}: ${said}"`,
    '',
    ...uses.map((path) => `use ${JSON.stringify(path)}`),
    `kernel ${kernel}`,
    '',
    workloadText(workload, ground),
    '',
    ...(schedule === '' ? [] : [`schedule "${schedule}"`, '']),
    `expect ${kernel} ${expected}`,
    '',
  ].join('\n');
}
