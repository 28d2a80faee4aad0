// The page: what `boot.ts` has unpacked is run here.
import { render } from 'preact';
import { App } from './app';
import type { PageDocument } from './document';
import { PageHost } from './engine/page-host';
import { PageSession } from './engine/page-session';
import { download, savedCopy, type Repack } from './engine/saved-copy';

/** Draws the page and runs what it is about. `repack`: the text of the page with other contents. */
export function open(contents: PageDocument, repack: Repack): void {
  const { exhibit } = contents;
  const session = new PageSession(new PageHost(contents), exhibit);
  const root = document.getElementById('page')!;
  root.replaceChildren();
  const save = async (): Promise<void> => download(exhibit.program.replace(/(\.daxscn)?$/, '.html'), await savedCopy(session, contents, repack));
  render(<App session={session} contents={contents} save={save} />, root);
  void session.launch(exhibit.kernel, exhibit.schedule);
}
