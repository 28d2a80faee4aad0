// The texts that sessions have run: an edited scenario can be compared with what it was, and that can be debugged. An earlier text has a
// place under a scheme of its own, read-only; the files around it, such as overlays that it uses, are those there are now.
import * as vscode from 'vscode';
import { attributesOf, scenarioOf } from './debug-sessions';
import { readText } from '../common/files';
import { toUri } from '../common/paths';
import { hashOf } from '../link/position-link';

const scheme = 'daxscn-earlier';

export class RunTexts implements vscode.FileSystemProvider {
  /** By the hash of the text, which is the first part of the path. */
  private readonly texts = new Map<string, { readonly scenario: vscode.Uri; readonly text: string }>();
  /** The texts of a scenario, by its URI, the latest last. */
  private readonly run = new Map<string, readonly string[]>();
  /** By the id of a session. */
  private readonly hashes = new Map<string, string>();
  /** A text never changes. */
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  static register(context: vscode.ExtensionContext): RunTexts {
    const texts = new RunTexts();
    const isReadonly = new vscode.MarkdownString('This is what the scenario was when it was debugged last.');
    context.subscriptions.push(
      vscode.workspace.registerFileSystemProvider(scheme, texts, { isReadonly, isCaseSensitive: true }),
      vscode.debug.onDidTerminateDebugSession(({ id }) => texts.hashes.delete(id)),
    );
    return texts;
  }

  /** To be called when a session is launched or restarted. */
  async note(session: vscode.DebugSession): Promise<void> {
    const scenario = scenarioOf(session);
    if (!scenario) return;
    try {
      const text = await readText(toUri(attributesOf(session).program));
      this.hashes.set(session.id, hashOf(text));
      const known = this.run.get(scenario.toString()) ?? [];
      this.run.set(scenario.toString(), [...known.filter((other) => other !== text), text]);
    } catch {
      // It cannot be read, of which the launch complains.
    }
  }

  /** The latest text that was run and is another one than now. */
  before(scenario: vscode.Uri, now: string): string | undefined {
    return this.run.get(scenario.toString())?.findLast((text) => text !== now);
  }

  /** The hash of what a session runs. */
  hashOfRun({ id }: vscode.DebugSession): string | undefined {
    return this.hashes.get(id);
  }

  /** Where a text can be debugged. */
  place(scenario: vscode.Uri, text: string): vscode.Uri {
    const hash = hashOf(text);
    this.texts.set(hash, { scenario, text });
    return vscode.Uri.from({ scheme, path: `/${hash}${scenario.path}` });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: (await this.readFile(uri)).length, permissions: vscode.FilePermission.Readonly };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const [, hash = '', path = ''] = /^\/([0-9a-f]+)(\/.*)$/.exec(uri.path) ?? [];
    const known = this.texts.get(hash);
    if (!known) throw vscode.FileSystemError.FileNotFound(uri);
    return path === known.scenario.path ? new TextEncoder().encode(known.text) : vscode.workspace.fs.readFile(known.scenario.with({ path }));
  }

  readDirectory(): [string, vscode.FileType][] { return []; }
  writeFile(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  createDirectory(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  delete(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  rename(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
}
