// The model kernel's source under a scheme of its own, `daxk:/fs/dax.daxk`: read-only, the same wherever the extension is
// installed, so breakpoints in it survive an update and nobody edits a file that belongs to the extension by accident.
import * as vscode from 'vscode';

export const kernelScheme = 'daxk';

/** `fs/dax.daxk` as the debugger and the language server name it to VS Code. */
export function kernelUri(source: string): vscode.Uri {
  return vscode.Uri.from({ scheme: kernelScheme, path: `/${source}` });
}

/** `src/kernel` of the packaged extension. */
export function kernelFolder(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, 'src', 'kernel');
}

export function registerKernelSources(context: vscode.ExtensionContext): void {
  const isReadonly = new vscode.MarkdownString(
    'This is the model kernel inside the extension. A scenario replaces one of its functions with `override`.');
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider(kernelScheme, new KernelFileSystem(kernelFolder(context)), { isReadonly }));
}

class KernelFileSystem implements vscode.FileSystemProvider {
  /** What is packaged never changes. */
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(private readonly folder: vscode.Uri) {}

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const stat = await vscode.workspace.fs.stat(this.packaged(uri));
    return { ...stat, permissions: vscode.FilePermission.Readonly };
  }

  readFile(uri: vscode.Uri): Thenable<Uint8Array> {
    return vscode.workspace.fs.readFile(this.packaged(uri));
  }

  readDirectory(uri: vscode.Uri): Thenable<[string, vscode.FileType][]> {
    return vscode.workspace.fs.readDirectory(this.packaged(uri));
  }

  writeFile(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  createDirectory(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  delete(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }
  rename(uri: vscode.Uri): never { throw vscode.FileSystemError.NoPermissions(uri); }

  private packaged(uri: vscode.Uri): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, uri.path);
  }
}
