import type { Browser, Page } from 'playwright-core';
import type { RangeQuery, TimelineRange } from '../../src/view/messages/timeline.ts';
import type { FromTimeline, ToTimeline } from '../../src/view/messages/timeline-view.ts';
import type { Execution } from './timeline-fixtures.ts';
import { openPage, type PageOptions } from './web-view-page.mts';

interface Options extends PageOptions { readonly execution?: Execution; readonly stop?: string }

/** The timeline in a page of its own. It is answered as the extension would, out of the execution that is shown. */
export async function openTimeline(browser: Browser, { execution, stop, ...options }: Options = {}): Promise<Page> {
  const page = await openPage(browser, 'timeline', 'DAX timeline', { width: 1400, height: 300, ...options });
  await page.evaluate(() => {
    const answers = window as unknown as { posted: FromTimeline[]; execution?: Execution; acquireVsCodeApi: unknown };
    const push = answers.posted.push.bind(answers.posted);
    answers.posted.push = (...messages: FromTimeline[]) => {
      for (const message of messages) {
        const { execution: known } = answers;
        if (message.kind === 'range' && known) window.postMessage({ kind: 'range', id: message.id, range: part(known.range, message.query) });
        if (message.kind === 'copySvg' || message.kind === 'copyText' || message.kind === 'savePng') window.postMessage({ kind: 'copied', id: message.id, said: `answered ${message.kind}` });
        if (message.kind === 'find' && known) {
          const words = message.text.toLowerCase().split(' ');
          const events = known.range.marks.filter(({ text = '', event }) => event >= message.from && words.every((word) => text.toLowerCase().includes(word))).map(({ event }) => event);
          window.postMessage({ kind: 'found', id: message.id, found: { events } });
        }
      }
      return push(...messages);
    };
    function part(range: TimelineRange, { from, to }: RangeQuery): TimelineRange {
      const spans = <T extends { from: number; to: number }>(all: readonly T[]): T[] => all.filter((span) => span.to > from && span.from <= to);
      return {
        ...range, from, to, marks: range.marks.filter(({ event }) => event >= from && event < to), waits: spans(range.waits), ownership: spans(range.ownership),
        mappings: spans(range.mappings), pins: spans(range.pins), transfers: spans(range.transfers), strays: range.strays.filter(({ event }) => event >= from && event < to),
      };
    }
  });
  if (execution) await show(page, execution, stop);
  return page;
}

export async function show(page: Page, execution: Execution, stop?: string): Promise<void> {
  await page.evaluate((known) => { (window as unknown as { execution: Execution }).execution = known; }, execution);
  const { timeline, range: { marks } } = execution;
  const event = marks.find((mark) => mark.event === timeline.position - 1);
  await post(page, { kind: 'timeline', timeline, ...(stop && { stop }), ...(event && { event }) });
  await page.locator(`main[data-position="${timeline.position}"]`).waitFor();
  // The range is asked for with the first frame and drawn with one after the answer.
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(drawn)))))');
}

export async function post(page: Page, message: ToTimeline): Promise<void> {
  await page.evaluate((data) => window.postMessage(data), message);
}

/** What the page has posted since it was opened. */
export function posted(page: Page): Promise<FromTimeline[]> {
  return page.evaluate('window.posted');
}
