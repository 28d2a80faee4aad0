import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where the page may load from: the bundle, nothing else. */
export function pageFolder(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, 'dist');
}

/** The page of the block ownership view. It runs one script and reads one style sheet. */
export function ownershipPage(context: vscode.ExtensionContext, webview: vscode.Webview, container: 'sidebar' | 'editor'): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(context), name)).toString();
  // Style attributes: the slider's filled part is one.
  const policy = [
    "default-src 'none'", `style-src ${webview.cspSource}`, "style-src-attr 'unsafe-inline'", `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>Block ownership</title>
  <link rel="stylesheet" href="${file('view.css')}">
</head>
<body>
  <div id="root" data-container="${container}"></div>
  <script nonce="${nonce}" src="${file('view.js')}"></script>
</body>
</html>`;
}
