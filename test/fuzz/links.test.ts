// Links to positions come from anybody.
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashOf, LinkError, parseLink } from '../../src/extension/link/position-link';
import { expectWords, fuzz, PATIENCE } from './fuzz';

const words = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a/b.daxscn', 'v4.17', 'a5b12', '../x.daxscn', '\u0000', '\u202e'));
const anyContent = fc.oneof(fc.jsonValue(), fc.record({
  file: words, hash: fc.oneof(words, words.map(hashOf)), text: words, kernel: words, schedule: words, position: fc.oneof(fc.integer(), fc.double(), words),
}, { requiredKeys: [] }));
const token = fc.oneof(
  anyContent.map((content) => deflateRawSync(JSON.stringify(content)).toString('base64url')),
  fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64url')), words,
);
const anyLink = fc.oneof(words, fc.tuple(fc.constantFrom('vscode://daxscn.daxscn', '', 'x:'), fc.constantFrom('/open', '/', '/opened'), fc.constantFrom('v1=', 'v1%3D', 'v2=', ''), token)
  .map(([host, path, name, content]) => `${host}${path}?${name}${content}`));

test('whatever a link says, it is read or refused in words', { timeout: PATIENCE }, async () => {
  await fuzz(anyLink, (link) => {
    try {
      const { file, text, hash } = parseLink(link);
      expect(file).toMatch(/^[^/].*\.daxscn$/s);
      expect(`/${file}/`).not.toContain('/../');
      if (text !== undefined) expect(hashOf(text)).toBe(hash);
    } catch (error) {
      expect(error).toBeInstanceOf(LinkError);
      expectWords((error as Error).message);
    }
  });
});
