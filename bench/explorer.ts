// One search by this explorer, for run.mts: the whole graph of one scenario, or as much of it as `reduced` leaves, as one
// line of JSON.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { compile } from '../src/compiler/compile';
import { Search } from '../src/explorer/search';
import { checkKernel, checkScenario } from '../src/language/check';
import { readKernelSources } from '../scripts/read-kernel';

const [kernelFolder, file, mode] = process.argv.slice(2) as [string, string, string | undefined];
const kernel = checkKernel(readKernelSources(kernelFolder)).tree;
const { tree } = checkScenario(file, readFileSync(file, 'utf8'), kernel);
if (!tree) throw new Error(`${file} is not right`);
const compiled = compile(kernel, tree);
if ('errors' in compiled) throw new Error(compiled.errors[0]!.message);

const before = process.cpuUsage();
const search = new Search(compiled.program, mode === 'reduced');
while (!search.isDone) search.expand();
const { user, system } = process.cpuUsage(before);
const { size: states, bytes } = search.visited;
process.stdout.write(JSON.stringify({ states, transitions: search.transitions, bytes, searchSeconds: (user + system) / 1e6 }));
