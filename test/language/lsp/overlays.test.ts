// Overlays in an editor: as documents, as files, by `use` and by the setting.
import { afterEach, describe, expect, test } from 'vitest';
import type { CompletionItem, Hover, Location } from 'vscode-languageserver';
import { Editor } from './editor';
import { head, kernel, kernelUri, richCapabilities, scenarioUri, wordsAt } from './marked';

const overlayUri = 'file:///w/my-patch.daxk';
const overlay = `/// Cuts a file, and says so.
syscall int ftruncate(inode file, int blocks)
{
    "cut {file}": file.size = blocks;
    return helper(blocks);
}

int helper(int blocks) { return blocks; }

syscall void fdatasync(inode file) { down_write(current.mmap_lock); }
`;
const uses = `${head}use "my-patch.daxk"\nprocess p { fdatasync(victim); ftruncate(victim, 0); }\n`;

const files = new Map<string, string>();
let editor: Editor;

async function anEditor(texts: Readonly<Record<string, string>> = {}): Promise<Editor> {
  files.clear();
  for (const [uri, text] of Object.entries(texts)) files.set(uri, text);
  editor = new Editor({ ...kernel, readFile: (uri) => files.get(uri) });
  await editor.initialize({ ...richCapabilities, workspace: { didChangeWatchedFiles: { dynamicRegistration: false } } }, 'file:///w');
  return editor;
}

afterEach(() => editor.dispose());

/** In a text, where a part of it begins. */
function at(uri: string, text: string, part: string) {
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1)!.length + 1 } };
}

const messages = (uri: string): string[] => (editor.latest.get(uri)?.diagnostics ?? []).map(({ message, range }) => `${range.start.line + 1}: ${message}`);

describe('an overlay by itself', () => {
  test('is checked over the model kernel while it is written', async () => {
    await anEditor();
    expect((await editor.open(overlayUri, overlay)).diagnostics).toEqual([]);
    const { diagnostics } = await editor.change(overlayUri, 2, [{ text: overlay.replace('int blocks)', 'bool all)') }]);
    expect(diagnostics.map(({ message }) => message)).toEqual(['`ftruncate` does not fit the one that it replaces, in fs/small.daxk:79: syscall int ftruncate(inode file, int blocks)']);
  });

  test('knows the names of the kernel', async () => {
    await anEditor();
    await editor.open(overlayUri, overlay);
    const target = await editor.request<Location>('textDocument/definition', at(overlayUri, overlay, 'down_write'));
    expect(target.uri).toBe(kernelUri);
    // What it replaces.
    expect((await editor.request<Location>('textDocument/definition', at(overlayUri, overlay, 'ftruncate'))).uri).toBe(kernelUri);
    const items = await editor.request<CompletionItem[]>('textDocument/completion', at(overlayUri, overlay, '    return'));
    expect(items.map(({ label }) => label)).toEqual(expect.arrayContaining(['down_write', 'helper', 'fdatasync']));
  });
  test('adds fields to an object of the kernel, which are known there and in what uses it', async () => {
    const extension = '/// A patch.\nextend object inode { /** Nobody reads it. */ bool is_hot; }\n\nvoid heat(inode file) { file.is_hot = true; }\n';
    const scenario = `${head}use "my-patch.daxk"\nextend object inode { bool mine; }\nassert cold: !victim.is_hot && !victim.mine;\n`;
    await anEditor({ [overlayUri]: extension });
    expect((await editor.open(overlayUri, extension)).diagnostics).toEqual([]);
    await editor.open(scenarioUri, scenario);
    expect(messages(scenarioUri).filter((message) => !message.includes('nothing happens'))).toEqual([]);
    for (const [uri, text, part] of [[overlayUri, extension, 'is_hot = true'], [scenarioUri, scenario, 'is_hot &&']] as const) {
      const { contents } = await editor.request<Hover>('textDocument/hover', at(uri, text, part));
      expect((contents as { value: string }).value).toMatch(/^```daxk\nbool inode\.is_hot\n```\n\nNobody reads it\./);
      const target = await editor.request<Location>('textDocument/definition', at(uri, text, part));
      expect([target.uri, wordsAt(extension, target.range)]).toEqual([overlayUri, 'is_hot in line 2']);
    }
    const items = await editor.request<CompletionItem[]>('textDocument/completion', at(scenarioUri, scenario, 's_hot &&'));
    expect(items.map(({ label }) => label)).toEqual(['sb', 'size', 'is_hot', 'mine']);
    const own = await editor.request<Location>('textDocument/definition', at(scenarioUri, scenario, 'mine;\n'));
    expect([own.uri, wordsAt(scenario, own.range)]).toEqual([scenarioUri, 'mine in line 7']);
    expect((await editor.request<Location>('textDocument/definition', at(overlayUri, extension, 'inode {'))).uri).toBe(kernelUri);
  });
});

