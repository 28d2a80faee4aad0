// The tables of docs/kernel-model.md are what the source of the model kernel says.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTables } from '../../scripts/kernel-document';
import { readKernelSources } from '../../src/node/kernel-files';
import { readTable } from '../kernel/gates/table';
import { kernelFolder } from '../support/model-kernel';

const path = join(import.meta.dirname, '..', '..', 'docs', 'kernel-model.md');
const COMMAND = 'run `UPDATE=1 npx vitest run test/architecture/kernel-document.test.ts`';

test('docs/kernel-model.md has the tables that the source gives', () => {
  const document = readFileSync(path, 'utf8');
  const made = withTables(document, readKernelSources(kernelFolder), readTable());
  if (process.env.UPDATE) writeFileSync(path, made);
  else expect(document, COMMAND).toBe(made);
});

const SOURCE = `// fs/a.c and b.c: two files.
// Left out: errors.

/// v4.18, 0123456789ab: a change.
const bool CHANGE = KERNEL >= v4.18;

/// The same in both.
void f() { }

/// fs/c.c: elsewhere.
/// Simplified: one | at a
/// time.
/// Not in Linux.
void g() since CHANGE { }

/// I-9. Holds. For a reason.
invariant ok { }
`;

test('a table has what comments say', () => {
  const made = withTables(['versions', 'functions', 'invariants'].map((name) => `<!-- generated: ${name} -->\nold\n<!-- end -->`).join('\n'), [{ source: 'fs/a.daxk', text: SOURCE }], { CHANGE: { museum: ['m-01-one.daxscn', 'other.daxscn'] } });
  expect(made.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:new in|Linux|name) /.test(line))).toEqual([
    '| **v4.18** | v4.18, 0123456789ab | `CHANGE` | A change. | [M-1](../examples/museum/m-01-one.daxscn), [other](../examples/museum/other.daxscn) |',
    '| `fs/a.c`, `b.c` | `f` | all | Of all here: Errors. |',
    '| `fs/c.c` | *`g`* | since v4.18 | One \\| at a time. |',
    '| `ok` | I-9 | Holds. |',
  ]);
});
