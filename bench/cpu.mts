// The processor time of a whole process and of those that it starts.
import { spawnSync } from 'node:child_process';

/** What a command prints, and its CPU seconds: the shell's `times` says what its children took. `allowed`: the exit statuses that are no failure. */
export function timed(command: readonly string[], allowed: readonly number[] = [0]): { output: string; seconds: number } {
  const script = '"$@"; status=$?; echo; times; exit $status';
  const { stdout, status } = spawnSync('sh', ['-c', script, 'sh', ...command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 30 });
  if (status === null || !allowed.includes(status)) throw new Error(`${command.join(' ')} failed`);
  const lines = stdout.trimEnd().split('\n');
  const seconds = [...lines.pop()!.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, rest]) => sum + 60 * Number(minutes) + Number(rest), 0);
  return { output: lines.slice(0, -1).join('\n'), seconds };
}
