// What the doc comments of the model kernel say in a fixed form: of a change its version and commit, of a function what it leaves out.
import type { KernelTree, Version } from './tree';
import { KNOWN_VERSIONS, parseVersion } from './versions';

/** A constant `KERNEL >= v6.15`, whose comment begins `v6.15, 38607c62b34b: `. */
export interface Change {
  /** `DAX_PAGES_REFCOUNTED`. */
  readonly name: string;
  readonly version: Version;
  /** Of Linux, by 12 digits; none where it is not known. */
  readonly commits: readonly string[];
  /** What changed, in Markdown, on one line. */
  readonly text: string;
  /** The first version modelled that has it: `v6.16`. None if all that are modelled are older. */
  readonly first: string | undefined;
  /** Where the constant stands; the line counts from 1. */
  readonly source: string;
  readonly line: number;
}

/** In the order of the versions, and of the source within one. */
export function changesOf({ constants }: KernelTree): Change[] {
  const changes = constants.flatMap(({ name, value, source, span, doc = '' }): Change[] => {
    if (value.kind !== 'kernel' || value.operator !== '>=') return [];
    const [, head = '', text = ''] = /^(v[^:]*): ([^]*)$/.exec(oneLine(doc)) ?? ['', '', oneLine(doc)];
    const first = KNOWN_VERSIONS.find((version) => parseVersion(version)! >= value.version);
    return [{ name, version: value.version, commits: head.match(/\b[0-9a-f]{12}\b/g) ?? [], text, first, source, line: span[0] + 1 }];
  });
  return changes.sort((a, b) => a.version - b.version);
}

/** The parts of a function's doc comment. */
export interface FunctionDoc {
  /** What stands after `Left out:` or `Simplified:` at the beginning of a line, up to the next such line or the end; on one line. */
  readonly leftOut: readonly string[];
  /** A line is `Not in Linux.`: a helper of the model. */
  readonly isOurs: boolean;
}

export function functionDoc(doc = ''): FunctionDoc {
  const parts = doc.split(/^(?=Left out: |Simplified: |Not in Linux\.)/m);
  const leftOut = parts.flatMap((part) => /^(?:Left out|Simplified): ([^]*)$/.exec(part)?.[1] ?? []).map(oneLine);
  return { leftOut, isOurs: parts.some((part) => part.startsWith('Not in Linux.')) };
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
