// What `check` prints of every example that goes wrong, golden. `UPDATE=1 npm run unit` writes it anew.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { Cancellation } from '../../src/cli/cancellation';
import { main } from '../../src/cli/commands';
import { checkScenario } from '../../src/language/check';
import type { Expect } from '../../src/language/tree';
import { formatVersion } from '../../src/language/versions';
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
  // Of each `expect`, the first version and the last.
  const wrong = readdirSync(examples).filter((name) => name.endsWith('.daxscn')).flatMap((name) => {
    const { expects } = checkScenario(name, readFileSync(join(examples, name), 'utf8'), modelKernel()).tree!;
    const isEnd = ({ span: [line] }: Expect, other: Expect | undefined): boolean => other?.span[0] !== line;
    return expects.filter((each, at) => each.verdict !== 'holds' && (isEnd(each, expects[at - 1]) || isEnd(each, expects[at + 1])))
      .map(({ version }) => [name, formatVersion(version)] as const);
  });

  it('is kept of these alone', () => {
    expect(readdirSync(folder).sort()).toEqual(wrong.map(([name, kernel]) => name.replace('.daxscn', `.${kernel}.txt`)).sort());
  });

  it.each(wrong)('%s on %s', { timeout: 60_000 }, async (name, kernel) => {
    const path = join(folder, name.replace('.daxscn', `.${kernel}.txt`));
    const text = await checked(name, kernel);
    if (process.env.UPDATE) writeFileSync(path, text);
    else expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
