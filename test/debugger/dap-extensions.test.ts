// docs/dap-extensions.md describes what the adapter has beyond the protocol: all of it, and nothing else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { attachAttributes, attributes } from '../../src/debugger/launch/configuration';
import { customMovements } from '../../src/debugger/motion/custom-movements';
import { filters, ownRequests } from '../../src/debugger/protocol/capabilities';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'dap-extensions.md'), 'utf8');

/** The names in the first column of the table whose head begins with a word, with the texts of the second column. */
function rows(head: string): [name: string, second: string][] {
  const [, table = ''] = /^.*\n([^]*?)\n\n/.exec(page.slice(page.indexOf(`| ${head} |`))) ?? [];
  return [...table.matchAll(/^\| `(\w+)` \|([^|]*)\|/gm)].map(([, name, second]) => [name!, second!]);
}

test('every request of our own has a section', () => {
  const sections = [...page.matchAll(/^### `(daxscn\/\w+)`$/gm)].map((match) => match[1]!);
  expect(sections.sort()).toEqual([...ownRequests].sort());
});

test('every movement is in the table', () => {
  expect(rows('`movement`').map(([name]) => name).sort()).toEqual(Object.keys(customMovements).sort());
});

test('every attribute is in the table, and of the request that takes it', () => {
  const of = (request: string): string[] => rows('attribute').filter(([, of]) => of.includes(request)).map(([name]) => name).sort();
  expect(of('launch')).toEqual([...Object.keys(attributes), 'noDebug'].sort());
  expect(of('attach')).toEqual(Object.keys(attachAttributes).sort());
});

test.each(filters)('the filter $filter is named', ({ filter }) => expect(page).toContain(`\`${filter}\``));
