// The past and the present tense of every text of the model kernel, golden. `UPDATE=1 npm run unit` writes it anew.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pastTense } from '../../src/machine/explain/past-tense';
import { presentTense } from '../../src/machine/explain/present-tense';

const kernel = join(__dirname, '..', '..', 'src', 'kernel');
const golden = join(__dirname, 'past-tense.txt');

/** The texts before statements: `"pin {page}":`. */
const texts = globSync('**/*.daxk', { cwd: kernel })
  .flatMap((file) => [...readFileSync(join(kernel, file), 'utf8').matchAll(/"([^"\n]+)":/g)].map(([, text]) => text!));

it('is right of each verb, and left out where there is none', () => {
  const said = new Map<string, string>();
  for (const text of texts.sort()) said.set(text.split(' ')[0]!, `${text} → ${pastTense(text) ?? '–'}, ${presentTense(text) ?? '–'}`);
  const table = `${[...said.values()].join('\n')}\n`;
  if (process.env.UPDATE) writeFileSync(golden, table);
  else expect(table).toBe(readFileSync(golden, 'utf8'));
});

it.each([
  ['is page 0 mapped?', undefined], ['nobody moves', undefined], ['size = victim.i_size', undefined], ['atomic', undefined],
  ['commit', 'committed'], ['copy one', 'copied one'], ['tell all', 'told all'], ['{odd}', undefined],
])('%s', (text, past) => {
  expect(pastTense(text)).toBe(past);
});
