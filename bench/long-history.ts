// A debug session with a history of a million events: what a jump and a step cost there, and what an event costs in memory.
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { readKernelSources } from '../src/node/kernel-files';
import { checkKernel } from '../src/language/check';
import type { KernelTree } from '../src/language/tree';
import { PassingSearch } from '../src/explorer/passing/passing-search';
import { DaxscnDebugAdapter } from '../src/debugger/debug-adapter';
import { Client, inline } from '../test/debugger/support/wire';
import { memory, say, timesOf } from './measuring';

const EVENTS = Number(process.argv[2] ?? 1_000_000);
const FORKS = 50;

/** What a request may take in milliseconds: to perform or undo an event, and to go or look anywhere. */
const STEP = 10;
const JUMP = 50;
const BYTES = 200;
/** Until the timeline has something to draw. */
const FIRST_PAINT = 300;

/** As many as a wide panel has pixels. */
const COLUMNS = 1_500;

/** Where much of the history happens. */
const HOT_FILE = 'drivers/block/disk.daxk';
const HOT_LINE = 12;

const scenario = `
scenario "a long history"
kernel v6.18
device pmem0 { blocks = 4 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 2 }
file other on mnt { blocks = 1 }
process reader { buf = mmap(victim, 0, 2); while (true) { read_direct(nvme0, buf[0 .. 1]); } }
process truncator { while (true) { ftruncate(victim, 0); fallocate(victim, 0, 2); } }
process another { while (true) { ftruncate(other, 0); fallocate(other, 0, 1); } }
`;

interface Recorded {
  readonly position: number;
  readonly length: number;
  readonly whole: string;
}

/** One session, and what is done in it again and again. */
class Session {
  /** Who stopped last. */
  threadId = 1;
  private readonly client: Client;

  constructor(kernel: KernelTree) {
    this.client = new Client(inline(new DaxscnDebugAdapter({
      readFile: async () => scenario, kernelTree: () => kernel, passingSearch: (program) => new PassingSearch(program), kernelSourcePath: () => undefined,
    })));
  }

  async launch(configuration: object = {}): Promise<void> {
    await this.ask('initialize', { adapterID: 'daxscn' });
    await this.ask('launch', { program: 'long.daxscn', stopOnEntry: true, ...configuration });
    await this.ask('setExceptionBreakpoints', { filters: [] });
    await this.move('configurationDone', {});
  }

  ask<Answer = Record<string, unknown>>(command: string, args: object = {}): Promise<Answer> {
    return this.client.request<Answer>(command, args);
  }

  async move(command: string, args: object = { threadId: this.threadId }): Promise<void> {
    await this.ask(command, args);
    ({ threadId: this.threadId } = (await this.client.waitFor('stopped')).body as { threadId: number });
  }

  readonly goto = (position: number): Promise<void> => this.move('daxscn/goto', { position });
  readonly back = (): Promise<void> => this.move('stepBack');
  readonly into = (): Promise<void> => this.move('stepIn');

  /** Whose turn it is after an undone event. */
  readonly undo = async (position: number): Promise<void> => {
    await this.goto(position + 1);
    await this.back();
  };

  /** Everything that an editor asks where it stops. */
  readonly look = async (): Promise<void> => {
    const { threads } = await this.ask<{ threads: { id: number }[] }>('threads');
    for (const { id } of threads) await this.ask('stackTrace', { threadId: id });
    for (const { variablesReference } of await this.scopes()) await this.ask('variables', { variablesReference });
    await this.ask('daxscn/ownership');
  };

  /** From the innermost frame to the process. */
  async frames(threadId = this.threadId): Promise<readonly { id: number; name: string }[]> {
    return (await this.ask<{ stackFrames: { id: number; name: string }[] }>('stackTrace', { threadId })).stackFrames;
  }

  private async scopes(): Promise<readonly { variablesReference: number }[]> {
    const [frame] = await this.frames();
    return (await this.ask<{ scopes: { variablesReference: number }[] }>('scopes', { frameId: frame!.id })).scopes;
  }

