import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checked, SourceText } from '../check';
import { CheckCache, checkKernel, checkOverlays, checkScenario } from '../check';
import { versionsIn } from '../checker/live';
import { KernelNames } from '../checker/names';
import { versionsNamed } from '../checker/scenario';
import { headerOf } from '../linux-files';
import { besideScenario, usedPaths, type GivenOverlay } from '../overlays';
import { Report } from '../report';
import { SourceFile } from '../source-file';
import type { SymbolInfo, SymbolUse } from '../symbols';
import type { KernelTree, ScenarioTree } from '../tree';
import { writtenKernel } from '../written-header';
import type { Surroundings } from './describe';

/** The model kernel that the server works with. Nothing here reads files. */
export interface KernelAccess {
  /** The checked tree, against which scenarios are checked. */
  tree(): KernelTree;
  /** The sources, asked for once, when somebody looks into one of them. */
  sources(): readonly SourceText[];
  /** The address of `fs/dax.daxk` for the editor. */
  uri(source: string): string;
  /** The text of an overlay that no document has; undefined if there is none. Absent: only documents are known. */
  readFile?(uri: string): string | undefined;
  /** The address of docs/system-calls.md, if there is one. */
  readonly reference?: string;
}

/** `kernel`: that of a scenario, with its overlays and what it declares of its own. */
export type CheckedDocument = Checked<KernelTree | ScenarioTree | undefined> & { readonly kernel?: KernelTree };

/** A use of a name in a document of the editor. */
export interface DocumentUse {
  readonly uri: string;
  readonly use: SymbolUse;
}

/** The open texts and what the checker says of them; every result is kept until the text changes. */
export class Workspace {
  private readonly documents = new Map<string, TextDocument>();
  /** Of all but the files of the kernel; of those that are open under two addresses, of the one opened first. */
  private readonly results = new Map<string, CheckedDocument>();
  readonly cache = new CheckCache();
  private kernelResult: Checked<KernelTree> | undefined;
  private readonly kernelNames = new Map<string, string | undefined>();
  private kernelTexts: readonly SourceText[] | undefined;
  /** Of the workspace, in the order in which they apply. */
  private configured: readonly string[] = [];
  /** What is in files, by decoded address. */
  private readonly files = new Map<string, string | undefined>();
  /** By scenario the overlays that its text names. */
  private readonly used = new Map<string, { readonly text: string; readonly uris: readonly string[] }>();

  /** That which was opened or edited last. */
  private latestScenario: string | undefined;

  constructor(readonly kernel: KernelAccess) {}

  open(uri: string, text: string, version = 0): void {
    this.documents.set(uri, TextDocument.create(uri, '', version, text));
    this.touched(uri);
    this.forget(uri);
  }

  private touched(uri: string): void {
    if (!uri.endsWith('.daxk')) this.latestScenario = uri;
  }

  /** Changes one after the other: each range is one of the text that the changes before have left. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[], version = 0): void {
    const document = this.documents.get(uri);
    if (!document) return;
    TextDocument.update(document, [...changes], version);
    this.touched(uri);
    this.forget(uri);
  }

  close(uri: string): void {
    this.documents.delete(uri);
    this.forget(uri);
  }

  /** The overlays of the workspace's setting, by their addresses. */
  configure(overlays: readonly string[]): void {
    this.configured = overlays;
    this.results.clear();
  }

  /** A file was changed, made or removed by somebody else. */
  fileChanged(uri: string): void {
    this.files.delete(decoded(uri));
    this.results.clear();
  }

  document(uri: string): TextDocument | undefined {
    return this.documents.get(uri);
  }

  /** The open files of the kernel are checked together: a change of one can be a mistake in another. */
  check(uri: string): CheckedDocument | undefined {
    const text = this.documents.get(uri)?.getText();
    if (text === undefined) return undefined;
    const source = this.kernelSource(uri);
    if (source !== undefined && this.openKernelFiles().get(source) === uri) return this.checkedKernel();
    const result = this.results.get(uri) ?? this.checkText(uri, text);
    this.results.set(uri, result);
    return result;
  }

  /** Checks a text as if it were in the document: completion does, with a name where there is none yet. */
  checkText(uri: string, text: string): CheckedDocument {
    if (!uri.endsWith('.daxk')) {
      const used = new Map(usedPaths(text).map((path) => [path, this.overlay(besideScenario(uri, path))]));
      return checkScenario(uri, text, this.kernel.tree(), this.cache, { overlays: this.textsOf(this.configured), used });
    }
    const source = this.kernelSource(uri);
    if (source === undefined) return checkOverlays([...this.textsOf(this.beneath(uri)), { source: uri, text }], this.kernel.tree(), this.cache);
    return checkKernel(this.kernelInEditor().map((each) => (each.source === source ? { source, text } : each)), this.cache);
  }

