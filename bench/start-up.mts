// `node bench/start-up.mts [rounds] [node]`: how long the built command line takes from the start of its process to the end, on the
// Node that runs this or another. Every row is a whole process that does what the row above does, and more. The rows take turns.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../scripts/vscode/paths.mts';

const [rounds = '11', node = process.execPath] = process.argv.slice(2);
const cli = join(root, 'dist', 'cli.js');
const example = [join(root, 'examples', '01-truncate-vs-direct-read.daxscn'), '--kernel', 'v4.17'];

interface Row {
  /** What comes with this row. */
  readonly name: string;
  readonly command: readonly string[];
  readonly times: Time[];
}

/** Milliseconds. CPU time is that of all threads: V8 compiles and collects garbage beside the program. */
interface Time {
  readonly cpu: number;
  readonly wall: number;
}

const rows: readonly Row[] = [
  { name: 'Node itself', command: ['--eval', '0'], times: [] },
  { name: '+ loading, the kernel model', command: [cli, 'kernels'], times: [] },
  { name: '+ parser, compiler, an event', command: [cli, 'run', ...example, '--schedule', 'a1'], times: [] },
  { name: '+ search, explanation, lanes', command: [cli, 'check', ...example], times: [] },
];

for (let round = 0; round < Number(rounds); round++) for (const { command, times } of rows) times.push(timed(command));

process.stdout.write(`${`${node}, ${rounds} rounds`.slice(-30).padEnd(30)}   CPU ms    more wall ms\n`);
let before = 0;
for (const { name, times } of rows) {
  const cpu = median(times.map((time) => time.cpu));
  const columns = [cpu, cpu - before, median(times.map(({ wall }) => wall))].map((value) => value.toFixed(0).padStart(8));
  process.stdout.write(`${name.padEnd(30)} ${columns.join('')}\n`);
  before = cpu;
}

/** One run; `time` of bash knows milliseconds. */
function timed(command: readonly string[]): Time {
  const script = 'TIMEFORMAT="%U %S %R"; time "$@" >/dev/null 2>&1 || true';
  const { stderr } = spawnSync('bash', ['-c', script, 'bash', node, ...command], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  const [user, system, wall] = stderr.trim().split(' ').map((seconds) => Number(seconds) * 1000);
  if (user === undefined || system === undefined || wall === undefined) throw new Error(`no times from bash: ${stderr}`);
  return { cpu: user + system, wall };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
