import type { DocumentLink } from 'vscode-languageserver';
import { commitPage } from '../linux-history';
import { besideScenario } from '../overlays';
import { SourceFile } from '../source-file';
import { toRange } from './positions';

/** Commits of Linux in comments, and the overlays that a scenario names. */
export function documentLinks(uri: string, text: string): DocumentLink[] {
  const file = new SourceFile(uri, text);
  const links: DocumentLink[] = [];
  for (const comment of file.text.matchAll(/\/\*[^]*?\*\/|\/\/.*|^[ \t]*#.*/gm)) {
    // A number alone is no commit, nor is a word.
    for (const { 0: commit, index } of comment[0].matchAll(/(?<![\w/=])(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{12,40}(?!\w)/g)) {
      const start = comment.index + index;
      links.push({ range: toRange(file.span(start, start + commit.length)), target: commitPage(commit), tooltip: 'the commit in Linux' });
    }
  }
  for (const use of uri.endsWith('.daxk') ? [] : file.text.matchAll(/^use\s*"((?:[^"\\\r\n]|\\.)*)"/gm)) {
    const start = use.index + use[0].indexOf('"') + 1;
    links.push({ range: toRange(file.span(start, start + use[1]!.length)), target: besideScenario(uri, use[1]!), tooltip: 'the overlay' });
  }
  return links;
}