  /** The open documents whose diagnostics a change of this one can change. */
  affectedBy(uri: string): string[] {
    const others = [...this.documents.keys()].filter((other) => other !== uri);
    if (this.kernelSource(uri) !== undefined) return [uri, ...others.filter((other) => this.kernelSource(other) !== undefined)];
    const isNear = (one: string, other: string): boolean => !one.endsWith('.daxk') && this.overlaysOf(one).some((overlay) => decoded(overlay) === decoded(other));
    return [uri, ...others.filter((other) => isNear(other, uri) || isNear(uri, other) || this.beneath(other).includes(uri))];
  }

  /** The open documents, after a change that can concern any of them. */
  get uris(): string[] {
    return [...this.documents.keys()];
  }

  /** The name that the checker gives to a document: that of the kernel's file, or the address. */
  sourceOf(uri: string): string {
    return this.kernelSource(uri) ?? uri;
  }

  uriOf(source: string): string {
    return isAddress(source) ? source : this.openKernelFiles().get(source) ?? this.kernel.uri(source);
  }

  /** Every use of the same thing in the open documents and, for things of the kernel, in all of it. */
  usesOf(symbol: SymbolInfo): DocumentUse[] {
    const isOfKernel = !isAddress(symbol.source);
    // An open file of the kernel has the result of the whole kernel.
    const results = new Set([...isOfKernel ? [this.checkedKernel()] : [], ...[...this.documents.keys()].map((uri) => this.check(uri))]);
    const uses = [...results].flatMap((result) => result?.symbols.usesOf(symbol) ?? []);
    return [...new Map(uses.map((use) => [`${use.source} ${use.span.join()}`, use])).values()].map((use) => ({ uri: this.uriOf(use.source), use }));
  }

  /** Every use of a name in the whole kernel and the open documents, each once. */
  allUses(): DocumentUse[] {
    const results = new Set([this.checkedKernel(), ...[...this.documents.keys()].map((uri) => this.check(uri))]);
    const uses = [...results].flatMap((result) => result?.symbols.uses ?? []);
    const unique = new Map(uses.map((use) => [`${use.source} ${use.span.join()}`, use]));
    return [...unique.values()].map((use) => ({ uri: this.uriOf(use.source), use }));
  }

  /** The text of a document, of a file of the kernel or of an overlay. */
  text(uri: string): string | undefined {
    const source = this.kernelSource(uri);
    const overlay = this.overlay(uri);
    return this.documents.get(uri)?.getText() ?? this.kernelSources().find((file) => file.source === source)?.text ?? ('text' in overlay ? overlay.text : undefined);
  }

  /** What is written in a range of one line. */
  textOf(uri: string, { start, end }: Range): string {
    return (this.text(uri) ?? '').split(/\r\n|\r|\n/)[start.line]?.slice(start.character, end.character) ?? '';
  }

  /** The same documents, some with other texts. */
  with(texts: readonly { readonly uri: string; readonly text: string }[]): Workspace {
    const other = new Workspace(this.kernel);
    other.configured = this.configured;
    for (const [uri, document] of this.documents) other.open(uri, texts.find((each) => each.uri === uri)?.text ?? document.getText());
    return other;
  }

  /** The kernel version on which a text runs unless another one is chosen: that of the scenario, for kernel that of the open scenario which uses it or was edited last. */
  versionFor(uri: string): string | undefined {
    const uses = this.scenarios().find((each) => this.overlaysOf(each).some((overlay) => decoded(overlay) === decoded(uri)));
    const scenario = uri.endsWith('.daxk') ? uses ?? this.latestScenario : uri;
    const text = scenario === undefined ? undefined : this.documents.get(scenario)?.getText();
    if (scenario === undefined || text === undefined) return undefined;
    return writtenKernel(text)?.text ?? this.versionsOf(this.kernel.tree(), text).at(-1);
  }

  /** What a description of a name in a document says besides. */
  surroundingsOf(uri: string): Surroundings {
    const names = new KernelNames(this.kernelOf(uri));
    const text = uri.endsWith('.daxk') ? undefined : this.documents.get(uri)?.getText();
    const header = (source: string): string => headerOf(this.kernelSources().find((file) => file.source === source)?.text ?? '');
    return { names, header, versions: text === undefined ? [] : this.versionsOf(names.tree, text), reference: (name) => this.reference(name) };
  }

  /** The kernel versions that a scenario names. */
  versionsOf(kernel: KernelTree, scenario: string): string[] {
    this.cache.declarations.begin();
    const items = this.cache.declarations.parse(new SourceFile('', scenario), new Report()) ?? [];
    return versionsIn(versionsNamed(items, kernel));
  }

