// The parser's types and grammar, which Langium generates from src/language/daxscn.langium. Git does not keep them.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './vscode/paths.mts';

export const grammar = join(root, 'src', 'language', 'daxscn.langium');
/** The last file that is written. */
const generated = join(root, 'src', 'language', 'generated', 'grammar.ts');
const inputs = [grammar, join(root, 'langium-config.json'), import.meta.filename];

/** Throws when the grammar is wrong; Langium has said why. */
export async function generateParser(): Promise<void> {
  execFileSync(process.execPath, [join(root, 'node_modules', 'langium-cli', 'bin', 'langium.js'), 'generate'], { cwd: root, stdio: 'inherit' });
  // Langium's loader of the grammar brings all of Langium with it; src/language/grammar.ts does without.
  const text = await readFile(generated, 'utf8');
  const ours = text.replace("import { loadGrammarFromJson } from 'langium'", "import { loadGrammarFromJson } from '../grammar'");
  if (ours === text) throw new Error(`${generated} does not import loadGrammarFromJson as expected`);
  await writeFile(generated, ours);
}

/** It was never generated, or something has changed since. */
export function parserIsOutOfDate(): boolean {
  const at = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
  return inputs.some((input) => at(input) > at(generated));
}
