// The texts of scenarios that came in links, read-only, under a scheme of their own: nothing of a link is ever written to a file.
import * as vscode from 'vscode';
import { hashOf } from './position-link';

const scheme = 'daxscn-link';

/** They last as long as the window; an editor that is restored later says that its file is gone. */
export class LinkedScenarios implements vscode.FileSystemProvider {
  private readonly texts = new Map<string, Uint8Array>();
  /** A text never changes. */
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  static register(context: vscode.ExtensionContext): LinkedScenarios {
    const scenarios = new LinkedScenarios();
    const isReadonly = new vscode.MarkdownString('This scenario came in a link. *Save As* makes a file of it.');
    context.subscriptions.push(vscode.workspace.registerFileSystemProvider(scheme, scenarios, { isReadonly, isCaseSensitive: true }));
    return scenarios;
  }

  /** Keeps a text, and returns where it is. The same name and text are at the same place. */
  add(name: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme, path: `/${hashOf(text)}/${name}` });
    this.texts.set(uri.path, new TextEncoder().encode(text));
    return uri;
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).length, permissions: vscode.FilePermission.Readonly };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.texts.get(uri.path);
    if (!text) throw vscode.FileSystemError.FileNotFound(uri);
    return text;
  }

  readDirectory(): [string, vscode.FileType][] { return []; }
  writeFile(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  createDirectory(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  delete(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  rename(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
}
