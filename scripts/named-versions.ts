// The model kernel names a version only where it says what changed in it: every other place uses that constant.
import type { SourceText } from '../src/language/check';
import type { Diagnostic } from '../src/language/diagnostics';

const CHANGE = /^const bool \w+ = KERNEL >= v\d+\.\d+;$/;

/** Where sources compare `KERNEL`, or give a gate a version, outside of a constant of this form. Comments and texts may name versions. */
export function unnamedVersions(sources: readonly SourceText[]): Diagnostic[] {
  return sources.flatMap(({ source, text }) => text.split('\n').flatMap((line, row) => {
    if (CHANGE.test(line)) return [];
    const code = line.replaceAll(/"(?:[^"\\]|\\.)*"|\/\/.*/g, (match) => ' '.repeat(match.length));
    return [...code.matchAll(/\bKERNEL\b|\bv\d+\.\d+\b/g)].map(({ 0: word, index }): Diagnostic => ({
      severity: 'error', source, span: [row, index, row, index + word.length],
      message: `\`${word}\` says when something changed but not what: use a constant of include/linux/versions.daxk or of the file system, or declare one there`,
    }));
  }));
}
