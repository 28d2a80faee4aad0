// `npm run bench -- museum [cli.js]`: CPU of `check --kernel all` over the museum, from the start of the process, and how many searches of a scenario on a version that is a
// second. With the command line of an older build, both check that build's museum; what only one of them knows is said.
import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import process from 'node:process';
import { root } from '../scripts/vscode/paths.mts';
import { timed } from './cpu.mts';

/** As expected, not as expected, a scenario is refused, unknown: two builds need not find the same, nor know the same functions. */
const STATUSES = [0, 1, 2, 3];

interface Run {
  readonly seconds: number;
  /** The scenario and the version of each. */
  readonly searches: ReadonlySet<string>;
}

export function compareMuseum(older: string | undefined): void {
  const builds = [join(root, 'dist', 'cli.js'), ...(older === undefined ? [] : [resolve(older)])];
  const folder = join(dirname(builds.at(-1)!), '..', 'examples', 'museum');
  process.stdout.write(`${folder}\n${'build'.padEnd(40)} searches     CPU s  searches/CPU s\n`);
  const runs = builds.map((cli) => {
    const found = run(cli, folder);
    const { seconds, searches: { size } } = found;
    process.stdout.write(`${relative('.', cli).slice(-40).padEnd(40)} ${String(size).padStart(8)} ${seconds.toFixed(1).padStart(9)} ${(size / seconds).toFixed(1).padStart(15)}\n`);
    return found;
  });
  const [ours, theirs] = runs;
  if (!ours || !theirs) return;
  const rate = ({ searches, seconds }: Run): number => searches.size / seconds;
  process.stdout.write(`${(rate(ours) / rate(theirs)).toFixed(2)} times as many searches a CPU second\n`);
  for (const [one, other, name] of [[ours, theirs, 'this build'], [theirs, ours, 'the older one']] as const) {
    const alone = new Set([...one.searches].filter((search) => !other.searches.has(search)).map((search) => search.split(' ')[0]!));
    if (alone.size > 0) process.stdout.write(`only ${name} has searched all of ${[...alone].join(', ')}\n`);
  }
}

function run(cli: string, folder: string): Run {
  const files = readdirSync(folder).filter((name) => name.endsWith('.daxscn')).map((name) => join(folder, name));
  const { output, seconds } = timed([process.execPath, cli, 'check', '--kernel', 'all', '--json', ...files], STATUSES);
  const { results } = JSON.parse(output) as { readonly results: readonly { readonly file: string; readonly kernel: string }[] };
  return { seconds, searches: new Set(results.map(({ file, kernel }) => `${relative(folder, file)} ${kernel}`)) };
}
