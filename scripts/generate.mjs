// `npm run generate`: the parser's types and grammar, by Langium, from src/language/daxscn.langium.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './vscode/paths.mts';

execFileSync('langium', ['generate'], { cwd: root, stdio: 'inherit' });

// Langium's loader of the grammar brings all of Langium with it; src/language/grammar.ts does without.
const path = join(root, 'src', 'language', 'generated', 'grammar.ts');
const text = await readFile(path, 'utf8');
const ours = text.replace("import { loadGrammarFromJson } from 'langium'", "import { loadGrammarFromJson } from '../grammar'");
if (ours === text) throw new Error(`${path} does not import loadGrammarFromJson as expected`);
await writeFile(path, ours);
