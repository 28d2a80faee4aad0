// Who takes part. A contender is a command that explores the whole graph of a scenario and says how large it is.
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';

export interface Measure {
  readonly states: number;
  readonly transitions: number;
  /** For the set of states, parents included. */
  readonly bytes: number;
  /** CPU of the search alone. */
  readonly searchSeconds?: number;
}

export interface Contender {
  readonly name: string;
  /** Leaves out orders of events: finds fewer states than the others. */
  readonly reduced?: true;
  /** Undefined where the contender is not installed. Not measured; done once for a scenario. */
  prepare(scenario: string): Promise<readonly string[] | undefined>;
  read(output: string): Measure;
}

const folder = join(root, '.cache', 'bench');

/** One of the programs beside this file, as one script that Node runs on the packaged model kernel and a scenario. */
async function script(name: string, scenario: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${name}.cjs`);
  await build({
    absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning',
    entryPoints: [`bench/${name}.ts`], outfile,
  });
  return [process.execPath, outfile, join(root, 'dist', 'kernel.jsonl'), scenario];
}

function explorer(name: string, mode?: 'less'): Contender {
  return {
    name,
    ...(mode && { reduced: true }),
    prepare: async (scenario) => [...await script('explorer', scenario), ...(mode ? [mode] : [])],
    read: (output) => JSON.parse(output) as Measure,
  };
}

/** Spin's verifier of the exported model: depth-first, plain hashing, all memory it likes. */
function pan(name: string, flags: readonly string[], reduced?: true): Contender {
  return {
    name,
    ...(reduced && { reduced }),
    async prepare(scenario) {
      if (!isInstalled('spin') || !isInstalled('gcc')) return undefined;
      const [node, ...args] = await script('model', scenario);
      const cwd = join(folder, `${basename(scenario, '.daxscn')} ${name}`);
      await mkdir(cwd, { recursive: true });
      await writeFile(join(cwd, 'model.pml'), execFileSync(node!, args, { maxBuffer: 2 ** 28 }));
      execFileSync('spin', ['-a', 'model.pml'], { cwd });
      execFileSync('gcc', ['-O2', '-w', '-DSAFETY', ...flags, '-o', 'pan', 'pan.c'], { cwd });
      // All errors, so that a model with some is searched to its end too.
      return [join(cwd, 'pan'), '-c0', '-m1000000', '-w24'];
    },
    read(output) {
      const number = (pattern: RegExp): number => Number(pattern.exec(output)?.[1] ?? NaN);
      if (/max search depth too small/.test(output)) throw new Error(`${name}: the search is not deep enough`);
      const properties = [...output.matchAll(/assertion violated (?!- )\w/g)].length;
      // It counts the initial state, and each report of a property, as a transition.
      return {
        states: number(/(\S+) states, stored/), transitions: number(/(\S+) transitions/) - 1 - properties,
        bytes: number(/(\S+)\s+actual memory usage for states/) * 2 ** 20,
      };
    },
  };
}

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export const contenders: readonly Contender[] = [
  explorer('daxscn'),
  explorer('daxscn less', 'less'),
  pan('pan', ['-DNOREDUCE']),
  pan('pan reduced', [], true),
];
