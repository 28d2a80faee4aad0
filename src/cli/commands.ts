// The commands and their options. What each does is in the module of its name, which is loaded only when it is asked for:
// most of the start-up of a command would be code of the others.
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { version } from '../../package.json';
import type { CheckOptions } from './search/check-options';
import type { CompareOptions } from './compare/compare';
import type { CompareRecordingOptions } from './compare/compare-recording-options';
import { describeError, errorsOf } from './input/describe-error';
import { Status, type Environment } from './environment';
import type { ExportOptions } from './export/export';
import { InputError } from './input/input';
import { BISECT, type BisectOptions } from './bisect/bisect-options';
import { HUNT, type HuntOptions } from './hunt/hunt-options';
import { IMPORT, type ImportOptions } from './import/import-options';
import { kernels, type KernelsOptions } from './kernels/kernels';
import type { RecordOptions } from './record/record';
import type { RunOptions } from './run/run';

/** Runs a command line (without the program's name) and gives its exit status. Never rejects. */
export async function main(args: readonly string[], environment: Environment): Promise<number> {
  let status: number = Status.expected;
  const program = commandLine(environment, (result) => { status = result; });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? Status.expected : Status.badInput;
    environment.err.write(`${describeError(error)}\n`);
    // Whoever reads a document finds the error in it, too; `run` writes an object a line.
    if (args.includes('--json')) environment.out.write(`${JSON.stringify({ version: 1, ...(args[0] === 'check' && { results: [] }), errors: errorsOf(error) }, null, args[0] === 'run' ? 0 : 2)}\n`);
    return error instanceof InputError ? error.status : Status.badInput;
  }
}

