import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checked } from '../check';
import { CheckCache, checkKernel, checkOverlays, checkScenario, kernelSymbols } from '../check';
import { versionsIn } from '../checker/live';
import { KernelNames } from '../checker/names';
import { versionsNamed } from '../checker/scenario';
import { headerOf } from '../linux-files';
import { besideScenario, usedPaths } from '../overlays';
import { Report } from '../report';
import { SourceFile } from '../source-file';
import type { SymbolIndex, SymbolInfo, SymbolUse } from '../symbols';
import type { KernelTree, ScenarioTree } from '../tree';
import { writtenKernel } from '../written-header';
import type { Surroundings } from './describe';
import { Documents } from './documents';
import type { KernelAccess } from './kernel-access';
import { Reference } from './reference';

/** `kernel`: that of a scenario, with its overlays and what it declares of its own. */
export type CheckedDocument = Checked<KernelTree | ScenarioTree | undefined> & { readonly kernel?: KernelTree };

/** A use of a name in a document of the editor. */
export interface DocumentUse {
  readonly uri: string;
  readonly use: SymbolUse;
}

/** The open texts and what the checker says of them; every result is kept until the text changes. */
export class Workspace {
  /** Of all but the files of the kernel; of those that are open under two addresses, of the one opened first. */
  private readonly results = new Map<string, CheckedDocument>();
  readonly cache = new CheckCache();
  private kernelResult: Checked<KernelTree> | undefined;
  private readonly systemCalls: Reference;

  constructor(readonly kernel: KernelAccess, private readonly documents = new Documents(kernel)) {
    this.systemCalls = new Reference(kernel);
  }

  open(uri: string, text: string, version = 0): void {
    this.documents.add(uri, text, version);
    this.forget(uri);
  }

  /** Changes one after the other: each range is one of the text that the changes before have left. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[], version = 0): void {
    if (this.documents.change(uri, changes, version)) this.forget(uri);
  }

  close(uri: string): void {
    this.documents.remove(uri);
    this.forget(uri);
  }

  /** The overlays of the workspace's setting, by their addresses. */
  configure(overlays: readonly string[]): void {
    this.documents.configure(overlays);
    this.results.clear();
  }

  /** A file was changed, made or removed by somebody else. */
  fileChanged(uri: string): void {
    this.documents.fileChanged(uri);
    this.results.clear();
  }

  /** The address of the folder that is open in the editor. */
  set folder(uri: string | undefined) {
    this.documents.folder = uri;
  }

  document(uri: string): TextDocument | undefined {
    return this.documents.get(uri);
  }

  /** The open documents, after a change that can concern any of them. */
  get uris(): string[] {
    return this.documents.uris;
  }

  /** The text of a document, of a file of the kernel or of an overlay. */
  text(uri: string): string | undefined {
    return this.documents.text(uri);
  }

  /** What is written in a range of one line. */
  textOf(uri: string, range: Range): string {
    return this.documents.textOf(uri, range);
  }

  /** The same documents, some with other texts. */
  with(texts: readonly { readonly uri: string; readonly text: string }[]): Workspace {
    return new Workspace(this.kernel, this.documents.with(texts));
  }

  // ---- checks ----------------------------------------------------------------------------------------------------

  /** The open files of the kernel are checked together: a change of one can be a mistake in another. */
  check(uri: string): CheckedDocument | undefined {
    const text = this.document(uri)?.getText();
    if (text === undefined) return undefined;
    const source = this.documents.kernelSource(uri);
    if (source !== undefined && this.documents.openKernelFiles().get(source) === uri) return this.checkedKernel();
    const result = this.results.get(uri) ?? this.checkText(uri, text);
    this.results.set(uri, result);
    return result;
  }

  /** Checks a text as if it were in the document: completion does, with a name where there is none yet. */
  checkText(uri: string, text: string): CheckedDocument {
    const { documents, cache } = this;
    if (!uri.endsWith('.daxk')) {
      const used = new Map(usedPaths(text).map((path) => [path, documents.overlay(besideScenario(uri, path))]));
      return checkScenario(uri, text, this.kernel.tree(), cache, { overlays: documents.configuredTexts(), used });
    }
    const source = documents.kernelSource(uri);
    if (source === undefined) return checkOverlays([...documents.textsOf(documents.beneath(uri)), { source: uri, text }], this.kernel.tree(), cache);
    return checkKernel(documents.kernelWith(source, text), cache);
  }

  /** What the names in a text mean, as if it were in the document. */
  symbolsIn(uri: string, text: string): SymbolIndex {
    const source = this.documents.kernelSource(uri);
    return source === undefined ? this.checkText(uri, text).symbols : kernelSymbols(this.documents.kernelWith(source, text), source, this.cache);
  }

