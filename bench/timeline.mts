// `node bench/timeline.mts [events …]`: the timeline in a real browser, driven by wheel and keys, against its limits.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { launchChromium } from '../scripts/vscode/chromium.mts';
import { root } from '../scripts/vscode/paths.mts';
import { webView } from '../scripts/web-views.mts';
import { themeStyle } from '../test/view/themes.ts';

/** In milliseconds: of 100 frames 99, the worst, and the first one. */
interface Limits { readonly usual: number; readonly worst?: number; readonly first: number }

const limitsOf = (events: number): Limits => (events <= 100_000 ? { usual: 16, worst: 50, first: 300 } : { usual: 33, first: 300 });

const scenario = /scenario = `([^`]*)`/.exec(readFileSync(join(root, 'bench', 'long-history.ts'), 'utf8'))![1]!;
const counts = process.argv.slice(2).map(Number);

/** What happens in the page: each drawing's own time, each frame, each task that kept others waiting. */
const measuring = `
  window.draws = []; window.frames = []; window.posted = [];
  const ask = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (draw) => ask((now) => { const begin = performance.now(); draw(now); window.draws.push(performance.now() - begin); });
  let last; const tick = (now) => { if (last !== undefined) window.frames.push(now - last); last = now; ask(tick); }; ask(tick);
  window.startWorker = (source) => {
    window.worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    window.worker.onmessage = ({ data }) => window.postMessage(data);
  };
  window.acquireVsCodeApi = () => ({ postMessage: (message) => { if (message.kind !== 'ready') window.worker.postMessage(message); window.posted.push(message); }, getState: () => undefined, setState: () => undefined });
