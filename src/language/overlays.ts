// Overlays: files of model kernel (.daxk) whose functions replace or join those of the packaged kernel. A scenario names some with
// `use`, and others are given from outside: by a setting, a launch configuration, the command line. Nothing here reads files.
import type { SourceText } from './source-file';

/** The text of an overlay, or why there is none: a phrase without a full stop. */
export type GivenOverlay = SourceText | { readonly problem: string };

/** What a scenario is checked with, besides the packaged kernel. */
export interface Surroundings {
  /** Given from outside, in the order in which they apply. One that cannot be read is the concern of whoever gave it. */
  readonly overlays?: readonly SourceText[];
  /** The overlays that the scenario names, by what stands after `use`. */
  readonly used?: ReadonlyMap<string, GivenOverlay>;
  /** The kernel version that is chosen for it, such as 4017; the scenario may name others. */
  readonly version?: number;
}

/** What stands after `use` in a scenario, each once. Words in comments may be among it: reading a file in vain does no harm. */
export function usedPaths(scenario: string): string[] {
  const paths = [...scenario.matchAll(/\buse\s*"((?:[^"\\\r\n]|\\.)*)"/g)].map(([, path]) => unescaped(path!));
  return [...new Set(paths)].slice(0, MOST_USED);
}

/** A text with more is not a scenario that somebody has written. */
const MOST_USED = 64;

/** As the parser reads a text between quotes. */
function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', 0: '\0' };

/** The path or URI of an overlay that a scenario names: relative to the folder of the scenario, which is given by its own path or URI. */
export function besideScenario(scenario: string, path: string): string {
  const isUri = /^[a-z][a-z0-9+.-]+:/i.test(scenario);
  if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return path;
  if (/^(?:[/\\]|[a-z]:[/\\])/i.test(path)) return isUri ? `${rootOf(scenario)}/${encoded(path.replace(/^[/\\]/, ''))}` : path;
  const folder = scenario.slice(0, Math.max(scenario.lastIndexOf('/'), scenario.lastIndexOf('\\')) + 1);
  return withoutDots(folder, isUri ? encoded(path) : path);
}

/** The path or URI of an overlay that a setting names: relative to the folder of the workspace, which is given by its own path or URI. */
export function inWorkspace(folder: string, path: string): string {
  return besideScenario(`${folder.replace(/[/\\]$/, '')}/`, path.replace(/^\$\{workspaceFolder\}[/\\]/, ''));
}

/** The scheme and the host. */
function rootOf(uri: string): string {
  return /^[a-z][a-z0-9+.-]+:(?:\/\/[^/]*)?/i.exec(uri)![0];
}

function encoded(path: string): string {
  return path.split(/[/\\]/).map(encodeURIComponent).join('/');
}

/** `..` takes a folder away; one that has no name but `..` is kept. */
function withoutDots(folder: string, path: string): string {
  let [left, right] = [folder, path];
  for (let step = /^\.{1,2}[/\\]+/.exec(right); step; step = /^\.{1,2}[/\\]+/.exec(right)) {
    const above = /(?:^|[/\\])(?!\.\.[/\\])([^/\\]+)[/\\]$/.exec(left);
    if (step[0].startsWith('..')) {
      if (!above) break;
      left = left.slice(0, left.length - above[1]!.length - 1);
    }
    right = right.slice(step[0].length);
  }
  return left + right;
}

/** `my-patch.daxk` for a path or URI of any length, for messages. */
export function fileNameOf(source: string): string {
  return source.slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
}
