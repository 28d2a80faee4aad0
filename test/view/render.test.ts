import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { Snapshot } from '../../src/view/messages/ownership';
import { App } from '../../src/view/ownership/app';
import type { Saved } from '../../src/view/ownership/host';
import { beginning, corrupting, crowded, freed, orphaned, pinned, waiting } from './fixtures';

function render(snapshot: Snapshot | undefined, saved: Partial<Saved> = {}): string {
  const state = { open: [], ...saved, ...(snapshot && { snapshot }) };
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
  expect(html).toContain('truncator sleeps until page 1 is idle · reader can end it');
  expect(html).toContain('i_rwsem of victim truncator exclusive');
  expect(html).toContain('mmap_lock of reader reader shared');
});

test('one cell is in the tab order', () => {
  expect(render(crowded).match(/data-cell[^>]*tabindex="0"/g)).toHaveLength(1);
  expect(render(crowded, { current: 'pmem0 block 7' })).toMatch(/data-id="pmem0 block 7">.{0,80}tabindex="0"/);
});

test('the sentence for those who listen', () => {
  expect(render(pinned)).toContain(`<p class="unseen" aria-live="polite">${pinned.sentence}</p>`);
});