  /** Leaves the recorded events behind at this position, or soon after it. The number of the fork that it becomes, and the time. */
  async leave(position: number): Promise<readonly [fork: number, time: number]> {
    const kept = async (): Promise<readonly number[]> => (await this.ask<{ forks: { id: number }[] }>('daxscn/forks')).forks.map(({ id }) => id);
    const before = await kept();
    for (let at = position; ; at++) {
      await this.goto(at);
      const [frame] = await this.frames();
      const { targets } = await this.ask<{ targets: { id: number }[] }>('stepInTargets', { frameId: frame!.id });
      for (const { id: targetId } of targets.length > 1 ? targets : []) {
        const [time] = await timesOf([targetId], () => this.move('stepIn', { threadId: this.threadId, targetId }));
        const fork = (await kept()).find((id) => !before.includes(id));
        if (fork !== undefined) return [fork, time!];
        await this.goto(at);
      }
    }
  }

  recorded(): Promise<Recorded> {
    return this.ask<Recorded>('daxscn/schedule');
  }
}

const spread = (count: number): number[] => Array.from({ length: count }, (_, index) => (index * 7919 * 997) % (EVENTS - 1));
const thrice = [1, 2, 3];

export default async function measure(kernelFolder: string): Promise<void> {
  const { tree } = checkKernel(readKernelSources(kernelFolder));
  const session = new Session(tree);
  await session.launch();
  const { whole } = await record(session);
  await everywhere(session, 'at any position');
  await measureRequests(session);
  await timeline(session);
  await breakpoints(session);
  await forks(session);
  await pasted(new Session(tree), whole);
}

async function record(session: Session): Promise<Recorded> {
  const begin = performance.now();
  let recorded = await session.recorded();
  while (recorded.position < EVENTS) {
    await session.move('continue');
    recorded = await session.recorded();
  }
  say('continue, events a second', [recorded.position / (performance.now() - begin) * 1000]);
  say('all memory, bytes an event', [memory() / recorded.position], BYTES);
  return recorded;
}

async function everywhere(session: Session, where: string): Promise<void> {
  say(`goto, ${where}, ms`, await timesOf(spread(100), session.goto), JUMP);
  say(`looking around, ${where}, ms`, await timesOf(spread(100), session.look, session.goto), JUMP);
  say(`step back, ${where}, ms`, await timesOf(spread(100), session.back, session.goto), STEP);
  say(`step into, ${where}, ms`, await timesOf(spread(100), session.into, session.undo), STEP);
}

async function measureRequests(session: Session): Promise<void> {
  const evaluate = (expression: string) => session.ask('evaluate', { expression, context: 'repl' });
  await session.goto(EVENTS);
  say('schedule, ms', await timesOf(thrice, () => session.recorded()), JUMP);
  say('who victim, ms', await timesOf(thrice, () => evaluate('who victim')), JUMP);
  say('who page 3 (never used), ms', await timesOf(thrice, () => evaluate('who page 3.refcount')), JUMP);
  // What has not changed so far is refused, after all of it has been looked at.
  const when = (expression: string) => () => evaluate(`when(${expression} changed)`).catch(() => undefined);
  say('when did what never changed, asked first, ms', await timesOf([1], when('victim.i_nlink')));
  say('when did what never changed, asked again, ms', await timesOf(spread(100), when('victim.i_nlink'), session.goto), JUMP);
  say('when did it change, ms', await timesOf(spread(100), when('owner(block 0)'), session.goto), JUMP);
  await session.goto(EVENTS);
  let body = 0;
  const findBody = async (): Promise<void> => {
    await session.goto(EVENTS);
    body = (await session.frames(1)).at(-1)!.id;
  };
  say('restart the frame of a process, ms', await timesOf(thrice, () => session.move('restartFrame', { frameId: body }), findBody), JUMP);
  await session.goto(EVENTS);
  let targets: readonly object[] = [];
  const line = { source: { path: HOT_FILE }, line: HOT_LINE };
  const times = await timesOf(thrice, async () => { ({ targets } = await session.ask<{ targets: object[] }>('gotoTargets', line)); });
  say(`goto targets of a line, ${targets.length} of them, ms`, times);
}