function commandLine(environment: Environment, finish: (status: number) => void): Command {
  const program = new Command('daxscn')
    .description('Run, debug and explore races between DMA and file-system layout changes on Linux DAX.')
    .version(`daxscn ${version}`, '--version', 'the version of this program')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => environment.out.write(text),
      writeErr: (text) => environment.err.write(text),
      outputError: (text, write) => write(`daxscn: ${text}`),
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    });
  program.command('run').description('one execution, an event a line')
    .argument('<file>', 'a scenario (.daxscn), or -: on the standard input')
    .option('--kernel <version>', 'the kernel version, such as v4.17')
    .option(...overlay)
    .option('--schedule <schedule>', 'exactly these events, such as a5b12; @FILE reads them from a file, - from the standard input')
    .option('--seed <number>', 'a fair schedule drawn from this number', natural)
    .option('--json', 'one JSON object a line')
    .action(async (file: string, options: RunOptions) => {
      if (options.schedule !== undefined && options.seed !== undefined) {
        throw new InputError('daxscn: error: choose one: `--schedule` or `--seed`');
      }
      const { run } = await import('./run/run');
      finish(run(file, options, environment));
    });
  program.command('check').description('explore every interleaving and compare with what the scenarios expect')
    .argument('<files...>', 'scenarios (.daxscn), folders with all below, patterns such as "**/*.daxscn", or -: one on the standard input')
    .option('--kernel <version>', 'this kernel version alone; may be given several times; all: a table of all versions', repeated)
    .option(...overlay)
    .option('--json', 'one JSON document')
    .option('--workers <number>', 'at most so many searches at the same time (default: one a core that there is memory for)', count)
    .option('--no-reduction', 'try all orders of events, also those that make no difference')
    .option('--counterexamples <number>', 'tell so many different ways in which it goes wrong', count)
    .option('--junit <file>', 'write the results there as XML of JUnit')
    .option('--sarif <file>', 'write what is not as expected there as SARIF 2.1.0')
    .option('--outcomes', 'tell every way in which the runs end, with a schedule for each')
    .option('--coverage', 'tell which lines and branches of the model kernel are reached')
    .option('--lcov <file>', 'write that to a file which editors and genhtml show')
    .option('--lcov-root <folder>', 'the folder from which that file tells paths (default: the current one)')
    .option('--no-symmetry', 'keep all states, also those that differ only in who of several alike processes is who')
    .option('--checkpoint <file>', 'save the one search there, every 5 minutes and when it is interrupted or gives up')
    .option('--resume <file>', 'go on with the search that was saved there')
    .option('--max-states <number>', 'give up after so many states', positive)
    .option('--max-seconds <number>', 'give up after so long, for each search', positive)
    .option('--max-memory <MiB>', 'give up when the set of states takes so much, for each search', positive, 2048)
    .action(async (files: string[], options: CheckOptions) => {
      const { check } = await import('./check/check');
      finish(await check(files, options, environment));
    });
  program.command('hunt').description('compose scenarios from the kernel\'s calls, the smallest first, and tell those that go wrong')
    .option('--kernel <version>', 'the kernel version (default: the newest)')
    .option(...overlay)
    .option('--file-system <name>', 'on which file system', HUNT.fileSystem)
    .option('--mount <properties>', 'other properties of the mount, such as "dax reflink"', HUNT.mount)
    .option('--calls <names>', 'these calls alone, such as mmap,vmsplice,ftruncate', names)
    .option('--property <name>', 'what breaks this alone: an invariant, deadlock or hang')
    .option('--known <path>', 'scenarios, or a folder of them: what goes wrong in one of them is told as known; may be given several times', repeated)
    .option('--unlike [version]', 'tell only what goes right on this version without overlays; without a version: what can end otherwise with the overlays than without')
    .option('--processes <number>', 'up to so many processes', count, HUNT.processes)
    .option('--max-calls <number>', 'up to so many calls together', count, HUNT.maxCalls)
    .option('--max-seconds <number>', 'end after so long', positive, HUNT.maxSeconds)
    .option('--max-states <number>', 'give a scenario up after so many states', positive, HUNT.maxStates)
    .option('--findings <number>', 'end after so many findings', count)
    .option('--workers <number>', 'at most so many searches at the same time (default: one a core that there is memory for)', count)
    .option('--journal <file>', 'write there what was tried; if it is there, go on where that hunt was stopped')
    .option('--out <folder>', 'write each finding to a file there, instead of the standard output')
    .option('--json', 'one JSON document')
    .action(async (options: HuntOptions) => {
      const { hunt } = await import('./hunt/hunt');
      finish(await hunt(options, environment));
    });
  program.command('bisect').description('the change of Linux that turns the verdict of a scenario between two kernel versions: each is tried alone')
    .argument('<file>', 'a scenario (.daxscn), or -: on the standard input')
    .argument('<version>', 'a kernel version, good or bad …')
    .argument('<version>', '… and one of the other kind')
    .option('--property <name>', 'what goes wrong on one of them alone: an invariant, deadlock, hang or livelock (default: what is found)')
    .option(...overlay)
    .option('--max-sets <number>', 'give up after so many sets of changes', count, BISECT.maxSets)
    .option('--max-states <number>', 'give a search up after so many states', positive)
    .option('--max-seconds <number>', 'give a search up after so long', positive)
    .option('--max-memory <MiB>', 'give a search up when its set of states takes so much', positive, BISECT.maxMemory)
    .option('--json', 'one JSON document')
    .action(async (file: string, one: string, other: string, options: BisectOptions) => {
      const { bisect } = await import('./bisect/bisect');
      finish(await bisect(file, [one, other], options, environment));
    });
  program.command('import').description('the call stacks of a bug report as a scenario: how can these tasks have come to stand there? Of a recording: what it has of the model')
    .argument('<report>', 'stacks of the hung-task detector or SysRq-w, of /proc/PID/stack, or of crash; a recording of ftrace, trace-cmd or perf; -: on the standard input')
    .option('--kernel <version>', 'the kernel version (default: what the report says)')
    .option(...overlay)
    .option('--task <name>', 'this task alone, by name or process id; may be given several times', repeated)
    .option('--file-system <name>', 'on which file system, if the stacks do not tell', IMPORT.fileSystem)
    .option('--max-seconds <number>', 'give up after so long', positive, IMPORT.maxSeconds)
    .option('--max-states <number>', 'give a search up after so many states', positive, IMPORT.maxStates)
    .option('--out <file>', 'write the scenario there, instead of the standard output')
    .action(async (report: string, options: ImportOptions) => {
      const { importReport } = await import('./import/import');
      finish(importReport(report, options, environment));
    });
  program.command('record').description('how to record, on a real kernel, what the model has')
    .option('--script', 'print a shell script for root that sets ftrace up for these functions, and undoes it')
    .option('--kernel <version>', 'the functions of this kernel version (default: the latest)')
    .action(async (options: RecordOptions) => {
      const { record } = await import('./record/record');
      finish(record(options, environment));
    });
  program.command('compare').description('two executions side by side: on two kernels, along two schedules, or a counterexample and the nearest run that goes right; a recording of a real kernel beside a scenario')
    .argument('<file>', 'a scenario (.daxscn), or -: on the standard input; or a recording of ftrace, trace-cmd or perf, or -: how far can the model do what was recorded?')
    .argument('[scenario]', 'the scenario to hold it against')
    .option('--kernel <version>', 'the kernel version, such as v4.17; twice: of the left side and of the right one (default for a recording: what it says)', repeated)
    .option('--schedule <schedule>', 'as for run; twice: of the left side and of the right one, which without one follows the left side', repeated)
    .option('--overlay <file>', 'a patch of the model kernel (.daxk) for the right side; may be given several times, later ones win', repeated)
    .option('--task <task>', 'TASK=PROCESS: the task of the recording, by name or process id, that is a process of the scenario (default: of that name); may be given several times', repeated)
    .option('--max-states <number>', 'give a recording up after so many states', positive)
    .option('--coverage', 'tell which lines and branches of the model kernel a recording reaches')
    .option('--lcov <file>', 'write that to a file which editors and genhtml show')
    .option('--json', 'one JSON document')
    .action(async (first: string, second: string | undefined, options: CompareOptions & CompareRecordingOptions) => {
      if (second === undefined) {
        const alone = (['task', 'maxStates', 'coverage', 'lcov'] as const).find((name) => options[name] !== undefined);
        if (alone !== undefined) throw new InputError(`daxscn: error: \`--${alone === 'maxStates' ? 'max-states' : alone}\` is about a recording: \`daxscn compare RECORDING ${first}\``);
        const { compare } = await import('./compare/compare');
        finish(await compare(first, options, environment));
        return;
      }
      const { compareWithRecording } = await import('./compare/compare-recording');
      finish(compareWithRecording(first, second, options, environment));
    });
  program.command('export').description('a scenario in another tool\'s form, on the standard output')
    .argument('<file>', 'a scenario (.daxscn), or -: on the standard input')
    .requiredOption('--to <form>', 'html: a page that executes the scenario; svg: a picture of an execution; itf: its states, for Apalache and Quint; mermaid: a sequence diagram; dot: all states, for Graphviz; promela: a model for Spin')
    .option('--kernel <version>', 'the kernel version, such as v4.17')
    .option('--schedule <schedule>', 'html, svg, itf, mermaid: of these events, as for run; without it, of what check finds')
    .option('--theme <theme>', 'svg: light (default) or dark')
    .option('--max-states <number>', 'dot: refuse a graph with more states (default: 500)', positive)
    .option(...overlay)
    .action(async (file: string, options: ExportOptions) => {
      const { exportScenario } = await import('./export/export');
      finish(await exportScenario(file, options, environment));
    });
  program.command('kernels').description('the kernel versions modelled and what differs')
    .argument('[from]', 'only what differs between this version …')
    .argument('[to]', '… and this one (default: the latest)')
    .option('--json', 'one JSON document')
    .option(...overlay)
    .action(async (from: string | undefined, to: string | undefined, options: KernelsOptions) => {
      finish(await kernels({ ...options, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, environment));
    });
  program.command('dap').description('the debug adapter, on standard input and output or on a port')
    .option('--port <number>', 'listen on this port of the local host', portNumber)
    .action(async ({ port }: { port?: number }) => {
      const { dap } = await import('./servers/dap');
      finish(await dap(port, environment));
    });
  program.command('lsp').description('the language server, on standard input and output')
    .action(async () => {
      const { lsp } = await import('./servers/lsp');
      finish(await lsp(environment));
    });
  return program;
}

/** Of an option that may be given several times. */
function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Of `run`, `check` and `export`. */
const overlay = ['--overlay <file>', 'a patch of the model kernel (.daxk); may be given several times, later ones win', repeated] as const;

function names(text: string): string[] {
  return text.split(',').map((name) => name.trim()).filter((name) => name !== '');
}

function natural(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0.');
  return Number(text);
}

function portNumber(text: string): number {
  const port = natural(text);
  if (port > 65_535) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return port;
}

function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return value;
}

function count(text: string): number {
  const number = natural(text);
  if (number === 0) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}
