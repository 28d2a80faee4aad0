// Spin on an exported model: the verifier is generated, compiled and run over every interleaving.
import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

function isThere(name: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A verifier is compiled once and run for a moment: tcc needs a fiftieth of gcc's time. */
const compiler = isThere('tcc') ? 'tcc' : 'gcc';

/** What is needed and not there. */
export const missingPrograms: readonly string[] = ['spin', compiler].filter((name) => !isThere(name));

export interface SpinResult {
  readonly states: number;
  readonly transitions: number;
  /** The properties reported as violated, `invalid end state`, and whatever else is an error, in alphabetical order. */
  readonly found: readonly string[];
}

/** Compiling takes longer than running, so without optimisation. `-DNOREDUCE`: no partial-order reduction. A state may have more than the 1,024 bytes that pan allows by itself. */
const FLAGS = ['-O0', '-w', '-DSAFETY', '-DNOREDUCE', '-DNOFAIR', '-DVECTORSZ=4096'];
/** Go on after errors; 20,000 deep; a small hash table, which grows. */
const OPTIONS = ['-c0', '-m20000', '-w18'];

/** The whole graph, unreduced. */
export async function verify(model: string, { defines = [], spin = [] }: { defines?: readonly string[]; spin?: readonly string[] } = {}): Promise<SpinResult> {
  const cwd = await mkdtemp(join(tmpdir(), 'daxscn-spin-'));
  try {
    await writeFile(join(cwd, 'model.pml'), model);
    // Spin leaves out of the state what is written and never read; `-o2` keeps it.
    await execute('spin', ['-a', '-o2', ...spin, 'model.pml'], { cwd });
    await execute(compiler, [...FLAGS, ...defines, '-o', 'pan', 'pan.c'], { cwd });
    const { stdout } = await execute(join(cwd, 'pan'), OPTIONS, { cwd, maxBuffer: 2 ** 28 });
    return read(stdout);
  } finally {
    await rm(cwd, { recursive: true });
  }
}

/** Reads the verifier's report. */
function read(report: string): SpinResult {
  const number = (pattern: RegExp): number => Number(pattern.exec(report)?.[1] ?? NaN);
  const found = [...report.matchAll(/^pan:\d+: (?:assertion violated )?(.*?) \(at depth \d+\)$/gm)].map(([, what]) => what!);
  if (/max search depth too small/.test(report)) found.push('max search depth too small');
  return {
    states: number(/^\s*(\d+) states, stored/m),
    transitions: number(/^\s*(\d+) transitions/m),
    found: [...new Set(found)].sort(),
  };
}
