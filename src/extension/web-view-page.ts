import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** Where the page may load from: the bundle, nothing else. */
export function pageFolder(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.extensionUri, 'dist');
}

/** Where a page is: its background is that of its surroundings. */
export type Container = 'sidebar' | 'panel' | 'editor';

/** The page of a web view. It runs one script and reads one style sheet, both with the name of the view. */
export function webViewPage(context: vscode.ExtensionContext, webview: vscode.Webview, name: string, title: string, container: Container): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(pageFolder(context), name)).toString();
  // Style attributes: the filled part of the slider in block ownership is one.
  const policy = [
    "default-src 'none'", `style-src ${webview.cspSource}`, "style-src-attr 'unsafe-inline'", `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" href="${file(`${name}.css`)}">
</head>
<body>
  <div id="root" data-container="${container}"></div>
  <script nonce="${nonce}" src="${file(`${name}.js`)}"></script>
</body>
</html>`;
}
