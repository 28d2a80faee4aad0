// A scenario of one's own, written from an empty file with suggestions alone: see typist.ts for what may be done.
import { afterEach, expect, test } from 'vitest';
import { compile } from '../../../src/compiler/compile';
import { exploreAll } from '../../../src/explorer/explore';
import { checkScenario } from '../../../src/language/check';
import { parseVersion } from '../../../src/language/versions';
import { readKernelSources } from '../../../src/node/kernel-files';
import { kernelFolder, modelKernel } from '../../support/model-kernel';
import { Editor } from './editor';
import { richCapabilities } from './marked';
import { Typist } from './typist';

const uri = 'file:///w/my-own.daxscn';
let editor: Editor;
afterEach(() => editor.dispose());

async function begin(): Promise<Typist> {
  editor = new Editor({ tree: modelKernel, sources: () => readKernelSources(kernelFolder), uri: (source) => `daxk:/${source}` });
  await editor.initialize(richCapabilities);
  return Typist.begin(editor, uri);
}

/** What the search says of a text on a version. */
function verdicts(text: string, version: string): (string | null)[] {
  const { tree, diagnostics } = checkScenario('my-own.daxscn', text, modelKernel());
  expect(diagnostics).toEqual([]);
  const compiled = compile(modelKernel(), tree!, parseVersion(version));
  if ('errors' in compiled) throw new Error(JSON.stringify(compiled.errors));
  const { complete, counterexamples } = exploreAll(compiled.program, { all: true });
  expect(complete).toBe(true);
  return counterexamples.map((found) => found.property);
}

test('an empty file offers a scenario that can be checked as it stands', async () => {
  const author = await begin();
  expect((await author.suggestions()).map(({ label }) => label)).toEqual(['scenario', 'scenario title']);
  await author.take('scenario');
  await editor.rest();
  expect(editor.latest.get(uri)!.diagnostics).toEqual([]);
  expect(verdicts(author.text, 'v7.3')).toEqual([]);
});

test('suggestions lead from an empty file to the race of example 01', async () => {
  const author = await begin();
  await author.take('scenario title');
  await author.enter();
  await author.take('kernel', 'v4.17');
  await author.enter();
  await author.take('device', '2');
  await author.enter();
  await author.take('device disk');
  await author.enter();
  await author.take('mount', 'pmem0');
  await author.enter();
  await author.take('file', '1');
  await author.enter();
  await author.take('file', 'other', '1');
  await author.enter();
  await author.take('process', 'reader');
  await author.take('mmap', 'victim', '0', '1');
  await author.enterHere();
  await author.take('read_direct', 'nvme0', 'buf[0]');
  await author.enter();
  await author.take('process', 'truncator');
  await author.take('ftruncate', 'victim', '0');
  await author.enter();
  await author.take('process', 'writer');
  await author.take('fallocate', 'other', '0', '2');
  await author.enter();
  await author.take('expect');
  await author.take('until', 'v4.18');
  await author.take('violates');
  await author.take('dma_lands_at_home');
  await author.enter();
  await author.take('expect');
  await author.take('since', 'v4.18');
  await author.take('holds');
  await author.enter();
  await editor.rest();
  expect(editor.latest.get(uri)!.diagnostics).toEqual([]);
  expect(author.text).toBe(`scenario "what races with what"
kernel v4.17
device pmem0 { blocks = 2 }
device nvme0
mount mnt { type = xfs  device = pmem0  dax }
file victim on mnt { blocks = 1 }
file other on mnt { blocks = 1 }
process reader {
    buf = mmap(victim, 0, 1);
    read_direct(nvme0, buf[0]);
}
process truncator {
    ftruncate(victim, 0);
}
process writer {
    fallocate(other, 0, 2);
}
expect until v4.18 violates dma_lands_at_home
expect since v4.18 holds
`);
  expect(verdicts(author.text, 'v4.17')).toContain('dma_lands_at_home');
  expect(verdicts(author.text, 'v4.19')).toEqual([]);
});
