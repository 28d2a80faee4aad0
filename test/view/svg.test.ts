// The SVG painter: every primitive, and texts that are no XML. Whole pictures are compared in test/cli/images.test.ts.
import { expect, test } from 'vitest';
import type { Primitive } from '../../src/view/drawing/scene';
import { svgOf } from '../../src/view/drawing/svg';

const picture = (primitives: readonly Primitive[], title = 'a title', top?: number) => svgOf(
  { width: 100, height: 50.5, title, description: 'what it shows', parts: [{ y: 10, ...(top !== undefined && { top }), primitives }] }, (paint) => `#${paint}`,
);

/** The names of the elements in order, by depth. Throws if it is not well formed. */
function elements(text: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  for (const [, close, name, attributes, empty] of text.matchAll(/<(\/?)([A-Za-z]+)((?: [a-zA-Z-]+="[^"<]*")*)(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) throw new Error(`</${name}> closes something else`);
      continue;
    }
    const names = [...attributes!.matchAll(/ ([a-zA-Z-]+)=/g)].map((match) => match[1]);
    if (new Set(names).size < names.length) throw new Error(`<${name}> has an attribute twice`);
    found.push(`${'  '.repeat(open.length)}${name}`);
    if (!empty) open.push(name!);
  }
  if (open.length > 0 || /<[^a-zA-Z/]|&(?!amp;|lt;|gt;|quot;)/.test(text)) throw new Error('it is no XML');
  return found;
}

const primitives: readonly Primitive[] = [
  { kind: 'rect', x: 1, y: 2.3456, width: 10, height: 5, fill: 'file1', alpha: 0.3, stroke: 'danger', lineWidth: 2, dash: [4, 3], radius: 9 },
  { kind: 'hatch', x: 1, y: 2, width: 10, height: 5, paint: 'file2', alpha: 0.5, lean: 'up', gap: 7, lineWidth: 2 },
  { kind: 'hatch', x: 20, y: 2, width: 10, height: 5, paint: 'file2', alpha: 0.4, lean: 'up', gap: 7, lineWidth: 2 },
  { kind: 'hatch', x: 1, y: 2, width: 10, height: 5, paint: 'file2', alpha: 0.5, lean: 'down', gap: 7, lineWidth: 2 },
  { kind: 'columns', paint: 'thread1', alpha: 0.5, bottom: 9, width: 2, xs: [1, 5], heights: [3, 4] },
  { kind: 'line', points: [0, 0, 30, 0], paint: 'line', lineWidth: 1, arrow: true },
  { kind: 'text', x: 1, y: 2, text: 'a < b & "c"\u0007', width: 40, size: 12, bold: true, paint: 'foreground', halo: true },
  { kind: 'glyph', shape: 'flag', x: 8, y: 8, size: 16, paint: 'paper' },
];

test('every primitive is drawn', () => {
  const text = picture(primitives, 'one');
  expect(elements(text)).toEqual([
    'svg', '  title', '  desc', '  defs', '    pattern', '      path', '    pattern', '      path', '  rect', '  g',
    '    rect', '    rect', '    rect', '    rect', '    path', '    polyline', '    polygon', '    rect', '    text', '    path',
  ]);
  expect(text).toContain('width="100" height="50.5" viewBox="0 0 100 50.5" role="img" aria-labelledby="title description"');
  expect(text).toContain('<g transform="translate(0 10)">');
  expect(text).toContain('<rect x="1" y="2.35" width="10" height="5" rx="2.5" fill="#file1" fill-opacity="0.3" stroke="#danger" stroke-width="2" stroke-dasharray="4 3"/>');
  expect(text).toContain('<path d="M1 9v-3h2v3zM5 9v-4h2v4z" fill="#thread1" fill-opacity="0.5"/>');
  expect(text).toContain('<polygon points="30 0 22 4 22 -4" fill="#line"/>');
});

test('texts are escaped, and what XML has no character for is replaced', () => {
  const text = picture(primitives, '</title><script>');
  expect(elements(text)).not.toContain('script');
  expect(text).toContain('<title id="title">&lt;/title&gt;&lt;script&gt;</title>');
  expect(text).toContain('a &lt; b &amp; &quot;c&quot;\ufffd</text>');
});

test('what scrolls under a head is cut off there', () => {
  expect(picture([], 'a', 7)).toContain('<clipPath id="below0"><rect y="7" width="100" height="50.5"/></clipPath>');
  expect(picture([], 'a')).not.toContain('clip');
});

test('nothing comes from elsewhere', () => {
  expect(picture(primitives).replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|href|<style|<script|@import|url\((?!#)/);
});
