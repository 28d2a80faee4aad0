// The frames of the debug adapter protocol: header lines, an empty line, then as many bytes of content as `Content-Length` says.
// Clients are not alike in how they write the header: case, white space and line ends are not looked at.
import { brief } from '../../language/brief';

/** The most bytes of content in a message; nothing that makes sense is nearly as long. */
export const MOST_CONTENT = 4 * 1024 * 1024;

/** The most bytes of a header, which is the length of the content and little else. */
const MOST_HEADER = 4 * 1024;

const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;
const LINE_FEED = 10;

/** An input that is not in frames: where the next message begins can no longer be known. */
export class FrameError extends Error {}

/** The content in the one spelling that all programs read. */
export function framed(content: string): string {
  return `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
}

/** Cuts an input into the contents of its frames, in time linear in the input. */
export class FrameReader {
  /** What has arrived and is not read yet. */
  private chunks: Buffer[] = [];
  private size = 0;
  /** Of the header that is being read: its bytes and lines so far, and the length that it gives. */
  private headerSize = 0;
  private headerLines = 0;
  private announced: number | undefined;
  /** Undefined while a header is being read. */
  private contentLength: number | undefined;

  /** The contents that are complete with this piece of the input. Throws a FrameError that says why the input is not in frames. */
  *read(chunk: Buffer): Generator<string> {
    this.chunks.push(chunk);
    this.size += chunk.length;
    for (;;) {
      if (this.contentLength === undefined && !this.readHeader()) return;
      if (this.size < this.contentLength!) return;
      const content = this.take(this.contentLength!).toString('utf8');
      this.contentLength = undefined;
      yield content;
    }
  }

  /** Whether the header is complete. */
  private readHeader(): boolean {
    for (;;) {
      const rest = this.joined();
      const end = rest.indexOf(LINE_FEED);
      this.checkHeaderSize(end < 0 ? rest.length : end + 1);
      if (end < 0) {
        checkName(rest.toString('latin1').split(':', 1)[0]!.trim());
        return false;
      }
      const line = this.take(end + 1).toString('latin1').trim();
      this.headerSize += end + 1;
      if (line !== '') this.readLine(line);
      // Empty lines before a header mean nothing.
      else if (this.headerLines === 0) this.headerSize = 0;
      else return this.endHeader();
    }
  }

  private readLine(line: string): void {
    this.headerLines++;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon < 0 ? undefined : colon).trim();
    checkName(name);
    if (colon < 0) throw new FrameError(`a header line has no colon: \`${brief(line)}\``);
    if (name.toLowerCase() !== 'content-length') return;
    const value = line.slice(colon + 1).trim();
    if (!/^\d+$/.test(value)) throw new FrameError(`\`Content-Length\` must be a number of bytes, not \`${brief(value)}\``);
    if (Number(value) > MOST_CONTENT) throw new FrameError(`a message of ${brief(value)} bytes is too long: at most ${MOST_CONTENT} are read`);
    this.announced = Number(value);
  }

  private endHeader(): true {
    if (this.announced === undefined) throw new FrameError('a header has no `Content-Length`');
    this.contentLength = this.announced;
    this.announced = undefined;
    this.headerSize = this.headerLines = 0;
    return true;
  }

  private checkHeaderSize(more: number): void {
    if (this.headerSize + more > MOST_HEADER) throw new FrameError(`a header is longer than ${MOST_HEADER} bytes`);
  }

  /** What has arrived, in one piece. Only for headers, which are short: what follows them in a piece is not copied again and again. */
  private joined(): Buffer {
    if (this.chunks.length !== 1) this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0]!;
  }

  private take(bytes: number): Buffer {
    const all = this.joined();
    this.chunks = [all.subarray(bytes)];
    this.size -= bytes;
    return all.subarray(0, bytes);
  }
}

/** A name that is none shows that content has been taken for a header: a length was wrong, or there was no header at all. */
function checkName(name: string): void {
  if (name !== '' && !TOKEN.test(name)) {
    throw new FrameError(`a header such as \`Content-Length: 119\` was expected, not \`${brief(name)}\`; was the length before it too small?`);
  }
}
