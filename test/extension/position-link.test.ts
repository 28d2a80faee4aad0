// Links to positions: what is written is read again, and whatever else is read is refused in words.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatLink, hashOf, LinkError, LONGEST_LINK, parseLink, type PositionLink } from '../../src/extension/link/position-link';
import { root } from '../../scripts/vscode/paths.mts';

const file = 'examples/01-truncate-vs-direct-read.daxscn';
const text = readFileSync(join(root, file), 'utf8');
const link = { file, hash: hashOf(text), text, kernel: 'v4.17', schedule: 'a22{page 0.refcount=1}b3', position: 25 } satisfies PositionLink;

/** A link with any content. */
const forged = (content: unknown) => `vscode://daxscn.daxscn/open?v1=${deflateRawSync(JSON.stringify(content)).toString('base64url')}`;

/** A text that compresses badly. */
const noise = (length: number) => Array.from({ length: Math.ceil(length / 64) }, (_, index) => createHash('sha256').update(String(index)).digest('hex')).join('').slice(0, length);

describe('a link', () => {
  it('says where an execution is, with the text of an example', () => {
    const made = formatLink(link, 'vscode');
    expect(made).toMatch(/^vscode:\/\/daxscn\.daxscn\/open\?v1=[\w-]+$/);
    expect(made.length).toBeLessThan(2_048);
    expect(parseLink(made)).toEqual(link);
  });

  it('is read as VS Code hands it on, with its escapes, and with blanks around it', () => {
    const made = formatLink(link, 'vscode-insiders');
    const part = made.slice(made.indexOf('/open'));
    expect(parseLink(part)).toEqual(link);
    expect(parseLink(part.replace('=', '%3D'))).toEqual(link);
    expect(parseLink(`  ${made}\n`)).toEqual(link);
  });

  it('without a schedule is about the beginning', () => {
    const { file: name, hash, text: whole } = link;
    expect(parseLink(formatLink({ file: name, hash, text: whole }, 'vscode'))).toEqual({ file: name, hash, text: whole });
  });

  it('leaves out a text that is too large, and is refused if the schedule is', () => {
    const large = `# ${noise(20_000)}`;
    const { text: _, ...small } = { ...link, hash: hashOf(large) };
    expect(parseLink(formatLink({ ...small, text: large }, 'vscode'))).toEqual(small);
    expect(() => formatLink({ ...link, schedule: noise(20_000) }, 'vscode')).toThrow(/too long for a link/);
  });

  it.each<[string, string, RegExp]>([
    ['of another kind', 'vscode://daxscn.daxscn/close?v1=abc', /no link to a position/],
    ['that is none', 'hello', /no link to a position/],
    ['of a later form', 'vscode://daxscn.daxscn/open?v2=abc', /form v2.* reads v1 only/],
    ['that was cut off', formatLink(link, 'vscode').slice(0, 300), /damaged.*cut off/],
    ['with a stroke in it', `${formatLink(link, 'vscode')}!`, /damaged/],
    ['that is far too long', `vscode://daxscn.daxscn/open?v1=${'a'.repeat(3 * LONGEST_LINK)}`, /too long/],
    ['that would fill the memory', `vscode://daxscn.daxscn/open?v1=${deflateRawSync(Buffer.alloc(4 * 2 ** 20, 'a')).toString('base64url')}`, /more than 262144 bytes/],
    ['that says nothing', forged(null), /says nothing/],
    ['out of its workspace', forged({ ...link, file: '../../etc/passwd.daxscn' }), /names no file of a workspace/],
    ['to an absolute path', forged({ ...link, file: '/etc/passwd.daxscn' }), /names no file of a workspace/],
    ['to a drive', forged({ ...link, file: 'c:/x.daxscn' }), /names no file of a workspace/],
    ['to another kind of file', forged({ ...link, file: '.vscode/settings.json' }), /names no file of a workspace/],
    ['with another text than it was made of', forged({ ...link, text: `${text} ` }), /not the one that it was made of/],
    ['whose text is turned round', forged({ ...link, text: '\u202e', hash: hashOf('\u202e') }), /not the one/],
    ['to an unknown kernel', forged({ ...link, kernel: 'v4.16' }), /"v4\.16", which is not modelled; did you mean `v4\.1\d`\?/],
    ['to a kernel that is no text', forged({ ...link, kernel: {} }), /which is not modelled/],
    ['with a schedule of numbers', forged({ ...link, schedule: [1] }), /schedule of the link is no text/],
    ['to half a position', forged({ ...link, position: 0.5 }), /position of the link is no whole number/],
  ])('%s is refused', (_, wrong, reason) => {
    expect(() => parseLink(wrong)).toThrow(reason);
    expect(() => parseLink(wrong)).toThrow(LinkError);
  });
});