  /** Where the reference describes a system call, or all of them: in a file at its line, which is what editors go to. */
  reference(name?: string): string | undefined {
    const { reference } = this.kernel;
    if (reference === undefined || name === undefined) return reference;
    this.referenceLines ??= (this.kernel.readFile?.(reference) ?? '').split('\n');
    const line = this.referenceLines.indexOf(`## ${name}`);
    return line < 0 ? `${reference}#${name}` : `${reference}#L${line + 1}`;
  }

  private referenceLines: readonly string[] | undefined;

  private checkedKernel(): Checked<KernelTree> {
    return this.kernelResult ??= checkKernel(this.kernelInEditor(), this.cache);
  }

  /** The whole kernel, with the open files as they are in the editor. */
  private kernelInEditor(): SourceText[] {
    const open = this.openKernelFiles();
    return this.kernelSources().map(({ source, text }) => ({ source, text: this.documents.get(open.get(source) ?? '')?.getText() ?? text }));
  }

  /** The overlays of a scenario, in the order in which they apply, by their addresses. */
  private overlaysOf(scenario: string): string[] {
    const text = this.documents.get(scenario)?.getText() ?? '';
    let used = this.used.get(scenario);
    if (used?.text !== text) this.used.set(scenario, used = { text, uris: usedPaths(text).map((path) => besideScenario(scenario, path)) });
    return [...new Set([...this.configured, ...used.uris])];
  }

  /** The overlays over which an overlay is laid: those before it in the setting or, if it is not there, in an open scenario. */
  private beneath(overlay: string): string[] {
    if (!overlay.endsWith('.daxk')) return [];
    const isIt = (other: string): boolean => decoded(other) === decoded(overlay);
    const order = [this.configured, ...this.scenarios().map((scenario) => this.overlaysOf(scenario))].find((overlays) => overlays.some(isIt));
    return order ? order.slice(0, order.findIndex(isIt)) : [...this.configured];
  }

  private scenarios(): string[] {
    return [...this.documents.keys()].filter((uri) => !uri.endsWith('.daxk'));
  }

  private textsOf(overlays: readonly string[]): SourceText[] {
    return overlays.map((uri) => this.overlay(uri)).filter((given): given is SourceText => 'text' in given);
  }

  /** As it is in the editor, or else in its file. */
  private overlay(uri: string): GivenOverlay {
    const key = decoded(uri);
    const source = [...this.documents.keys()].find((other) => decoded(other) === key);
    if (source !== undefined) return { source, text: this.documents.get(source)!.getText() };
    if (!this.files.has(key)) this.files.set(key, this.kernel.readFile?.(uri));
    const text = this.files.get(key);
    return text === undefined ? { problem: 'there is no such file' } : { source: uri, text };
  }

  /** Whether the setting or an open scenario names a file as an overlay, whatever its name. */
  private isNamedAsOverlay(uri: string): boolean {
    const isIt = (other: string): boolean => decoded(other) === decoded(uri);
    return this.configured.some(isIt) || this.scenarios().some((scenario) => this.overlaysOf(scenario).some(isIt));
  }

  private forget(uri: string): void {
    if (this.kernelSource(uri) === undefined) {
      for (const affected of this.affectedBy(uri)) this.results.delete(affected);
      return;
    }
    this.results.delete(uri);
    this.kernelResult = undefined;
    for (const other of this.results.keys()) if (this.kernelSource(other) !== undefined) this.results.delete(other);
  }

  private kernelSources(): readonly SourceText[] {
    return this.kernelTexts ??= this.kernel.sources();
  }

  /** The kernel that a document is written for. */
  kernelOf(uri: string): KernelTree {
    const checked = this.check(uri);
    const own = uri.endsWith('.daxk') ? checked?.tree as KernelTree | undefined : checked?.kernel;
    return own ?? this.kernel.tree();
  }

  /** The addresses of the open files of the kernel, by their names. */
  private openKernelFiles(): Map<string, string> {
    return new Map([...this.documents.keys()].flatMap((uri) => {
      const source = this.kernelSource(uri);
      return source === undefined ? [] : [[source, uri]];
    }));
  }

  /** `fs/dax.daxk` for any address that ends like the path of a file of the kernel. */
  private kernelSource(uri: string): string | undefined {
    if (!uri.endsWith('.daxk') || this.isNamedAsOverlay(uri)) return undefined;
    if (!this.kernelNames.has(uri)) {
      const path = decoded(uri);
      this.kernelNames.set(uri, this.kernelSources().find(({ source }) => path === this.kernel.uri(source) || path.endsWith(`/${source}`))?.source);
    }
    return this.kernelNames.get(uri);
  }
}

/** Whether a source is a document or a file of the user's: those of the kernel have names like `fs/dax.daxk`. */
export function isAddress(source: string): boolean {
  return source.includes(':');
}

/** Editors may escape any character, and need not do it well. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
