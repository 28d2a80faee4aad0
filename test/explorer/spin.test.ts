// The cross-check: Spin on the exported model finds the same states, transitions and errors as the explorer, unreduced.
// Both are far apart in everything else: another language, another search, another state, another author.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { promela } from '../../src/compiler/promela/promela';
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatVersion, parseVersion } from '../../src/language/versions';
import { readKernelSources } from '../../src/node/kernel-files';
import { compileTrees, trees } from '../compiler/tiny-kernel';
import { kernelFolder, modelKernel, scenarioTrees } from '../support/model-kernel';
import { isComplete } from '../support/extent';
import { missingPrograms, verify } from '../support/spin';
import { explored, reported } from '../support/spin-agreement';

const root = join(__dirname, '..', '..');
const MINUTES = 60_000;

/** Their graphs are left to the benchmark, which compares the numbers too. */
const TOO_LARGE = [
  '03-two-pinned-pages.daxscn', 'm-10-one-waiter-is-woken.daxscn', 'm-23-woken-in-the-place-of-another.daxscn', 'store-into-a-shared-block.daxscn',
  'truncates-of-a-shared-block.daxscn', 'unwritten-extent-is-converted.daxscn',
];
/** Spin takes minutes to read the megabytes of each of these models: a usual run leaves them out. */
const LONG = ['fsync-of-a-huge-mapping.daxscn', 'punch-in-a-huge-mapping.daxscn', 'stores-behind-fsync.daxscn'];
/** Their sets have more than 31 members. */
const WITHOUT_FORM = ['device-of-64-blocks.daxscn', 'pins-of-one-page-64.daxscn', 'tasks-32.daxscn'];

/** Versions that differ in names only are one program: without the comment at its head, which names the version, the model is the same. */
const verified = new Set<string>();

/** One of each age of the model kernel: nearly all of the time goes to compiling what Spin writes, for each version anew. */
const AGES = ['v4.17', 'v4.19', 'v5.10', 'v6.12', 'v6.18'].map(parseVersion);

/**
 * Each example and exhibit on every age that it speaks of, and every other scenario on the last version that it speaks of. A usual run takes a sample of these: of the
 * first the ages in turns, of the others one in eight.
 */
const cases = ['examples', 'examples/museum', 'test/kernel/scenarios'].flatMap((folder) => {
  const files = readdirSync(join(root, folder)).filter((file) => file.endsWith('.daxscn'));
  return files.flatMap((file, index) => {
    const text = readFileSync(join(root, folder, file), 'utf8');
    const versions = [...new Set(checkScenario(file, text, modelKernel()).tree!.expects.map(({ version }) => version))].sort((a, b) => a - b);
    const isExample = folder.startsWith('examples');
    const chosen = isExample ? versions.filter((version) => AGES.includes(version)) : versions.slice(-1);
    const sample = isExample ? chosen.slice(index % chosen.length).slice(0, 1) : index % 8 === 0 ? chosen : [];
    return (isComplete ? chosen : LONG.includes(file) ? [] : sample).map((version) => ({ name: `${file} ${formatVersion(version)}`, text, version }));
  });
});

describe.runIf(missingPrograms.length === 0)('Spin', () => {
  describe.concurrent('agrees on', () => {
    it.each(cases)('$name', async ({ name, text, version }) => {
      const compiled = compileTrees(scenarioTrees(text), version);
      if (WITHOUT_FORM.includes(name.split(' ')[0]!)) return expect(() => promela(compiled)).toThrow('Promela has no sets of more than 31 objects');
      const model = promela(compiled);
      const body = model.slice(model.indexOf('*/'));
      if (verified.has(body)) return;
      verified.add(body);
      const expected = explored(compiled.program);
      if (expected) expect(await reported(model, expected.found.includes('invalid end state'))).toEqual(expected);
      else expect(TOO_LARGE).toContain(name.split(' ')[0]);
    }, 15 * MINUTES);
  });

  it('agrees on calls that only the object decides: two file systems at once', async () => {
    const folder = join(root, 'test', 'kernel', 'file-system');
    const kernel = checkKernel([...readKernelSources(kernelFolder), ...readKernelSources(join(folder, 'kernel'))]).tree;
    const text = readFileSync(join(folder, 'scenarios', 'two-at-once-breaks.daxscn'), 'utf8');
    const compiled = compileTrees({ kernel, scenario: checkScenario('two-at-once.daxscn', text, kernel).tree! }, parseVersion('v4.17'));
    expect(await verify(promela(compiled))).toEqual(explored(compiled.program));
  }, MINUTES);

  it.each([1, 2, 3])('agrees on a loop over all of %i objects, whose counter goes one beyond', async (count) => {
    const devices = Array.from({ length: count - 1 }, (_, i) => `device more${i} { blocks = 1 }`).join('\n');
    const tree = trees(`${devices} process p { visit(); } process q { visit(); }`, 'syscall void visit() { for (d in all block_device) { "fill {d}": d.full = true; } }');
    const compiled = compileTrees(tree);
    expect(await verify(promela(compiled))).toEqual(explored(compiled.program));
  }, MINUTES);

  it('finds the same states where nothing can be hidden from them', async () => {
    const { text } = cases.find(({ name }) => name.startsWith('08-'))!;
    const compiled = compileTrees(scenarioTrees(text), parseVersion('v4.18'));
    expect(await verify(promela(compiled), { spin: ['-DCORES'] })).toEqual(explored(compiled.program));
  }, MINUTES);

  it.each([
    ['a value out of its range', trees('process p { add(box, 7); add(box, 7); }'), /<=7/],
    ['a null reference', trees('process p { blame(); }', 'syscall void blame() { current.lock.writer.lock.writer = null; }'), /invalid array index/],
    ['what is wrong from the beginning', trees('process p { }', 'invariant is_full { for (d in all block_device) require (d.full) "{d}"; }'), /^is_full$/],
    ['a failed assertion', trees('process p { claim(box); }', 'syscall void claim(block_device d) { assert (d.full) "{d} is not full"; }'), /^claim$/],
  ])('reports %s', async (_, tree, report) => {
    const { found } = await verify(promela(compileTrees(tree)));
    expect(found).toContainEqual(expect.stringMatching(report));
  }, MINUTES);
});

describe('without Spin', () => {
  it('a test on CI fails, and says what to install', () => {
    const advice = missingPrograms.length > 0 ? `not checked against Spin: apt-get install ${missingPrograms.join(' ')}` : '';
    if (process.env.CI) expect(advice).toBe('');
    else if (advice) console.warn(advice);
  });
});
