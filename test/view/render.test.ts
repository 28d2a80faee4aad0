import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/view/messages/ownership';
import { App } from '../../src/view/ownership/app';
import { SAVED_FORM, type Saved } from '../../src/view/ownership/host';
import { beginning, corrupting, crowded, freed, orphaned, pinned, waiting } from './fixtures';

function render(snapshot: Snapshot | undefined, saved: Partial<Saved> = {}): string {
  const state = { form: SAVED_FORM, open: [], ...saved, ...(snapshot && { snapshot }) };
  return renderToString(h(App, { host: { postMessage: () => undefined, getState: () => state, setState: () => undefined } }));
}

/** What stands on the page, without the markup. */
function text(html: string): string {
  return html.replace(/<svg.*?<\/svg>/g, ' ').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

test('nothing to show says how to begin', () => {
  expect(text(render(undefined))).toContain('Open a .daxscn file and press F5');
});

test('the header says which kernel, when, and what happened', () => {
  const html = text(render(pinned, { stop: 'layout retry' }));
  expect(html).toContain('v4.17');
  expect(html).toContain('14 /57');
  expect(html).toContain('reader pin page 1');
  expect(html).toContain('layout retry');
  expect(text(render(beginning))).toContain('Nothing has happened yet');
});

test('the story begins with what is nearest, and has what is around it behind it', () => {
  const html = render(pinned, { isStoryOpen: true });
  expect(text(html)).toMatch(/get_user_pages_fast\(\) Pins the pages without a lock\. If that fails it takes the slow path\. .*the statement, the scenario.*read_direct\(nvme0, buf\[0\]\) pins victim's page/);
  expect(html).toContain('<em>slow</em>');
  // What a comment has of HTML and links is text.
  expect(html).toContain('&lt;b>compound');
  expect(html).not.toContain('<a ');
  expect(html).toMatch(/<section class="story" aria-label="Story"><details open>/);
});

test('closed, the story is its first sentence', () => {
  const html = render(pinned, { isStoryOpen: false });
  expect(html).toContain('<span class="first">Pins the pages without a lock.</span>');
  expect(render(beginning, { isStoryOpen: false })).toContain('<span class="first">A truncate frees a block while a device is still writing into it</span>');
  expect(render({ ...beginning, story: [] })).not.toContain('story');
});

test('cells stand in device order, each with its owner', () => {
  const html = render(pinned);
  expect([...html.matchAll(/data-id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['pmem0 block 0', 'pmem0 block 1', 'pmem0 block 2']);
  expect(text(html)).toMatch(/0 V page 0 of victim .* 1 V page 1 of victim .* 2 free/);
});

test('what the event changed is marked in words, not only in colour', () => {
  expect(text(render(pinned))).toContain('1→ 2');
  expect(text(render(corrupting))).toContain('was free');
  expect(text(render(freed))).toContain('2→0 pages');
});

test('a device that writes into a block of another file has an alarm, an icon, a hatch and a tag', () => {
  const html = render(corrupting);
  expect(text(html)).toContain('nvme0 is writing into block 1 for victim, but the block belongs to other.');
  expect(html).toContain('class="cell owned danger changed" data-owner="2"');
  expect(html).toContain('class="lane in running stray new" data-owner="1"');
  expect(text(html)).toContain('stray');
});

test('pages in memory have a place of their own', () => {
  expect(text(render(orphaned))).toMatch(/Memory 8 V page 0 of victim .* 9 V orphan, was page 1 of victim/);
  expect(render(pinned)).not.toContain('Pages in memory');
});

test('locks and waits', () => {
  const html = text(render(waiting));
  expect(html).toContain('truncator sleeps until page 1 is idle , since event 31 · reader can end it');
  expect(html).toContain('i_rwsem of victim truncator exclusive');
  expect(html).toContain('reader truncator waits');
  expect(html).toContain('mmap_lock of reader reader shared queue: 1. writer, 2. truncator');
});

test('one cell is in the tab order', () => {
  expect(render(crowded).match(/data-cell[^>]*tabindex="0"/g)).toHaveLength(1);
  expect(render(crowded, { current: 'pmem0 block 7' })).toMatch(/data-id="pmem0 block 7">.{0,80}tabindex="0"/);
});

test('the sentence for those who listen', () => {
  expect(render(pinned)).toContain(`<p class="unseen" aria-live="polite">${pinned.sentence}</p>`);
});

test('whose a block was, and who gave it to whom, each with its event', () => {
  const html = text(render(corrupting));
  expect(html).toContain('given to other by writer, event 47');
  expect(html).toMatch(/was V page 1 of victim until event 40 , truncator/);
  // What the event took away is said once.
  expect(text(render(freed)).match(/was .{0,4}page 1 of victim/g)).toHaveLength(1);
});

test('what went wrong comes before everything else, with its events', () => {
  const html = render(freed);
  expect(text(html)).toContain('truncator freed block 1 at event 40 while the pin that reader took at event 14 was held truncator should have waited for reader to unpin page 1 More What went wrong It should have waited. After event 14 nothing keeps the block.');
  expect(html.indexOf('class="headline"')).toBeLessThan(html.indexOf('class="alarms"'));
  expect(html).toContain('title="Go to event 14"');
});

test('what the selected thread is about to do, in the header and in the cell', () => {
  expect(text(render(pinned))).toContain('next t truncator free block 0');
  expect(text(render(pinned))).toContain('next: is freed');
  expect(text(render(freed))).toContain('next r reader sleeps until nvme0 has finished');
});

test('whether it can still go right', () => {
  expect(text(render(pinned))).toContain('free block 0 after it no order of events goes right');
  expect(text(render(waiting))).toContain('Since event 30 , truncator, no order of events goes right any more');
  expect(text(render(freed))).not.toContain('goes right');
});

test('the entries of a page cache', () => {
  expect(text(render(pinned))).toContain('entry 0 block 0 dirty entry 1 block 1 truncator');
});

test('the legend is behind a question mark', () => {
  expect(text(render(pinned))).not.toContain('a device reads from it');
  expect(text(render(pinned, { hasLegend: true }))).toContain('a device reads from it');
});

test('what another version of the extension has saved is not drawn', () => {
  expect(text(render(pinned, { form: SAVED_FORM - 1 }))).toContain('press F5');
});
