// The only script that stands in the file as it is: it unpacks the rest, which is compressed, and runs it. The content-security policy names its hash.
import type { PageDocument } from './document';

async function boot(): Promise<void> {
  const text = document.getElementById('contents')!.textContent;
  const html = `<!DOCTYPE html>\n${document.documentElement.outerHTML}`;
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const contents = JSON.parse(await new Response(unpacked).text()) as PageDocument;
  const { open } = new Function(`${contents.script};return page`)() as { open(contents: PageDocument, repack: (packed: string) => string): void };
  // A copy with other contents may be of another execution than the picture is.
  open(contents, (packed) => html.replace(text, packed).replace(/<svg.*<\/svg>/s, ''));
}

boot().catch((error: unknown) => {
  const problem = document.createElement('pre');
  problem.className = 'failure';
  problem.textContent = `This page cannot run here: ${String(error)}. It needs a browser of 2023 or later (DecompressionStream).`;
  document.getElementById('page')!.prepend(problem);
});
