// Files as the debugger and the command line name them: paths on this machine, URIs elsewhere.
import * as vscode from 'vscode';

/** A scenario's path as a launch configuration has it. A scheme has at least two letters: `c:` is a drive. */
export function toUri(path: string): vscode.Uri {
  return /^[a-z][a-z0-9+.-]+:/i.test(path) ? vscode.Uri.parse(path, true) : vscode.Uri.file(path);
}

/** The opposite of `toUri`. */
export function toPath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString();
}
