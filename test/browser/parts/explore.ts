// The explorer, with everything below it.
import { compile } from '../../../src/compiler/compile';
import { exploreAll } from '../../../src/explorer/explore';
import { checkScenario } from '../../../src/language/check';
import { parseVersion } from '../../../src/language/versions';
import type { Input } from './input';

export function run({ kernel, version, path, text }: Input): object {
  const compiled = compile(kernel, checkScenario(path, text, kernel).tree!, parseVersion(version));
  return 'errors' in compiled ? compiled.errors : exploreAll(compiled.program, { reduction: true, symmetry: true });
}
