import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checked, SourceText } from '../check';
import { CheckCache, checkKernel, checkScenario } from '../check';
import type { SymbolInfo, SymbolUse } from '../symbols';
import type { KernelTree, ScenarioTree } from '../tree';

/** The model kernel that the server works with. Nothing here reads files. */
export interface KernelAccess {
  /** The checked tree, against which scenarios are checked. */
  tree(): KernelTree;
  /** The sources, asked for once, when somebody looks into one of them. */
  sources(): readonly SourceText[];
  /** The address of `fs/dax.daxk` for the editor. */
  uri(source: string): string;
}

export type CheckedDocument = Checked<KernelTree | ScenarioTree | undefined>;

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

  constructor(readonly kernel: KernelAccess) {}

  open(uri: string, text: string, version = 0): void {
    this.documents.set(uri, TextDocument.create(uri, '', version, text));
    this.forget(uri);
  }

  /** Changes one after the other: each range is one of the text that the changes before have left. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[], version = 0): void {
    const document = this.documents.get(uri);
    if (!document) return;
    TextDocument.update(document, [...changes], version);
    this.forget(uri);
  }

  close(uri: string): void {
    this.documents.delete(uri);
    this.forget(uri);
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
    if (!uri.endsWith('.daxk')) return checkScenario(uri, text, this.kernel.tree(), this.cache);
    const source = this.kernelSource(uri);
    if (source === undefined) return checkKernel([{ source: uri, text }], this.cache);
    return checkKernel(this.kernelInEditor().map((each) => (each.source === source ? { source, text } : each)), this.cache);
  }

  /** The open documents whose diagnostics a change of this one can change. */
  affectedBy(uri: string): string[] {
    return this.kernelSource(uri) === undefined ? [uri] : [uri, ...[...this.documents.keys()].filter((other) => other !== uri && this.kernelSource(other) !== undefined)];
  }

  /** The name that the checker gives to a document: that of the kernel's file, or the address. */
  sourceOf(uri: string): string {
    return this.kernelSource(uri) ?? uri;
  }

  uriOf(source: string): string {
    return this.documents.has(source) ? source : this.openKernelFiles().get(source) ?? this.kernel.uri(source);
  }

  /** Every use of the same thing in the open documents and, for things of the kernel, in all of it. */
  usesOf(symbol: SymbolInfo): DocumentUse[] {
    const isOfKernel = !this.documents.has(symbol.source);
    // An open file of the kernel has the result of the whole kernel.
    const results = new Set([...isOfKernel ? [this.checkedKernel()] : [], ...[...this.documents.keys()].map((uri) => this.check(uri))]);
    const uses = [...results].flatMap((result) => result?.symbols.usesOf(symbol) ?? []);
    return [...new Map(uses.map((use) => [`${use.source} ${use.span.join()}`, use])).values()].map((use) => ({ uri: this.uriOf(use.source), use }));
  }

  private checkedKernel(): Checked<KernelTree> {
    return this.kernelResult ??= checkKernel(this.kernelInEditor(), this.cache);
  }

  /** The whole kernel, with the open files as they are in the editor. */
  private kernelInEditor(): SourceText[] {
    const open = this.openKernelFiles();
    return this.kernelSources().map(({ source, text }) => ({ source, text: this.documents.get(open.get(source) ?? '')?.getText() ?? text }));
  }

  private forget(uri: string): void {
    this.results.delete(uri);
    if (this.kernelSource(uri) === undefined) return;
    this.kernelResult = undefined;
    for (const other of this.results.keys()) if (this.kernelSource(other) !== undefined) this.results.delete(other);
  }

  private kernelSources(): readonly SourceText[] {
    return this.kernelTexts ??= this.kernel.sources();
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
    if (!uri.endsWith('.daxk')) return undefined;
    if (!this.kernelNames.has(uri)) {
      const path = decoded(uri);
      this.kernelNames.set(uri, this.kernelSources().find(({ source }) => path === this.kernel.uri(source) || path.endsWith(`/${source}`))?.source);
    }
    return this.kernelNames.get(uri);
  }
}

/** Editors may escape any character, and need not do it well. */
function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
