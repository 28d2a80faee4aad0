import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Checked, SourceText } from '../check';
import { checkKernel, checkScenario } from '../check';
import type { SymbolInfo, SymbolUse } from '../symbols';
import { isSame } from '../symbols';
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
  private readonly results = new Map<string, CheckedDocument>();
  private kernelResult: Checked<KernelTree> | undefined;
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

  check(uri: string): CheckedDocument | undefined {
    const text = this.documents.get(uri)?.getText();
    if (text === undefined) return undefined;
    let result = this.results.get(uri);
    if (!result) {
      result = this.checkText(uri, text);
      this.results.set(uri, result);
    }
    return result;
  }

  /** Checks a text as if it were in the document: completion does, with a name where there is none yet. */
  checkText(uri: string, text: string): CheckedDocument {
    if (!uri.endsWith('.daxk')) return checkScenario(uri, text, this.kernel.tree());
    const source = this.kernelSource(uri);
    if (source === undefined) return checkKernel([{ source: uri, text }]);
    if (text === this.documents.get(uri)?.getText()) return this.checkedKernel();
    return checkKernel(this.kernelSources().map((each) => (each.source === source ? { source, text } : each)));
  }

  /** The name that the checker gives to a document: that of the kernel's file, or the address. */
  sourceOf(uri: string): string {
    return this.kernelSource(uri) ?? uri;
  }

  uriOf(source: string): string {
    return this.documents.has(source) ? source : this.openKernelFile(source) ?? this.kernel.uri(source);
  }

  /** Every use of the same thing in the open documents and, for things of the kernel, in all of it. */
  usesOf(symbol: SymbolInfo): DocumentUse[] {
    const found: DocumentUse[] = [];
    const collect = (checked: CheckedDocument | undefined) => {
      for (const use of checked?.symbols.uses ?? []) {
        const uri = this.uriOf(use.source);
        const isKnown = found.some((other) => other.uri === uri && other.use.span.join() === use.span.join());
        if (isSame(use.symbol, symbol) && !isKnown) found.push({ uri, use });
      }
    };
    if (!this.documents.has(symbol.source)) collect(this.checkedKernel());
    for (const uri of this.documents.keys()) collect(this.check(uri));
    return found;
  }

  /** The whole kernel, with the open files as they are in the editor. */
  private checkedKernel(): Checked<KernelTree> {
    this.kernelResult ??= checkKernel(this.kernelSources().map(({ source, text }) => {
      const uri = this.openKernelFile(source);
      return { source, text: (uri === undefined ? undefined : this.documents.get(uri)?.getText()) ?? text };
    }));
    return this.kernelResult;
  }

  private forget(uri: string): void {
    this.results.delete(uri);
    if (this.kernelSource(uri) !== undefined) this.kernelResult = undefined;
  }

  private kernelSources(): readonly SourceText[] {
    return this.kernelTexts ??= this.kernel.sources();
  }

  private openKernelFile(source: string): string | undefined {
    return [...this.documents.keys()].find((uri) => this.kernelSource(uri) === source);
  }

  /** `fs/dax.daxk` for any address that ends like the path of a file of the kernel. */
  private kernelSource(uri: string): string | undefined {
    if (!uri.endsWith('.daxk')) return undefined;
    const path = decodeURIComponent(uri);
    return this.kernelSources().find(({ source }) => path === this.kernel.uri(source) || path.endsWith(`/${source}`))?.source;
  }
}
