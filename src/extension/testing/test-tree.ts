// The tests of the workspace, by folder: a scenario, its `expect`s, and a test for each version of one that speaks of several. The text of a
// scenario is read when somebody asks what is in it, or when it is open.
import * as vscode from 'vscode';
import { documentOf, readText } from '../common/files';
import type { ExpectTest } from './scenario-tests';
import { TestFiles } from './test-files';

const SCENARIOS = '**/*.daxscn';

/** What can be run: what is expected of a scenario on a version. */
export interface VersionTest {
  readonly item: vscode.TestItem;
  readonly scenario: vscode.Uri;
  /** `v4.17`. */
  readonly kernel: string;
  /** `violates dma_lands_at_home`. */
  readonly expected: string;
}

export class TestTree implements vscode.Disposable {
  readonly #tests = new WeakMap<vscode.TestItem, VersionTest>();
  readonly #files: TestFiles;
  readonly #didRead = new vscode.EventEmitter<void>();
  /** Tests were found, or are others. */
  readonly onDidRead = this.#didRead.event;
  readonly #subscriptions: vscode.Disposable[] = [];
  #found: Thenable<void> | undefined;

  constructor(readonly controller: vscode.TestController) {
    this.#files = new TestFiles(controller);
    controller.resolveHandler = (item) => (item ? this.#read(item) : this.findAll());
    controller.refreshHandler = () => this.#find();
    const files = vscode.workspace.createFileSystemWatcher(SCENARIOS);
    this.#subscriptions.push(
      files, this.#didRead,
      files.onDidCreate((uri) => this.#files.of(uri)),
      files.onDidDelete((uri) => this.#files.delete(uri)),
      // What is open is read as the editor has it.
      files.onDidChange((uri) => { if (!documentOf(uri)) this.#reread(uri); }),
      vscode.workspace.onDidOpenTextDocument((document) => this.#show(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#show(document)),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#find()),
    );
    for (const document of vscode.workspace.textDocuments) this.#show(document);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The scenarios of the workspace; once, for from then on the watcher tells. */
  findAll(): Thenable<void> {
    return this.#found ??= this.#find();
  }

  /** The tests of a request, in the order of the tree. What it leaves out counts with all that is in it. */
  async testsOf({ include, exclude = [] }: Pick<vscode.TestRunRequest, 'include' | 'exclude'>): Promise<VersionTest[]> {
    if (!include) await this.findAll();
    const found = new Map<string, VersionTest>();
    const visit = async (item: vscode.TestItem): Promise<void> => {
      if (exclude.includes(item)) return;
      const test = this.#tests.get(item);
      if (test) found.set(keyOf(test), test);
      if (item.canResolveChildren && item.children.size === 0) await this.#read(item);
      for (const [, child] of item.children) await visit(child);
    };
    for (const item of include ?? [...this.controller.items].map(([, each]) => each)) await visit(item);
    return [...found.values()];
  }

  /** The tests that are known of a scenario, without reading it. */
  knownTests(scenario: vscode.Uri): VersionTest[] {
    const file = this.#files.get(scenario);
    const all = (item: vscode.TestItem): VersionTest[] => {
      const test = this.#tests.get(item);
      return [...(test ? [test] : []), ...[...item.children].flatMap(([, child]) => all(child))];
    };
    return file ? all(file) : [];
  }

  allKnown(): VersionTest[] {
    return this.#files.all().flatMap(({ uri }) => this.knownTests(uri!));
  }

  async #find(): Promise<void> {
    const uris = await vscode.workspace.findFiles(SCENARIOS);
    const names = new Set(uris.map((uri) => uri.toString()));
    for (const { id, uri } of this.#files.all()) if (!names.has(id) && !documentOf(uri!)) this.#files.delete(uri!);
    for (const uri of uris) this.#files.of(uri);
  }

  /** A scenario in an editor has its tests beside its lines. Only those of the workspace are tests: examples are shown as files, too. */
  #show(document: vscode.TextDocument): void {
    if (document.languageId !== 'daxscn' || document.uri.scheme !== 'file' || !vscode.workspace.getWorkspaceFolder(document.uri)) return;
    void this.#fill(this.#files.of(document.uri), () => document.getText());
  }

  #reread(uri: vscode.Uri): void {
    const item = this.#files.get(uri);
    if (item && item.children.size > 0) void this.#read(item);
  }

  async #read(item: vscode.TestItem): Promise<void> {
    const { uri } = item;
    if (!uri || this.#files.get(uri) !== item) return;
    item.busy = true;
    try {
      const onDisk = documentOf(uri) ? '' : await readText(uri);
      await this.#fill(item, () => documentOf(uri)?.getText() ?? onDisk);
      item.error = undefined;
    } catch (error) {
      item.error = error instanceof Error ? error.message : String(error);
    } finally {
      item.busy = false;
    }
  }

  /** The parser is loaded when the first text is read. */
  async #fill(file: vscode.TestItem, textOf: () => string): Promise<void> {
    const { scenarioTests } = await import('./scenario-tests');
    const { title, tests } = scenarioTests(textOf());
    if (title === undefined) delete file.description;
    else file.description = title;
    const times = new Map<string, number>();
    file.children.replace(tests.map((test, at) => {
      // The same may be said twice.
      const number = (times.get(test.label) ?? 0) + 1;
      times.set(test.label, number);
      return this.#expectItem(file, test, at, number === 1 ? test.label : `${test.label} (${number})`);
    }));
    this.#didRead.fire();
  }

  /** One that is known is kept: VS Code keeps its results with it. */
  #expectItem(file: vscode.TestItem, { label, span, versions, expected }: ExpectTest, at: number, id: string): vscode.TestItem {
    const scenario = file.uri!;
    const item = file.children.get(id) ?? this.controller.createTestItem(id, label, scenario);
    item.range = new vscode.Range(...span);
    // In the order of the text.
    item.sortText = String(at).padStart(4, '0');
    if (versions.length === 1) {
      this.#tests.set(item, { item, scenario, kernel: versions[0]!, expected });
      return item;
    }
    item.children.replace(versions.map((kernel, order) => {
      const part = item.children.get(kernel) ?? this.controller.createTestItem(kernel, `${kernel} ${expected}`, scenario);
      part.range = item.range;
      part.sortText = String(order).padStart(4, '0');
      this.#tests.set(part, { item: part, scenario, kernel, expected });
      return part;
    }));
    return item;
  }
}

/** The same for what `check` says of it: a scenario, a version, what is expected. */
export function keyOf({ scenario, kernel, expected }: Pick<VersionTest, 'scenario' | 'kernel' | 'expected'>): string {
  return JSON.stringify([scenario.toString(), kernel, expected]);
}
