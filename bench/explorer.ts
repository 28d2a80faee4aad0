// One search by this explorer, for run.mts: the whole graph of one scenario, or as much of it as reduction and symmetry leave
// (`less`), as one line of JSON.
import process from 'node:process';
import { Search } from '../src/explorer/search/search';
import { load } from './load';

const { program } = load();
const before = process.cpuUsage();
const search = new Search(program, process.argv[4] === 'less' ? { reduction: true, symmetry: true } : {});
while (!search.isDone) search.expand();
const { user, system } = process.cpuUsage(before);
const { size: states, bytes } = search.visited;
process.stdout.write(JSON.stringify({ states, transitions: search.transitions, bytes, searchSeconds: (user + system) / 1e6 }));
