// V8 optimises what has been called some hundred times, which is right for servers. Most commands are over within half a second:
// there it costs more than what it optimises, and a long search calls what is hot a million times anyway.
// Invariant: only what V8 counts by changes, never what it computes; a version that is not known here is left alone, because
// options of V8 come and go, and one that it does not know is reported on the error output.
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';

/** By the version of V8: five to ten times what it asks for by itself, in calls or in bytes of bytecode run. */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  // Node.js 20
  '11.3': ['--interrupt-budget=675840'],
  // Node.js 24
  '13.6': ['--invocation-count-for-maglev=2000', '--invocation-count-for-turbofan=30000'],
};

/** To be called before anything is hot. */
export function optimizeLater(): void {
  for (const option of optionsFor(process.versions.v8)) setFlagsFromString(option);
}

/** The options that change when this version of V8 optimises. */
export function optionsFor(version: string): readonly string[] {
  const [release = ''] = /^\d+\.\d+/.exec(version) ?? [];
  return OPTIONS[release] ?? [];
}
