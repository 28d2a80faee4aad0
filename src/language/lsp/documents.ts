import type { Range, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { besideScenario, usedPaths, type GivenOverlay } from '../overlays';
import type { SourceText } from '../source-file';
import { filesIn } from './files-in-folder';
import type { KernelAccess } from './kernel-access';

/**
 * The open texts and the files around them: which of them is a file of the kernel, which an overlay of what. Of a file that is open,
 * the text is that in the editor.
 */
export class Documents {
  private readonly open = new Map<string, TextDocument>();
  /** By address, of those that are files of the kernel. */
  private readonly kernelNames = new Map<string, string | undefined>();
  private kernelTexts: readonly SourceText[] | undefined;
  /** Of the workspace, in the order in which they apply. */
  private configured: readonly string[] = [];
  /** What is in files, by decoded address. */
  private readonly files = new Map<string, string | undefined>();
  /** By scenario the overlays that its text names. */
  private readonly used = new Map<string, { readonly text: string; readonly uris: readonly string[] }>();
  /** That which was opened or edited last. */
  latestScenario: string | undefined;
  /** The address of the folder that is open in the editor. */
  folder: string | undefined;

  constructor(readonly kernel: KernelAccess) {}

  add(uri: string, text: string, version: number): void {
    this.open.set(uri, TextDocument.create(uri, '', version, text));
    if (!uri.endsWith('.daxk')) this.latestScenario = uri;
  }

  /** Changes one after the other: each range is one of the text that the changes before have left. False if there is no such document. */
  change(uri: string, changes: readonly TextDocumentContentChangeEvent[], version: number): boolean {
    const document = this.open.get(uri);
    if (!document) return false;
    TextDocument.update(document, [...changes], version);
    if (!uri.endsWith('.daxk')) this.latestScenario = uri;
    return true;
  }

  remove(uri: string): void {
    this.open.delete(uri);
  }

  /** The overlays of the workspace's setting, by their addresses. */
  configure(overlays: readonly string[]): void {
    this.configured = overlays;
  }

  /** A file was changed, made or removed by somebody else. */
  fileChanged(uri: string): void {
    this.files.delete(decoded(uri));
  }

  get(uri: string): TextDocument | undefined {
    return this.open.get(uri);
  }

  get uris(): string[] {
    return [...this.open.keys()];
  }

  get scenarios(): string[] {
    return this.uris.filter((uri) => !uri.endsWith('.daxk'));
  }

  /** The same, some with other texts. */
  with(texts: readonly { readonly uri: string; readonly text: string }[]): Documents {
    const other = new Documents(this.kernel);
    other.configured = this.configured;
    for (const [uri, document] of this.open) other.add(uri, texts.find((each) => each.uri === uri)?.text ?? document.getText(), 0);
    return other;
  }

  /** The text of a document, of a file of the kernel or of an overlay. */
  text(uri: string): string | undefined {
    const source = this.kernelSource(uri);
    const overlay = this.overlay(uri);
    return this.open.get(uri)?.getText() ?? this.kernelSources().find((file) => file.source === source)?.text ?? ('text' in overlay ? overlay.text : undefined);
  }

  /** What is written in a range of one line. */
  textOf(uri: string, { start, end }: Range): string {
    return (this.text(uri) ?? '').split(/\r\n|\r|\n/)[start.line]?.slice(start.character, end.character) ?? '';
  }

  /** The scenarios and overlays of the editor's folder that are not open. */
  closedFiles(): SourceText[] {
    const isOpen = new Set(this.uris.map(decoded));
    return filesIn(this.folder, (folder) => this.kernel.readFolder?.(folder) ?? []).flatMap((uri) => {
      const given = isOpen.has(decoded(uri)) || this.kernelSource(uri) !== undefined ? undefined : this.overlay(uri);
      return given && 'text' in given ? [given] : [];
    });
  }

  // ---- files of the kernel ---------------------------------------------------------------------------------------

  /** `fs/dax.daxk` for any address that ends like the path of a file of the kernel. */
  kernelSource(uri: string): string | undefined {
    if (!uri.endsWith('.daxk') || this.isNamedAsOverlay(uri)) return undefined;
    if (!this.kernelNames.has(uri)) {
      const path = decoded(uri);
      this.kernelNames.set(uri, this.kernelSources().find(({ source }) => path === this.kernel.uri(source) || path.endsWith(`/${source}`))?.source);
    }
    return this.kernelNames.get(uri);
  }

  /** As they are packaged. */
  kernelSources(): readonly SourceText[] {
    return this.kernelTexts ??= this.kernel.sources();
  }

  /** The whole kernel, with the open files as they are in the editor. */
  kernelInEditor(): SourceText[] {
    const open = this.openKernelFiles();
    return this.kernelSources().map(({ source, text }) => ({ source, text: this.open.get(open.get(source) ?? '')?.getText() ?? text }));
  }

  /** The same, with another text of one file. */
  kernelWith(source: string, text: string): SourceText[] {
    return this.kernelInEditor().map((each) => (each.source === source ? { source, text } : each));
  }

  /** The addresses of the open files of the kernel, by their names. */
  openKernelFiles(): Map<string, string> {
    return new Map(this.uris.flatMap((uri) => {
      const source = this.kernelSource(uri);
      return source === undefined ? [] : [[source, uri]];
    }));
  }

  // ---- overlays --------------------------------------------------------------------------------------------------

  /** The overlays of a scenario, in the order in which they apply, by their addresses. */
  overlaysOf(scenario: string): string[] {
    const text = this.open.get(scenario)?.getText() ?? '';
    let used = this.used.get(scenario);
    if (used?.text !== text) this.used.set(scenario, used = { text, uris: usedPaths(text).map((path) => besideScenario(scenario, path)) });
    return [...new Set([...this.configured, ...used.uris])];
  }

  /** Whether a scenario has an overlay, however their addresses are written. */
  hasOverlay(scenario: string, overlay: string): boolean {
    return this.overlaysOf(scenario).some((other) => decoded(other) === decoded(overlay));
  }

  /** What the overlays of the setting say. */
  configuredTexts(): SourceText[] {
    return this.textsOf(this.configured);
  }

  /** The overlays over which an overlay is laid: those before it in the setting or, if it is not there, in an open scenario. */
  beneath(overlay: string): string[] {
    if (!overlay.endsWith('.daxk')) return [];
    const isIt = (other: string): boolean => decoded(other) === decoded(overlay);
    const order = [this.configured, ...this.scenarios.map((scenario) => this.overlaysOf(scenario))].find((overlays) => overlays.some(isIt));
    return order ? order.slice(0, order.findIndex(isIt)) : [...this.configured];
  }

  textsOf(overlays: readonly string[]): SourceText[] {
    return overlays.map((uri) => this.overlay(uri)).filter((given): given is SourceText => 'text' in given);
  }

  /** As it is in the editor, or else in its file. */
  overlay(uri: string): GivenOverlay {
    const key = decoded(uri);
    const source = this.uris.find((other) => decoded(other) === key);
    if (source !== undefined) return { source, text: this.open.get(source)!.getText() };
    if (!this.files.has(key)) this.files.set(key, this.kernel.readFile?.(uri));
    const text = this.files.get(key);
    return text === undefined ? { problem: 'there is no such file' } : { source: uri, text };
  }

  /** Whether the setting or an open scenario names a file as an overlay, whatever its name. */
  private isNamedAsOverlay(uri: string): boolean {
    return this.configured.some((other) => decoded(other) === decoded(uri)) || this.scenarios.some((scenario) => this.hasOverlay(scenario, uri));
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
