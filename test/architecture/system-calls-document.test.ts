// docs/system-calls.md is what the source of the model kernel and the examples of test/kernel/system-calls say.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { systemCallsDocument } from '../../scripts/system-calls/document';
import { errorsOf } from '../../scripts/system-calls/errors';
import { checkKernel } from '../../src/language/check';
import { readKernelSources } from '../../src/node/kernel-files';
import { kernelFolder } from '../support/model-kernel';

const root = join(import.meta.dirname, '..', '..');
const path = join(root, 'docs', 'system-calls.md');
const COMMAND = 'run `UPDATE=1 npx vitest run test/architecture/system-calls-document.test.ts`';

function example(name: string): string {
  const file = join(root, 'test', 'kernel', 'system-calls', `${name}.daxscn`);
  if (!existsSync(file)) throw new Error(`write an example of ${name}: test/kernel/system-calls/${name}.daxscn`);
  return readFileSync(file, 'utf8');
}

test('docs/system-calls.md is what the source gives', () => {
  const made = systemCallsDocument(readKernelSources(kernelFolder), example);
  if (process.env.UPDATE) writeFileSync(path, made);
  else expect(readFileSync(path, 'utf8'), COMMAND).toBe(made);
});

const SOURCE = `
object file { int(-100..100) error; }
int gives(int error) { if (error < 0) return error; return 0; }
int fails(file f) { f.error = -5; return f.error; }
int called(file f, bool b)
{
    int error = b ? -1 : -2;
    if (error == -2) error = 0;
    int result = gives(error);
    if (result != -2) return result;
    return fails(f);
}
int counts(int n) { int error = -7; if (n > 0) error = n; if (error >= 0) return error; return 1; }
`;

test.each([['gives', []], ['fails', [-5]], ['called', [-1, -5]], ['counts', []]])('errors of %s', (name, errors) => {
  const { tree, diagnostics } = checkKernel([{ source: 'a.daxk', text: SOURCE }]);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(errorsOf(tree)(name)).toEqual(errors);
});
