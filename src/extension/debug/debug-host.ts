import * as vscode from 'vscode';
import type { Program } from '../../compiler/program';
import type { DebugHost } from '../../debugger/protocol/host';
import { PassingSearch } from '../../explorer/passing/passing-search';
import { readPackage } from '../../language/packaged-kernel';
import type { KernelTree } from '../../language/tree';
import { realPath } from '../../node/real-path';
import { readText } from '../common/files';
import { toUri } from '../common/paths';
import { kernelUri } from '../kernel/kernel-sources';

/** What the debugger needs from VS Code. It reads through the workspace's file systems, so virtual ones work too. */
export class ExtensionDebugHost implements DebugHost {
  private kernel: Promise<KernelTree> | undefined;

  constructor(private readonly context: vscode.ExtensionContext) {}

  async readFile(path: string): Promise<string> {
    return await readText(toUri(path));
  }

  realPath(path: string): string {
    return realPath(path);
  }

  kernelTree(): Promise<KernelTree> {
    return this.kernel ??= this.loadKernel();
  }

  passingSearch(program: Program): PassingSearch {
    return new PassingSearch(program);
  }

  kernelSourcePath(source: string): string {
    return kernelUri(source).toString();
  }

  private async loadKernel(): Promise<KernelTree> {
    const file = vscode.Uri.joinPath(this.context.extensionUri, 'dist', 'kernel.jsonl');
    return readPackage(await readText(file));
  }
}
