// From an edit of the first example to its verdict on one version, end to end: the text goes to the thread that searches in the background, is examined and searched there, and the verdict comes back. The
// pause of typing is a setting, and not counted.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { LiveThread } from '../src/extension/live/live-thread';
import { say } from './measuring';

const EDITS = 200;

export default async function measure(root: string): Promise<void> {
  // The thread does not keep the process.
  const alive = setInterval(() => undefined, 1_000);
  let examined: (() => void) | undefined;
  const thread = new LiveThread({
    script: join(root, 'dist', 'live-worker.js'), kernel: join(root, 'dist', 'kernel.jsonl'), examined: () => examined?.(), log: (message) => process.stdout.write(`${message}\n`),
  });
  const source = join(root, 'examples', '01-truncate-vs-direct-read.daxscn');
  let text = readFileSync(source, 'utf8');
  const times: { readonly first: number[]; readonly comment: number[]; readonly program: number[]; readonly cpu: number[] } = { first: [], comment: [], program: [], cpu: [] };
  for (let edit = 0; edit <= EDITS; edit++) {
    // A letter of a comment, and every fourth time another number, which makes another program.
    const isProgram = edit % 4 === 3;
    text = isProgram ? text.replace(/(?<=pmem0 \{ blocks = )\d+/, String(2 + edit / 4 % 3 | 0)) : `${text}// ${'x'.repeat(edit % 7)}\n`;
    const [began, usage] = [performance.now(), process.cpuUsage()];
    await new Promise<void>((resolve) => {
      examined = resolve;
      thread.examine({ type: 'examine', name: 'a', revision: edit, source, text, overlays: [], used: new Map() });
    });
    const isExamined = performance.now();
    const { outcome } = await thread.search({ name: 'a', revision: edit, wanted: 'v4.17 violates dma_lands_at_home', budget: { seconds: 60, memory: 1024 } });
    if (!outcome || 'problem' in outcome || outcome.verdict !== 'violates') throw new Error('the search has found something else');
    const total = performance.now() - began;
    if (edit === 0) times.first.push(total);
    // What no search reads is only examined: its verdict is known.
    else if (!isProgram) times.comment.push(isExamined - began);
    const { user, system } = process.cpuUsage(usage);
    if (edit > 0) times.program.push(total);
    if (edit > 0) times.cpu.push((user + system) / 1000);
  }
  thread.dispose();
  say('the first verdict, with the start of the thread, ms', times.first);
  say('from an edit to its verdict, CPU ms of all threads', times.cpu, 150);
  say('the same, ms on the clock', times.program);
  say('from an edit of a comment until the verdict is current, ms', times.comment);
  clearInterval(alive);
}
