// What `check` prints of every example that goes wrong, golden. `UPDATE=1 npm run unit` writes it anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import { kernelFolder, modelKernel } from '../support/model-kernel';

const examples = join(__dirname, '..', '..', 'examples');
const folder = join(__dirname, 'explanations');

/** The output without how long it took. The path is relative, so that lines break alike wherever the repository is. */
async function checked(file: string, kernel: string): Promise<string> {
  let out = '';
  const output = { isTerminal: false, columns: 100, write: (text: string) => { out += text; } };
  await main(['check', '--kernel', kernel, relative(process.cwd(), join(examples, file))], {
    out: output, err: output, now: () => 0, kernelFolder, kernelTree: modelKernel, cancellation: new Cancellation(),
  });
  return out.replace(/^ +[\d,]+ states.*\n/m, '');
}

describe('what is said of a counterexample', () => {
  const wrong = readdirSync(examples).filter((name) => name.endsWith('.daxscn')).flatMap((name) => {
    const expects = readFileSync(join(examples, name), 'utf8').matchAll(/^expect (.*) (?:violates|hang|deadlock|livelock)/gm);
    return [...expects].flatMap(([, versions]) => versions!.split(', ').map((kernel) => [name, kernel] as const));
  });

  it.each(wrong)('%s on %s', { timeout: 60_000 }, async (name, kernel) => {
    const path = join(folder, name.replace('.daxscn', `.${kernel}.txt`));
    const text = await checked(name, kernel);
    if (process.env.UPDATE) writeFileSync(path, text);
    else expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
