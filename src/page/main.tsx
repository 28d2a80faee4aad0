// The page: what `boot.ts` has unpacked is run here.
import { render } from 'preact';
import { App } from './app';
import type { PageDocument } from './document';
import { PageHost } from './engine/page-host';
import { PageSession } from './engine/page-session';

/** Draws the page and runs what it is about. */
export function open(contents: PageDocument): void {
  const { exhibit } = contents;
  const session = new PageSession(new PageHost(contents), exhibit);
  const root = document.getElementById('page')!;
  root.replaceChildren();
  render(<App session={session} contents={contents} />, root);
  void session.launch(exhibit.kernel, exhibit.schedule);
}
