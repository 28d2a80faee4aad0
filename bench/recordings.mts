// `npm run bench -- recordings [lines]`: reads a recording of function_graph with 10^6 lines (or as many as asked for), beside perl with one regular expression. Fails if it takes more memory than
// 300 MiB, or is not 1.5 times as fast.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { build } from 'esbuild';
import { root } from '../scripts/vscode/paths.mts';

const MOST_MEGABYTES = 300;
const LEAST_RATIO = 1.5;
const ROUNDS = 3;

/** What perl looks for: time, CPU, task, pid, duration and function. */
const PERL = String.raw`$n++ if /^\s*(\d+\.\d+) \|\s+(\d+)\)\s+(\S.*?)-(\d+)\s+\|\s*(?:[+!#*@$]?\s*([\d.]+) us\s*)?\|\s+(?:(\w[\w.]*)(?: \[\w+\])?\((.*?)\)(?:;| \{)|\}|\/\*)/; END { print $n }`;

export async function readRecordings(lines = 1_000_000): Promise<void> {
  const folder = join(root, '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  const [recording, script] = [join(folder, 'recording.txt'), join(folder, 'recordings.mjs')];
  writeRecording(recording, lines);
  await build({ entryPoints: [join(root, 'bench', 'recordings.ts')], outfile: script, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' });
  const ours: number[] = [];
  const perls: number[] = [];
  let megabytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const perl = run('perl', ['-ne', PERL, recording]);
    if (Number(perl.output) < lines * 0.9) throw new Error(`perl has found only ${perl.output}`);
    perls.push(perl.seconds);
    const { output, seconds } = run(process.execPath, [script, recording]);
    const told = JSON.parse(output) as { lines: number; strange: number; megabytes: number };
    if (told.strange > 0 || told.lines < lines) throw new Error(output);
    // The whole process, as of perl.
    ours.push(seconds);
    megabytes = Math.max(megabytes, told.megabytes);
  }
  rmSync(recording);
  const [our, perl] = [median(ours), median(perls)];
  const say = (name: string, seconds: number): string => `${name.padEnd(8)} ${seconds.toFixed(2).padStart(7)} s ${Math.round(lines / seconds).toLocaleString('en-US').padStart(12)} lines/s`;
  process.stdout.write(`${say('daxscn', our)}  ${megabytes.toFixed(0)} MiB\n${say('perl', perl)}\n${(perl / our).toFixed(2)} times as fast\n`);
  if (megabytes > MOST_MEGABYTES || perl / our < LEAST_RATIO) process.exitCode = 1;
}

function run(command: string, args: readonly string[]): { output: string; seconds: number } {
  const began = performance.now();
  const { stdout, status } = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${command} failed`);
  return { output: stdout, seconds: (performance.now() - began) / 1000 };
}

/** Of two CPUs and six tasks: calls in calls, events between, and now and then a switch. */
function writeRecording(path: string, lines: number): void {
  const file = openSync(path, 'w');
  let text = '# tracer: function_graph\n';
  for (let line = 0, time = 100_000_000; line < lines; time += 7) {
    const cpu = line % 2;
    const at = `${(time / 1e6).toFixed(6).padStart(12)} |   ${cpu})   lab${'ABCDEF'[(line >> 9) % 6]}-${279 + ((line >> 9) % 6)}    |`;
    const body = [
      `${at}               |  dax_layout_busy_page_range(mapping=0xff11000108432968, start=0, end=9223372036854775807) {`, `${at}   2.708 us    |    xfs_ilock [xfs](ip=0xff110001006c6940, lock_flags=0x4);`,
      `${at}               |    unmap_mapping_pages() {`, `${at} + 15.110 us   |      zap_page_range_single();`, `${at} ! 110.840 us  |    }`,
      `${at}               |    /* sched_waking: comm=labA pid=326 prio=120 target_cpu=001 */`, `${at}   1.204 us    |    xfs_iunlock [xfs](ip=0xff110001006c6940, lock_flags=0x4);`, `${at} # 1067.002 us |  }`,
    ];
    text += `${body.join('\n')}\n`;
    line += body.length;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