/** What the timeline asks: first of all what is near the position, and then the rest, a part a request. */
async function timeline(session: Session): Promise<void> {
  await session.goto(Math.floor(EVENTS / 2));
  const before = memory();
  const range = (from: number, to: number) => session.ask<{ unread: number }>('daxscn/timelineRange', { from, to, columns: COLUMNS });
  const paint = async (): Promise<void> => {
    await session.ask('daxscn/timeline');
    await range(0, EVENTS);
  };
  say('timeline: what is asked for the first paint, ms', await timesOf([1], paint), FIRST_PAINT);
  const times: number[] = [];
  for (let unread = EVENTS; unread > 0;) times.push(...await timesOf([1], async () => { ({ unread } = await range(0, EVENTS)); }));
  say(`timeline: reading the rest in ${times.length} requests, ms each`, times, JUMP * 2);
  say('timeline: reading the rest, µs an event', [times.reduce((sum, time) => sum + time, 0) / EVENTS * 1000]);
  say('timeline: memory, bytes an event', [(memory() - before) / EVENTS]);
  for (const events of [EVENTS, EVENTS / 10, EVENTS / 100, COLUMNS].map(Math.floor)) {
    const starts = spread(30).map((position) => Math.min(position, EVENTS - events));
    say(`timeline: a range of ${events} events, ms`, await timesOf(starts, (from) => range(from, from + events)), JUMP);
  }
}

/** With breakpoints that count and log points that would have much to say, of which none stops. */
async function breakpoints(session: Session): Promise<void> {
  await session.goto(EVENTS);
  const counted = { name: 'dma_word', hitCondition: `> ${EVENTS}` };
  say('setting a log point that looks back, ms', await timesOf(thrice, async (time) => {
    const breakpoints = [{ line: HOT_LINE, logMessage: `${time}: {current}`, hitCondition: '% 20000' }];
    await session.ask('setBreakpoints', { source: { path: HOT_FILE }, breakpoints });
  }));
  await session.ask('setFunctionBreakpoints', { breakpoints: [counted] });
  await everywhere(session, 'breakpoints set');
  await session.ask('setFunctionBreakpoints', { breakpoints: [{ ...counted, condition: 'current == nvme0' }] });
  await session.goto(EVENTS);
  say('reverse over everything, with a condition, ms', await timesOf([1], () => session.move('reverseContinue')));
  await session.ask('setFunctionBreakpoints', { breakpoints: [counted] });
}

/** Forks as long as the history itself, and many that leave near its end. */
async function forks(session: Session): Promise<void> {
  const leaving: number[] = [];
  const switching: number[] = [];
  const first: number[] = [];
  /** Leaves the recorded events behind near a position, and takes it up again. */
  const leave = async (position: number): Promise<void> => {
    const [fork, time] = await session.leave(position);
    leaving.push(time);
    switching.push(...await timesOf([fork], () => session.move('daxscn/switchTo', { fork })));
  };
  for (const position of thrice) {
    await leave(position);
    await session.undo(EVENTS - 1);
    first.push(...await timesOf([1], session.into));
  }
  say(`step that leaves ${EVENTS} events behind, ms`, leaving, STEP);
  say(`switch to a fork of ${EVENTS} events, ms`, switching, JUMP);
  say('first step at the end of it, breakpoints set, ms', first, STEP);
  leaving.length = switching.length = 0;
  const before = memory();
  for (let fork = 0; fork < FORKS; fork++) await leave(Math.floor(EVENTS * (0.5 + fork / FORKS / 4)));
  for (let fork = 0; fork < FORKS; fork++) {
    const [left] = await session.leave(EVENTS - 1000 + fork * 10);
    await session.move('daxscn/switchTo', { fork: left });
  }
  say(`step that leaves a fork, ${FORKS} times, ms`, leaving, STEP);
  say(`switch to a fork, ${FORKS} times, ms`, switching, JUMP);
  say(`all memory with ${2 * FORKS} forks, bytes an event`, [memory() / EVENTS], BYTES);
  say('of it for the forks, bytes an event', [(memory() - before) / EVENTS]);
  await everywhere(session, `${2 * FORKS} forks kept`);
}

/** The same history as a text in a launch configuration. */
async function pasted(session: Session, schedule: string): Promise<void> {
  say('launching with it as a pasted schedule, ms', await timesOf([schedule], (text) => session.launch({ schedule: text })));
  await everywhere(session, 'pasted schedule');
  await session.goto((await session.recorded()).length);
  say('continue beyond a pasted schedule, ms for 100000', await timesOf([1], () => session.move('continue')));
}
