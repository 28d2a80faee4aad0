// Versions are constants that say what changed: each is declared once, with the version, the commit and what it means.
import { describe, expect, test } from 'vitest';
import { unnamedVersions } from '../../scripts/named-versions';
import { exploreAll } from '../../src/explorer/explore';
import { formatVersion, parseVersion } from '../../src/language/versions';
import { readKernelSources } from '../../src/node/kernel-files';
import { compileScenario, kernelFolder, modelKernel } from '../support/model-kernel';

const FORM = /^(v\d+\.\d+)(?:, [0-9a-f]{12}(?:, [0-9a-f]{12})*(?: and [0-9a-f]{12})?)?: \S/;

test('the model kernel names versions in constants only', () => {
  expect(unnamedVersions(readKernelSources(kernelFolder))).toEqual([]);
});

test.each([
  ['if (KERNEL < v4.18) return;', ['KERNEL', 'v4.18']], ['int f() since v4.18 { }', ['v4.18']], ['const bool OLD = KERNEL < v4.18;', ['KERNEL', 'v4.18']],
  ['const bool NEW = KERNEL >= v4.18;', []], ['// until v4.18, if KERNEL says so', []], ['"since v4.18": x = 1; // v4.18', []],
])('%s is refused at %j', (text, words) => {
  const found = unnamedVersions([{ source: 'a.daxk', text: `\n${text}` }]);
  expect(found.map(({ span: [line, from, , to] }) => [line, text.slice(from, to)])).toEqual(words.map((word) => [1, word]));
});

describe('each change', () => {
  const changes = modelKernel().constants.flatMap(({ name, value, doc }) => (value.kind === 'kernel' ? [{ name, value, doc }] : []));

  test('is found', () => expect(changes.length).toBeGreaterThan(20));

  test.each(changes)('$name says its version, its commit where that is known, and what changed', ({ value, doc }) => {
    expect(FORM.exec(doc ?? '')?.[1]).toBe(formatVersion(value.version));
  });
});

/** A bug of v5.18 alone, which cannot be chosen: a page is grabbed while the truncate looks, and given back since another thread has unmapped it. */
describe('a put of get_user_pages that forgets to wake (M-12)', () => {
  const scenario = `scenario "a grab in vain"
    device pmem0 { blocks = 1 }
    mount mnt { type = xfs  device = pmem0  dax }
    file victim on mnt { blocks = 1 }
    process app { buf = mmap(victim, 0, 1); load(buf[0]); thread unmapper { munmap(buf); } pipe = vmsplice(buf[0]); close_pipe(pipe); }
    process onlooker { view = mmap(victim, 0, 1); }
    process truncator { ftruncate(victim, 0); }`;

  // That blocks are freed where nobody maps the file is M-15, in all three.
  test.each([['v5.17', []], ['v5.18', ['hang']], ['v5.19', []]])('%s: %j', (version, found) => {
    const { complete, counterexamples } = exploreAll(compileScenario(scenario, parseVersion(version)), { all: true });
    expect([complete, counterexamples.map(({ verdict }) => verdict).filter((verdict) => verdict !== 'violates')]).toEqual([true, found]);
  });
});
