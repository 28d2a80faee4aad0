// `npm run bench -- [rounds] [scenario …]`: every contender on every scenario (or those named), in turn, several rounds.
// Medians, because machines are noisy. `npm run bench -- museum [cli.js]` is the museum on every version, `npm run bench -- recordings [lines]` a long recording.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../scripts/vscode/paths.mts';
import { timed } from './cpu.mts';
import { contenders, type Contender, type Measure } from './contenders.mts';
import { compareMuseum } from './museum.mts';
import { readRecordings } from './recordings.mts';

interface Run {
  readonly measure: Measure;
  /** CPU of the whole process. */
  readonly seconds: number;
}

const folder = join(root, 'bench', 'scenarios');
const known = readdirSync(folder).sort().map((name) => name.replace(/\.daxscn$/, ''));
const args = process.argv.slice(2);
const rounds = Number(args.find((arg) => /^\d+$/.test(arg)) ?? 3);
const named = args.filter((arg) => !/^\d+$/.test(arg));
const unknown = named.find((name) => !known.includes(name));

if (args[0] === 'museum') {
  compareMuseum(args[1]);
} else if (args[0] === 'recordings') {
  await readRecordings(args[1] === undefined ? undefined : Number(args[1]));
} else if (unknown !== undefined || rounds < 1) {
  process.stderr.write(`usage: npm run bench -- [rounds] [scenario …], npm run bench -- museum [cli.js of an older build], or npm run bench -- recordings [lines]\nscenarios: ${known.join(', ')}\n`);
  process.exitCode = 2;
} else {
  process.stdout.write('scenario                       contender       states  transitions  search s  process s  states/s  bytes/state  daxscn takes\n');
  for (const scenario of named.length > 0 ? named : known) await compare(scenario);
}

async function compare(scenario: string): Promise<void> {
  const ready: { contender: Contender; command: readonly string[]; runs: Run[] }[] = [];
  for (const contender of contenders) {
    const command = await contender.prepare(join(folder, `${scenario}.daxscn`));
    if (command) ready.push({ contender, command, runs: [] });
    else process.stderr.write(`${contender.name} is not installed and does not take part\n`);
  }
  for (let round = 0; round < rounds; round++) {
    for (const { contender, command, runs } of ready) {
      const { output, seconds } = timed(command);
      runs.push({ measure: contender.read(output), seconds });
    }
  }
  const ours = median(ready[0]!.runs.map(({ seconds }) => seconds));
  for (const { contender, runs } of ready) print(scenario, contender.name, runs, ours);
  // Whoever leaves nothing out finds the same graph.
  const graphs = ready.filter(({ contender }) => !contender.reduced).flatMap(({ runs }) => runs.map(({ measure }) => `${measure.states}/${measure.transitions}`));
  if (new Set(graphs).size > 1) throw new Error(`${scenario}: the contenders do not find the same graph: ${graphs.join(', ')}`);
}

/** `ours`: CPU seconds of daxscn, for the ratio. */
function print(scenario: string, contender: string, runs: readonly Run[], ours: number): void {
  const { states, transitions, bytes } = runs[0]!.measure;
  const seconds = median(runs.map((run) => run.seconds));
  const search = median(runs.map(({ measure }) => measure.searchSeconds ?? NaN));
  const columns = [
    scenario.padEnd(30), contender.padEnd(11), states.toLocaleString('en-US').padStart(10), transitions.toLocaleString('en-US').padStart(12),
    (Number.isNaN(search) ? '' : search.toFixed(2)).padStart(9), seconds.toFixed(2).padStart(10),
    Math.round(states / (Number.isNaN(search) ? seconds : search)).toLocaleString('en-US').padStart(9), (bytes / states).toFixed(0).padStart(12),
    `${(ours / seconds).toFixed(2)} x`.padStart(13),
  ];
  process.stdout.write(`${columns.join(' ')}\n`);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