describe('a scenario that uses an overlay', () => {
  test('finds it in its file', async () => {
    await anEditor({ [overlayUri]: overlay });
    expect((await editor.open(scenarioUri, uses)).diagnostics).toEqual([]);
    for (const [name, line] of [['fdatasync', 10], ['ftruncate', 2]] as const) {
      const { uri, range } = await editor.request<Location>('textDocument/definition', at(scenarioUri, uses, `${name}(victim`));
      expect([uri, wordsAt(overlay, range)]).toEqual([overlayUri, `${name} in line ${line}`]);
    }
    const { contents } = await editor.request<Hover>('textDocument/hover', at(scenarioUri, uses, 'ftruncate(victim'));
    expect(JSON.stringify(contents)).toContain('Cuts a file, and says so.');
    const items = await editor.request<CompletionItem[]>('textDocument/completion', at(scenarioUri, uses, 'fdatasync(victim'));
    expect(items.map(({ label }) => label)).toContain('fdatasync');
  });

  test('says why it has none', async () => {
    await anEditor();
    await editor.open(scenarioUri, uses);
    await editor.rest();
    expect(messages(scenarioUri)[0]).toBe('6: the overlay `my-patch.daxk` cannot be read: there is no such file');
  });

  test('is checked again when the overlay changes in the editor', async () => {
    await anEditor();
    await editor.open(scenarioUri, uses);
    await editor.open(overlayUri, overlay);
    await editor.rest();
    expect(messages(scenarioUri)).toEqual([]);
    await editor.change(overlayUri, 2, [{ text: overlay.replace('helper(blocks);', 'hepler(blocks);') }]);
    await editor.rest();
    expect(messages(overlayUri)).toEqual(['5: unknown function `hepler`; did you mean `helper`?']);
    expect(messages(scenarioUri)).toEqual(['6: the overlay my-patch.daxk has an error in line 5: unknown function `hepler`; did you mean `helper`?']);
    await editor.change(overlayUri, 3, [{ text: overlay.replace('fdatasync', 'sync_data') }]);
    await editor.rest();
    expect(messages(overlayUri)).toEqual([]);
    expect(messages(scenarioUri)).toEqual([expect.stringContaining('7: `fdatasync` is not a system call')]);
  });

  test('is checked again when the overlay changes on the disk', async () => {
    await anEditor({ [overlayUri]: overlay });
    await editor.open(scenarioUri, uses);
    files.set(overlayUri, overlay.replace('fdatasync', 'sync_data'));
    void editor.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: overlayUri, type: 2 }] });
    await editor.rest();
    expect(messages(scenarioUri)).toEqual([expect.stringContaining('7: `fdatasync` is not a system call')]);
  });

  test('is among the references of what the overlay has', async () => {
    await anEditor();
    await editor.open(scenarioUri, uses);
    await editor.open(overlayUri, overlay);
    const found = await editor.request<Location[]>('textDocument/references', { ...at(overlayUri, overlay, 'fdatasync'), context: { includeDeclaration: true } });
    expect(found.map(({ uri, range }) => `${uri} ${wordsAt(uri === overlayUri ? overlay : uses, range)}`).sort()).toEqual([
      `${overlayUri} fdatasync in line 10`, `${scenarioUri} fdatasync in line 7`,
    ]);
  });

  test('may use a file that has the name of one of the kernel', async () => {
    const uri = 'file:///w/fs/small.daxk';
    await anEditor();
    await editor.open(scenarioUri, uses.replace('my-patch.daxk', 'fs/small.daxk'));
    await editor.open(uri, overlay);
    await editor.rest();
    expect([messages(scenarioUri), messages(uri)]).toEqual([[], []]);
  });
});

describe('the setting', () => {
  test('lays overlays over the kernel for every scenario, each over those before it', async () => {
    const first = 'file:///w/vendor%20kernel.daxk';
    await anEditor({ [first]: 'const int EVENDOR = 77;\n', [overlayUri]: `${overlay}int late() { return EVENDOR; }\n` });
    await editor.open(scenarioUri, uses.replace('use "my-patch.daxk"', ''));
    await editor.rest();
    expect(messages(scenarioUri)).toEqual([expect.stringContaining('7: `fdatasync` is not a system call')]);
    void editor.notify('workspace/didChangeConfiguration', { settings: { daxscn: { overlays: ['vendor kernel.daxk', '${workspaceFolder}/my-patch.daxk', 7] } } });
    await editor.rest();
    expect(messages(scenarioUri)).toEqual([]);
    // The last is checked over the first also where no scenario is open.
    const { diagnostics } = await editor.open(overlayUri, files.get(overlayUri)!);
    expect(diagnostics).toEqual([]);
    void editor.notify('workspace/didChangeConfiguration', { settings: {} });
    await editor.rest();
    expect(messages(scenarioUri)).toHaveLength(1);
    expect(messages(overlayUri)).toHaveLength(1);
  });
});