  /** The open documents whose diagnostics a change of this one can change. */
  affectedBy(uri: string): string[] {
    const { documents } = this;
    const others = documents.uris.filter((other) => other !== uri);
    if (documents.kernelSource(uri) !== undefined) return [uri, ...others.filter((other) => documents.kernelSource(other) !== undefined)];
    const isNear = (one: string, other: string): boolean => !one.endsWith('.daxk') && documents.hasOverlay(one, other);
    return [uri, ...others.filter((other) => isNear(other, uri) || isNear(uri, other) || documents.beneath(other).includes(uri))];
  }

  private checkedKernel(): Checked<KernelTree> {
    return this.kernelResult ??= checkKernel(this.documents.kernelInEditor(), this.cache);
  }

  private forget(uri: string): void {
    if (this.documents.kernelSource(uri) === undefined) {
      for (const affected of this.affectedBy(uri)) this.results.delete(affected);
      return;
    }
    this.results.delete(uri);
    this.kernelResult = undefined;
    for (const other of this.results.keys()) if (this.documents.kernelSource(other) !== undefined) this.results.delete(other);
  }

  // ---- names -----------------------------------------------------------------------------------------------------

  /** The name that the checker gives to a document: that of the kernel's file, or the address. */
  sourceOf(uri: string): string {
    return this.documents.kernelSource(uri) ?? uri;
  }

  uriOf(source: string): string {
    return isAddress(source) ? source : this.documents.openKernelFiles().get(source) ?? this.kernel.uri(source);
  }

  /** Every use of the same thing in the open documents and, for things of the kernel, in all of it. */
  usesOf(symbol: SymbolInfo): DocumentUse[] {
    const isOfKernel = !isAddress(symbol.source);
    // An open file of the kernel has the result of the whole kernel.
    const results = new Set([...isOfKernel ? [this.checkedKernel()] : [], ...this.uris.map((uri) => this.check(uri))]);
    return this.once([...results].flatMap((result) => result?.symbols.usesOf(symbol) ?? []));
  }

  /** Every use of a thing of the kernel, or of an overlay, in files of the editor's folder that are not open. */
  usesInFiles(symbol: SymbolInfo): DocumentUse[] {
    const name = new RegExp(`\\b${symbol.name}\\b`);
    return this.documents.closedFiles().filter(({ text }) => name.test(text)).flatMap(({ source: uri, text }) =>
      this.checkText(uri, text).symbols.usesOf(symbol).filter((use) => use.source === uri).map((use) => ({ uri, use })));
  }

  /** Every use of a name in the whole kernel and the open documents. */
  allUses(): DocumentUse[] {
    const results = new Set([this.checkedKernel(), ...this.uris.map((uri) => this.check(uri))]);
    return this.once([...results].flatMap((result) => result?.symbols.uses ?? []));
  }

  /** Two documents may have checked the same text. */
  private once(uses: readonly SymbolUse[]): DocumentUse[] {
    return [...new Map(uses.map((use) => [`${use.source} ${use.span.join()}`, use])).values()].map((use) => ({ uri: this.uriOf(use.source), use }));
  }

  // ---- the kernel of a text --------------------------------------------------------------------------------------

  /** The kernel that a document is written for. */
  kernelOf(uri: string): KernelTree {
    const checked = this.check(uri);
    const own = uri.endsWith('.daxk') ? checked?.tree as KernelTree | undefined : checked?.kernel;
    return own ?? this.kernel.tree();
  }

  /** The kernel version on which a text runs unless another one is chosen: that of the scenario, for kernel that of the open scenario which uses it or was edited last. */
  versionFor(uri: string): string | undefined {
    const { documents } = this;
    const scenario = uri.endsWith('.daxk') ? documents.scenarios.find((each) => documents.hasOverlay(each, uri)) ?? documents.latestScenario : uri;
    const text = scenario === undefined ? undefined : this.document(scenario)?.getText();
    if (text === undefined) return undefined;
    return writtenKernel(text)?.text ?? this.versionsOf(this.kernel.tree(), text).at(-1);
  }

  /** The kernel versions that a scenario names. */
  versionsOf(kernel: KernelTree, scenario: string): string[] {
    this.cache.declarations.begin();
    const items = this.cache.declarations.parse(new SourceFile('', scenario), new Report()) ?? [];
    return versionsIn(versionsNamed(items, kernel));
  }

  /** What a description of a name in a document says besides. */
  surroundingsOf(uri: string): Surroundings {
    const names = new KernelNames(this.kernelOf(uri));
    const text = uri.endsWith('.daxk') ? undefined : this.document(uri)?.getText();
    const header = (source: string): string => headerOf(this.documents.kernelSources().find((file) => file.source === source)?.text ?? '');
    return { names, header, versions: text === undefined ? [] : this.versionsOf(names.tree, text), reference: (name) => this.reference(name) };
  }

  /** Where the reference describes a system call, or all of them. */
  reference(name?: string): string | undefined {
    return this.systemCalls.address(name);
  }
}

/** Whether a source is a document or a file of the user's: those of the kernel have names like `fs/dax.daxk`. */
export function isAddress(source: string): boolean {
  return source.includes(':');
}
