// `npm run bench [rounds]`: every contender on every scenario, in turn, several rounds. Medians, because machines are noisy.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { root } from '../scripts/vscode/paths.mts';
import { contenders, type Measure } from './contenders.mts';

const rounds = Number(process.argv[2] ?? 3);
const scenarios = readdirSync(join(root, 'bench', 'scenarios')).sort().map((name) => join(root, 'bench', 'scenarios', name));

process.stdout.write('scenario                        contender     states  transitions  search s  process s  states/s  bytes/state\n');
for (const scenario of scenarios) {
  const runs = new Map<string, { measure: Measure; seconds: number }[]>();
  for (let round = 0; round < rounds; round++) {
    for (const contender of contenders) {
      const command = await contender.prepare(scenario);
      if (!command) continue;
      const { output, seconds } = timed(command);
      runs.set(contender.name, [...runs.get(contender.name) ?? [], { measure: contender.read(output), seconds }]);
    }
  }
  for (const [name, results] of runs) print(basename(scenario, '.daxscn'), name, results);
}

/** CPU seconds of the whole process: the shell's `times` says what its children took. */
function timed(command: readonly string[]): { output: string; seconds: number } {
  const { stdout, status } = spawnSync('sh', ['-c', '"$@" || exit; echo; times', 'sh', ...command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${command.join(' ')} failed`);
  const lines = stdout.trimEnd().split('\n');
  const seconds = [...lines.pop()!.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0);
  return { output: lines.slice(0, -1).join('\n'), seconds };
}

function print(scenario: string, contender: string, results: readonly { measure: Measure; seconds: number }[]): void {
  const { states, transitions, bytes } = results[0]!.measure;
  if (results.some(({ measure }) => measure.states !== states)) throw new Error(`${contender} does not find the same states each time`);
  const search = median(results.map(({ measure }) => measure.searchSeconds));
  const columns = [
    scenario.padEnd(30), contender.padEnd(9), states.toLocaleString('en-US').padStart(10), transitions.toLocaleString('en-US').padStart(12),
    search.toFixed(2).padStart(9), median(results.map(({ seconds }) => seconds)).toFixed(2).padStart(10),
    Math.round(states / search).toLocaleString('en-US').padStart(9), (bytes / states).toFixed(0).padStart(12),
  ];
  process.stdout.write(`${columns.join(' ')}\n`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
