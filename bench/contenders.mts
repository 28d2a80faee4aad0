// Who takes part. A contender is a command that explores the whole graph of a scenario and says how large it is.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';

export interface Measure {
  readonly states: number;
  readonly transitions: number;
  /** For the set of states, parents included. */
  readonly bytes: number;
  /** CPU of the search alone. */
  readonly searchSeconds: number;
}

export interface Contender {
  readonly name: string;
  /** Undefined where the contender is not installed. */
  prepare(scenario: string): Promise<readonly string[] | undefined>;
  read(output: string): Measure;
}

const folder = join(root, '.cache', 'bench');

/** Spin on the exported model will be the next one. */
export const contenders: readonly Contender[] = [explorer('daxscn'), explorer('reduced', 'reduced')];

function explorer(name: string, ...mode: readonly string[]): Contender {
  return {
    name,
    async prepare(scenario) {
      await mkdir(folder, { recursive: true });
      const outfile = join(folder, 'explorer.cjs');
      await build({
        absWorkingDir: root, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning',
        entryPoints: ['bench/explorer.ts'], outfile,
      });
      return [process.execPath, outfile, join(root, 'src', 'kernel'), scenario, ...mode];
    },
    read: (output) => JSON.parse(output) as Measure,
  };
}
