// The page as it is now, as a file: what was edited or stepped through goes on to somebody else.
import type { ScheduleAnswer } from '../../debugger/protocol/answers';
import type { PageDocument } from '../document';
import type { PageSession } from './page-session';

/** The text of a page with other contents. */
export type Repack = (packed: string) => string;

/** Begins at the end of the events that are recorded now. */
export async function savedCopy(session: PageSession, contents: PageDocument, repack: Repack): Promise<string> {
  const { kernel, whole: schedule } = await session.request<ScheduleAnswer>('daxscn/schedule', {});
  const exhibit = { ...session.exhibit, kernel, schedule, files: Object.fromEntries(session.host.files) };
  return repack(await packed({ ...contents, exhibit }));
}

async function packed(contents: PageDocument): Promise<string> {
  const stream = new Blob([JSON.stringify(contents)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Milliseconds. */
const PATIENCE = 60_000;

/** Gives a file to the reader. */
export function download(name: string, html: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  link.download = name;
  link.click();
  // Firefox reads it later.
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
}
