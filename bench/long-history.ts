// A debug session with a history of a million events: what a jump and a step cost there, and what an event costs in memory.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { readKernelSources } from '../scripts/read-kernel';
import { checkKernel } from '../src/language/check';
import { DaxscnDebugSession } from '../src/debugger/session';
import { Client, inline } from '../test/debugger/support/wire';

const EVENTS = Number(process.argv[2] ?? 1_000_000);
const scenario = `
scenario "a long history"
kernel v6.18
device pmem0 { blocks = 4 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 2 }
process reader { buf = mmap(victim, 0, 2); while (true) { read_direct(nvme0, buf[0 .. 1]); } }
process truncator { while (true) { ftruncate(victim, 0); fallocate(victim, 0, 2); } }
`;

export default async function measure(kernelFolder: string): Promise<void> {
  const { tree } = checkKernel(readKernelSources(kernelFolder));
  const client = new Client(inline(new DaxscnDebugSession({
    readFile: async () => scenario, kernelTree: () => tree, kernelSourcePath: () => undefined,
  })));
  const moving = async (command: string, args: object = { threadId: 1 }): Promise<void> => {
    await client.request(command, args);
    await client.waitFor('stopped');
  };
  const looking = async (): Promise<void> => {
    await client.request('threads');
    const { stackFrames } = await client.request<{ stackFrames: { id: number }[] }>('stackTrace', { threadId: 1 });
    const { scopes } = await client.request<{ scopes: { variablesReference: number }[] }>('scopes', { frameId: stackFrames[0]!.id });
    for (const { variablesReference } of scopes) await client.request('variables', { variablesReference });
  };
  const position = async (): Promise<number> => (await client.request<{ position: number }>('daxscn/schedule')).position;

  await client.request('initialize', { adapterID: 'daxscn' });
  await client.request('launch', { program: 'long.daxscn', stopOnEntry: true });
  await client.request('setExceptionBreakpoints', { filters: [] });
  await moving('configurationDone', {});
  await looking();
  const begin = performance.now();
  while ((await position()) < EVENTS) await moving('continue');
  const seconds = (performance.now() - begin) / 1000;
  say('continue, events a second', [await position() / seconds], undefined);
  say('all memory, bytes an event', [memory() / await position()], 200);

  const spread = Array.from({ length: 100 }, (_, index) => (index * 7919 * 997) % EVENTS);
  say('any position, ms', await timed(spread, (at) => moving('daxscn/goto', { position: at })), 50);
  say('looking around there, ms', await timed(spread, async (at) => { await moving('daxscn/goto', { position: at }); }, looking), 50);
  say('step back, ms', await timed(spread, (at) => moving('daxscn/goto', { position: at }), () => moving('stepBack')), 10);
  const asking = async (expression: string): Promise<void> => { await client.ask('evaluate', { expression, context: 'watch' }); };
  await moving('daxscn/goto', { position: EVENTS });
  say('when did it change, asked first, ms', await timed([0], async () => {}, () => asking('when(victim.i_nlink changed)')), undefined);
  say('when did it change, asked again, ms', await timed(spread, (at) => moving('daxscn/goto', { position: at }), () => asking('when(victim.i_nlink changed)')), 50);
  say('when did it change lately, ms', await timed(spread, (at) => moving('daxscn/goto', { position: at }), () => asking('when(owner(block 0) changed)')), 50);
  let threadId = 1;
  const undoOne = async (at: number): Promise<void> => {
    await moving('daxscn/goto', { position: at + 1 });
    await client.request('stepBack', { threadId });
    ({ threadId } = (await client.waitFor('stopped')).body as { threadId: number });
  };
  say('step into, ms', await timed(spread, undoOne, () => moving('stepIn', { threadId })), 10);
  await moving('daxscn/goto', { position: EVENTS });
  await client.request('setFunctionBreakpoints', { breakpoints: [{ name: 'dax_layout_busy_page', hitCondition: '2' }] });
  say('reverse over everything, ms', await timed([0], async () => {}, () => moving('reverseContinue')), undefined);
  await undoOne(EVENTS - 1000);
  say('step over, leaving a fork, ms', await timed([0], async () => {}, () => moving('next', { threadId })), 10);
}

/** How long it takes for each value, in milliseconds, after what prepares it. */
async function timed(values: readonly number[], prepare: (value: number) => Promise<void>, action?: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (const value of values) {
    if (action) await prepare(value);
    const begin = performance.now();
    await (action ? action() : prepare(value));
    times.push(performance.now() - begin);
  }
  return times;
}

function memory(): number {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** The limit is for 95 of 100: the machine may have other things to do meanwhile. The worst is shown beside it. */
function say(what: string, values: readonly number[], limit: number | undefined): void {
  const sorted = values.toSorted((a, b) => a - b);
  const [usual, worst] = [sorted[Math.floor(sorted.length * 0.95)]!, sorted.at(-1)!];
  const isOver = limit !== undefined && usual > limit;
  const number = (value: number): string => value.toFixed(value < 100 ? 2 : 0);
  const columns = [what.padEnd(34), number(usual).padStart(10), worst > usual ? `  (worst ${number(worst)})` : '', limit === undefined ? '' : `  limit ${limit}`];
  process.stdout.write(`${columns.join('')}${isOver ? '  OVER' : ''}\n`);
  if (isOver) process.exitCode = 1;
}
