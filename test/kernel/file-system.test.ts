// A file system is one folder: what is generic calls it through its tables and does not know it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exploreAll } from '../../src/explorer/explore';
import { checkKernel, checkScenario } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import { formatVersion } from '../../src/language/versions';
import { readKernelSources } from '../../src/node/kernel-files';
import { compileTrees } from '../compiler/tiny-kernel';
import { kernelFolder } from '../support/model-kernel';

const folder = join(__dirname, 'file-system');
const sources = readKernelSources(kernelFolder);
const kernel = checkKernel([...sources, ...readKernelSources(join(folder, 'kernel'))]);

describe('the packaged kernel with the folder of another file system', () => {
  it('has no findings', () => expect(kernel.diagnostics.map(formatDiagnostic)).toEqual([]));

  it('lists it where a mount names one that there is not', () => {
    const { diagnostics } = checkScenario('a.daxscn', 'scenario "a"\ndevice d { blocks = 1 }\nmount m { type = minix  device = d }\nprocess p { }\n', kernel.tree);
    expect(diagnostics.map(({ message }) => message)).toEqual(['`type` cannot be `minix`; there are: device_dax, erofs, ext2, ext4, virtiofs, xfs, toy, careless']);
  });
});

describe.each(readdirSync(join(folder, 'scenarios')))('%s', (name) => {
  const text = readFileSync(join(folder, 'scenarios', name), 'utf8');
  const { tree, diagnostics } = checkScenario(name, text, kernel.tree);

  it('has no findings', () => expect(diagnostics.map(formatDiagnostic)).toEqual([]));

  it.each((tree?.expects ?? []).map((each) => [formatVersion(each.version), each] as const))('%s', (_, { version, verdict, property }) => {
    const { counterexamples, complete } = exploreAll(compileTrees({ kernel: kernel.tree, scenario: tree! }, version).program, { all: true });
    expect(complete).toBe(true);
    const found = counterexamples.map((each) => (each.property ? `${each.verdict} ${each.property}` : each.verdict));
    if (verdict === 'holds') expect(found).toEqual([]);
    else expect(found).toContain(`${verdict} ${property}`);
  });
});

describe('outside of the folders of file systems', () => {
  const types = kernel.tree.tables.filter(({ type }) => type.name === 'file_system_type');
  const names = readdirSync(join(kernelFolder, 'fs'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && types.some(({ source }) => source.startsWith(`fs/${entry.name}/`))).map((entry) => entry.name);

  it('there are some to look for', () => expect(names).toEqual(['erofs', 'ext2', 'ext4', 'fuse', 'xfs']));

  it.each(sources.filter(({ source }) => !names.some((name) => source.startsWith(`fs/${name}/`))).map(({ source, text }) => [source, text] as const))(
    '%s names none, and asks for no type', (_, text) => {
      const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*|"(?:[^"\\\n]|\\.)*"/g, '');
      const found = code.match(new RegExp(`\\w*(?<![a-z])(?:${names.join('|')})\\w*|s_type\\s*[!=]=`, 'gi')) ?? [];
      // The error of any file system that is read-only.
      expect(found.filter((name) => name !== 'EROFS')).toEqual([]);
    });
});
