// What a comparison with a recording says, for people.
import type { Difference, Instead, Parting } from '../../trace/validation/differences';
import type { Environment } from '../environment';
import { count, hang, quote, styleOf, widthOf, type Style } from '../text/style';

/** With `--json` it is written as it is. */
export interface RecordingDocument {
  readonly recording: string;
  readonly scenario: string;
  readonly kernel: string;
  readonly verdict: 'follows' | 'differs' | 'unknown';
  /** How many things were recorded that the model has to do as well. */
  readonly observations: number;
  /** Pairs of them whose order the recording does not tell. */
  readonly openOrders: number;
  readonly states: number;
  /** Leads the model as far as it follows. */
  readonly schedule: string;
  readonly tasks: readonly {
    readonly process: string;
    readonly name: string;
    readonly pid?: number;
    /** Calls of the process that the recording has. */
    readonly calls: number;
    /** The first of those that come to functions of the model, and are not in the scenario. */
    readonly leftOut: readonly { readonly call: string; readonly line: number }[];
    readonly leftOutCount: number;
  }[];
  /** Processes that are not in the recording. */
  readonly missing: readonly string[];
  readonly strangeLines: number;
  /** The one that comes furthest first; none if the model follows. */
  readonly differences: readonly Difference[];
}

const HEADS = {
  follows: 'the model does all that was recorded',
  differs: 'the model cannot do what was recorded',
  unknown: 'nothing was found that does all that was recorded, and not all was tried',
} as const;

/** Others come less far, and say less. */
const MOST_DIFFERENCES = 3;

export function recordingText(document: RecordingDocument, file: string, environment: Environment): void {
  const { recording, scenario, kernel, verdict, observations, openOrders, states, tasks, missing, strangeLines, differences } = document;
  const style = styleOf(environment);
  const width = widthOf(environment);
  const print = (line: string, indent = 2): void => environment.out.write(`${' '.repeat(indent)}${hang(line, indent, width)}\n`);
  const paint = verdict === 'follows' ? style.green : verdict === 'differs' ? style.red : style.yellow;
  print(style.bold(paint(`${recording} beside "${scenario}" on ${kernel}: ${HEADS[verdict]}`)), 0);
  print(`compared: ${count(observations)} observations; pairs of them that can have happened in either order: ${count(openOrders)}; states looked at: ${count(states)}`);
  for (const { process, name, pid, calls, leftOut, leftOutCount } of tasks) {
    print(`${process} is ${name}${pid === undefined ? '' : ` (${pid})`}, calls: ${calls}`);
    if (leftOut.length > 0) print(`calls that the scenario does not have: ${count(leftOutCount)}, the first ones ${leftOut.map(({ call, line }) => `${call} (line ${line})`).join(', ')}`, 4);
  }
  if (missing.length > 0) print(`not in the recording: ${missing.join(', ')}`);
  if (strangeLines > 0) print(`lines that are not understood: ${count(strangeLines)}`);
  for (const difference of differences.slice(0, MOST_DIFFERENCES)) {
    environment.out.write('\n');
    differenceText(difference, document, print, style);
  }
  if (differences.length > MOST_DIFFERENCES) print(`… and ${differences.length - MOST_DIFFERENCES} ways that part earlier`);
  environment.out.write('\n');
  print(`daxscn run ${quote(file)} --kernel ${kernel} --schedule ${quote(document.schedule)}`);
}

function differenceText({ passed, next }: Difference, { recording, observations }: RecordingDocument, print: (line: string, indent?: number) => void, style: Style): void {
  print(style.bold(`after ${count(passed)} of ${count(observations)} observations`), 0);
  for (const parting of next) partingText(parting, recording, print);
}

function partingText({ recorded, model }: Parting, recording: string, print: (line: string, indent?: number) => void): void {
  print(`recording: ${recorded.text}  ${recording}:${recorded.line}, at ${recorded.time.toFixed(6)}`);
  for (const { text, source, line } of model satisfies readonly Instead[]) print(`model:     ${text}  ${source}:${line}`);
}
