// Any bytes on the streams of `daxscn dap`: requests before the first mistake are answered, a mistake is told, and the session is closed.
import { PassThrough } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { serve } from '../../src/cli/servers/dap-stream';
import { FrameError, FrameReader } from '../../src/cli/servers/dap-frames';
import { fixtureHost } from '../debugger/support/kernel';
import { expectWords, fuzz, PATIENCE } from './fuzz';

interface Piece {
  readonly text: string;
  /** Of a request that has to be answered, unless something before it is wrong. */
  readonly seq?: number;
}

const name = fc.constantFrom('Content-Length', 'content-length', 'CONTENT-LENGTH', 'Content-Type', 'X', 'Content Length', '');
const colon = fc.constantFrom(':', ': ', ' : ', ':\t', '', '::');
const value = (length: number) => fc.oneof(fc.constant(String(length)), fc.constantFrom('-1', '0', '1', '1e3', '0x10', 'many', '99999999999', '٣', ''), fc.nat(200).map(String));
const lineEnd = fc.constantFrom('\r\n', '\n', '\r', '', '\n\r\n');
const content = fc.oneof(fc.json({ maxDepth: 2 }), fc.string({ unit: 'binary', maxLength: 20 }), fc.constantFrom('', 'null', '{"seq":1}', '{"type":"request","seq":"x"}'));

const goodFrame = fc.record({ seq: fc.integer({ min: 1, max: 10_000 }), name: fc.constantFrom('Content-Length', 'content-length'), colon: fc.constantFrom(':', ': '), end: fc.constantFrom('\r\n', '\n') })
  .map(({ seq, name, colon, end }): Piece => {
    const text = JSON.stringify({ seq, type: 'request', command: 'threads' });
    return { text: `${name}${colon}${text.length}${end}${end}${text}`, seq };
  });
const anyFrame = content.chain((text) => fc.tuple(name, colon, value(Buffer.byteLength(text)), lineEnd, lineEnd).map((head): Piece => ({ text: head.join('') + text })));
const junk = fc.string({ unit: 'binary', maxLength: 30 }).map((text): Piece => ({ text }));
const pieces = fc.array(fc.oneof({ weight: 6, arbitrary: goodFrame }, { weight: 2, arbitrary: anyFrame }, { weight: 1, arbitrary: junk }), { maxLength: 8 });

function read(chunks: readonly Buffer[]): { contents: string[]; error?: string } {
  const reader = new FrameReader();
  const contents: string[] = [];
  try {
    for (const chunk of chunks) for (const text of reader.read(chunk)) contents.push(text);
  } catch (error) {
    if (!(error instanceof FrameError)) throw error;
    return { contents, error: error.message };
  }
  return { contents };
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (let index = 0; at < bytes.length; index++) {
    const size = sizes[index % sizes.length]!;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

test('any bytes, in pieces of any size', { timeout: PATIENCE }, async () => {
  await fuzz(fc.tuple(pieces, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })), async ([sent, sizes]) => {
    const bytes = Buffer.from(sent.map(({ text }) => text).join(''));
    const whole = read([bytes]);
    const inPieces = read(cut(bytes, sizes));
    // A mistake may be seen in its first bytes or in its whole line.
    expect(inPieces.contents).toEqual(whole.contents);
    expect(inPieces.error === undefined).toBe(whole.error === undefined);
    if (whole.error !== undefined) expectWords(whole.error);

    const [input, output] = [new PassThrough(), new PassThrough()];
    const served = serve(input, output, fixtureHost());
    for (const chunk of cut(bytes, sizes)) input.write(chunk);
    await new Promise(setImmediate);
    input.destroy();
    const trouble = await served;
    const { contents } = read([output.read() as Buffer ?? Buffer.alloc(0)]);
    const said = contents.map((text) => JSON.parse(text) as { event?: string; request_seq?: number; body?: { output?: string } });
    const firstWrong = sent.findIndex(({ seq }) => seq === undefined);
    const due = sent.slice(0, firstWrong < 0 ? undefined : firstWrong).map(({ seq }) => seq);
    expect(said.flatMap(({ request_seq }) => request_seq ?? []).slice(0, due.length)).toEqual(due);
    for (const { body } of said) if (body?.output !== undefined) expectWords(body.output);
    expect(trouble !== undefined).toBe(whole.error !== undefined);
    expect(said.some(({ event }) => event === 'terminated')).toBe(whole.error !== undefined);
  });
});
