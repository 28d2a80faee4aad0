// What the last chance and the nearest passing run cost beside the search that found what went wrong, in processor time: for every
// `expect` of the scenarios that says that something goes wrong. passing.mts runs it.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { compile } from '../src/compiler/compile';
import { exploreAll } from '../src/explorer/explore';
import { PassingSearch } from '../src/explorer/passing/passing-search';
import { formatVersion } from '../src/language/versions';
import { isFault } from '../src/explorer/verdict-words';
import { checkKernel, checkScenario } from '../src/language/check';
import { readKernelSources } from '../src/node/kernel-files';
import { replay } from '../src/machine/schedule/replay';

/** Milliseconds of this process. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed<Value>(work: () => Value): [Value, number] {
  const begin = processor();
  return [work(), processor() - begin];
}

export default function measure(kernelFolder: string, files: readonly string[]): void {
  const { tree: kernel } = checkKernel(readKernelSources(kernelFolder));
  if (!kernel) throw new Error('the model kernel is not right');
  const total = { search: 0, passing: 0 };
  let longest = 0;
  process.stdout.write('scenario                                 kernel  verdict     states  search ms  passing ms  ratio  moved\n');
  for (const file of files) {
    const { tree } = checkScenario(file, readFileSync(file, 'utf8'), kernel);
    if (!tree) throw new Error(`${file} is not right`);
    for (const expect of tree.expects.filter(({ verdict }) => isFault(verdict))) {
      const compiled = compile(kernel, tree, expect.version);
      if ('errors' in compiled) throw new Error(compiled.errors[0]!.message);
      const { program } = compiled;
      const [{ schedule, states, verdict }, search] = timed(() => exploreAll(program, { until: expect, reduction: true, symmetry: true }));
      if (schedule === null) continue;
      const { execution } = replay(program, schedule);
      const [{ moved }, passing] = timed(() => new PassingSearch(program).answer(execution, { states, isLivelock: verdict === 'livelock' }));
      total.search += search;
      total.passing += passing;
      longest = Math.max(longest, passing);
      const columns = [
        basename(file, '.daxscn').padEnd(40), formatVersion(expect.version).padEnd(7), verdict.padEnd(9), String(states).padStart(8),
        search.toFixed(1).padStart(10), passing.toFixed(1).padStart(11), (passing / search).toFixed(2).padStart(6), String(moved.length).padStart(6),
      ];
      process.stdout.write(`${columns.join(' ')}\n`);
    }
  }
  process.stdout.write(`in all: ${total.search.toFixed(0)} ms of search, ${total.passing.toFixed(0)} ms for the other half: ${(total.passing / total.search).toFixed(2)}; the longest ${longest.toFixed(0)} ms\n`);
}
