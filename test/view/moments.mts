// Examples where they go wrong, as the views show them, from the debug adapter that has been built (`node dist/cli.js dap`).
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../../scripts/vscode/paths.mts';
import type { Snapshot } from '../../src/view/messages/ownership.ts';
import type { Timeline, TimelineRange } from '../../src/view/messages/timeline.ts';

/** An example, the kernel version, and the schedule that leads to where it goes wrong. */
const wanted = {
  '01-freed': ['01-truncate-vs-direct-read', 'v4.17', 'a24b16'],
  '01-stray': ['01-truncate-vs-direct-read', 'v4.17', 'a24b17fc5d2'],
  '03-stray': ['03-two-pinned-pages', 'v4.18', 'a43b12d5e3g2b15fc5c/1d'],
  '07-freed': ['07-mapped-again', 'v4.17', 'a22b15'],
  '07-hang': ['07-mapped-again', 'v6.18', 'a26b15c21d4e2a2'],
  '09-livelock': ['09-starved-truncate', 'v6.18', 'a23b15a27'],
} as const;

type Message = { type: string; event?: string; request_seq?: number; body: Record<string, unknown> };

export interface Moment {
  readonly snapshot: Snapshot;
  readonly timeline: Timeline;
  readonly range: TimelineRange;
  /** The reason of the stop. */
  readonly stop: string;
}

/** By name. */
export async function realMoments(): Promise<Record<string, Moment>> {
  const moments: Record<string, Moment> = {};
  for (const [name, [example, kernel, schedule]] of Object.entries(wanted)) {
    moments[name] = await momentOf(join(root, 'examples', `${example}.daxscn`), kernel, schedule);
  }
  return moments;
}

async function momentOf(program: string, kernel: string, schedule: string): Promise<Moment> {
  const adapter = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'dap'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const messages = framed(adapter.stdout);
  let seq = 0;
  const send = (command: string, args: object = {}): number => {
    const text = JSON.stringify({ seq: ++seq, type: 'request', command, arguments: args });
    adapter.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return seq;
  };
  const until = async (isWanted: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const { value, done } = await messages.next();
      if (done) throw new Error(`${program}: the debug adapter has ended`);
      if (isWanted(value)) return value;
    }
  };
  const ask = (command: string, args: object): Promise<Message> => {
    const asked = send(command, args);
    return until(({ request_seq }) => request_seq === asked);
  };
  send('initialize', { adapterID: 'daxscn' });
  // All of the schedule is recorded; the first stop on the way is not wanted.
  send('launch', { program, kernel, schedule, position: eventsIn(schedule) });
  await until(({ event }) => event === 'initialized');
  send('configurationDone');
  const { body } = await until(({ event }) => event === 'stopped');
  const snapshot = (await ask('daxscn/ownership', { threadId: body.threadId })).body as unknown as Snapshot;
  const timeline = (await ask('daxscn/timeline', {})).body as unknown as Timeline;
  const range = (await ask('daxscn/timelineRange', { from: 0, to: timeline.length, columns: 1000 })).body as unknown as TimelineRange;
  adapter.kill();
  return { snapshot, timeline, range, stop: String(body.description) };
}

/** `a24b16` has 40 events; what follows `/` is an alternative, and no event more. */
function eventsIn(schedule: string): number {
  return [...schedule.matchAll(/[a-z](\d*)(?:\/\d+)?/g)].reduce((sum, [, count]) => sum + Number(count === '' ? 1 : count), 0);
}

async function* framed(stream: NodeJS.ReadableStream): AsyncGenerator<Message> {
  let received = Buffer.alloc(0);
  for await (const chunk of stream) {
    received = Buffer.concat([received, chunk as Buffer]);
    for (;;) {
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) break;
      const length = Number(/Content-Length: (\d+)/.exec(received.toString('latin1', 0, end))?.[1]);
      if (received.length < end + 4 + length) break;
      yield JSON.parse(received.toString('utf8', end + 4, end + 4 + length)) as Message;
      received = received.subarray(end + 4 + length);
    }
  }
}