`;

async function bundled(options: Parameters<typeof build>[0]): Promise<string> {
  return (await build({ ...options, write: false, minify: true })).outputFiles?.[0]?.text ?? '';
}

async function open(page: Page, events: number): Promise<void> {
  const { script, style } = webView('timeline');
  const worker = await bundled({ entryPoints: [join(root, 'bench', 'timeline-worker.ts')], bundle: true, platform: 'browser', format: 'iife', target: 'es2022' });
  await page.setContent(`<!DOCTYPE html><html lang="en"><title>Timeline</title><style>${themeStyle('dark')}</style><style>${await bundled(style)}</style><div id="root"></div></html>`);
  await page.evaluate(measuring);
  await page.evaluate((source) => (globalThis as unknown as { startWorker(text: string): void }).startWorker(source), worker);
  await page.addScriptTag({ content: await bundled(script) });
  const recorded = page.evaluate('new Promise((done) => window.addEventListener("message", ({ data }) => { if (data.kind === "recorded") done(); }))');
  await page.evaluate((message) => (globalThis as unknown as { worker: { postMessage(data: unknown): void } }).worker.postMessage(message), { kind: 'record', events, ...await trees() });
  await recorded;
}

/** From the stop to the picture: the answer of the debugger, the page around the canvas, a range, a frame. In ms on the clock. */
function paintFirst(page: Page): Promise<number> {
  return page.evaluate(`new Promise((done) => {
    const begin = performance.now();
    const painted = () => {
      const canvas = document.querySelector('canvas');
      const pixels = canvas && canvas.width > 0 && canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      if (pixels && pixels.some((value) => value !== 0)) done(performance.now() - begin); else setTimeout(painted, 4);
    };
    window.worker.postMessage({ kind: 'stop' });
    painted();
  })`);
}

async function trees(): Promise<object> {
  const outfile = join(root, '.cache', 'bench', 'timeline-trees.mjs');
  await build({
    stdin: { contents: `
      import { checkKernel, checkScenario } from './src/language/check';
      import { readKernelSources } from './src/node/kernel-files';
      export default (folder, text) => { const kernel = checkKernel(readKernelSources(folder)).tree; return { kernel, scenario: checkScenario('long.daxscn', text, kernel).tree }; };`,
    resolveDir: root, loader: 'ts' },
    outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error',
  });
  const { default: check } = await import(pathToFileURL(outfile).href) as { default: (folder: string, text: string) => object };
  return check(join(root, 'src', 'kernel'), scenario);
}

/** Far in and out again, along, and the keys, as fast as a hand does it: an input every 16 ms. */
async function drive(page: Page): Promise<void> {
  const wheel = async (key: string, deltaY: number, times: number) => {
    await page.keyboard.down(key);
    for (let time = 0; time < times; time++) {
      await page.mouse.wheel(0, deltaY);
      await page.waitForTimeout(16);
    }
    await page.keyboard.up(key);
  };
  await page.mouse.move(760, 200);
  await wheel('Control', -60, 80);
  await wheel('Shift', 80, 80);
  await wheel('Control', 60, 80);
  await page.locator('canvas').focus();
  for (const key of ['w', 'd', 'a', 's']) {
    for (let time = 0; time < 25; time++) {
      await page.keyboard.press(key);
      await page.waitForTimeout(16);
    }
  }
}

interface TraceEvent { readonly name: string; readonly pid: number; readonly tid: number; readonly tdur?: number }

/** What the browser itself says while something goes on: processor time of each frame's drawing and of each task of its main thread, and of all its threads, in ms. */
async function traced(page: Page, action: () => Promise<void>): Promise<{ draws: number[]; tasks: number[]; all: number }> {
  const client = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  client.on('Tracing.dataCollected', ({ value }) => { events.push(...value as unknown as TraceEvent[]); });
  const complete = new Promise((resolve) => { client.once('Tracing.tracingComplete', resolve); });
  await client.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'toplevel'] } });
  await action();
  await client.send('Tracing.end');
  await complete;
  const main = events.find(({ name }) => name === 'FireAnimationFrame');
  const times = (name: string) => events
    .filter((event) => event.name === name && event.pid === main?.pid && event.tid === main.tid && event.tdur !== undefined).map(({ tdur }) => tdur! / 1000);
  // The worker is a thread of the same process.
  const all = events.filter(({ name, pid, tdur }) => name === 'ThreadControllerImpl::RunTask' && pid === main?.pid && tdur !== undefined).reduce((sum, { tdur }) => sum + tdur! / 1000, 0);
  return { draws: times('FireAnimationFrame'), tasks: times('ThreadControllerImpl::RunTask'), all };
}

function say(what: string, values: readonly number[], usual?: number, worst?: number): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  const limits = usual === undefined ? '' : `  limit ${usual}${worst === undefined ? '' : `, worst ${worst}`}`;
  const isOver = (usual !== undefined && at(0.99) > usual) || (worst !== undefined && at(1) > worst);
  const number = (value: number) => value.toFixed(1).padStart(8);
  process.stdout.write(`${what.padEnd(48)}${String(values.length).padStart(6)}${number(at(0.5))}${number(at(0.99))}${number(at(1))}${limits}${isOver ? '  OVER' : ''}\n`);
  if (isOver) process.exitCode = 1;
}

const browser = await launchChromium();
for (const events of counts.length > 0 ? counts : [100_000, 1_000_000]) {
  const { usual, worst, first } = limitsOf(events);
  process.stdout.write(`${`${events.toLocaleString('en-US')} events, ms`.padEnd(48)} count  median  99/100   worst\n`);
  const page = await browser.newPage({ viewport: { width: 1400, height: 300 } });
  await open(page, events);
  let clock = 0;
  const { all } = await traced(page, async () => { clock = await paintFirst(page); });
  say('first paint, processor time, the worker included', [all], first);
  say('first paint, on the clock', [clock]);
  await page.evaluate('Object.assign(window, { draws: [], frames: [] })');
  const { draws, tasks } = await traced(page, () => drive(page));
  const read = (name: string) => page.evaluate(`window.${name}`) as Promise<number[]>;
  say('drawing a frame, processor time', draws.filter((time) => time > 0.2), usual, worst);
  say('any task of the page, processor time', tasks.filter((time) => time > 0.2), usual, worst);
  say('drawing a frame, on the clock', await read('draws'));
  say('from frame to frame, on the clock', await read('frames'));
  const heap = await page.evaluate('performance.memory.usedJSHeapSize / 2 ** 20') as number;
  process.stdout.write(`${'memory of the page, MiB'.padEnd(54)}${heap.toFixed(1).padStart(8)}\n\n`);
  await page.close();
}
await browser.close();
