import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';

/** Where a page is: its background is that of its surroundings. */
export type Container = 'sidebar' | 'panel' | 'editor';

/**
 * The page of a web view, with its script and its style sheet in it: it loads nothing. In a browser VS Code 1.100 hands out what a page loads by a
 * service worker, of which there is one for all web views: while a second one starts, the first may wait for its script for ever.
 */
export function webViewPage(context: vscode.ExtensionContext, name: string, title: string, container: Container): string {
  const nonce = randomBytes(16).toString('base64');
  const text = (file: string) => readFileSync(vscode.Uri.joinPath(context.extensionUri, 'dist', file).fsPath, 'utf8').replaceAll(/<\/(?=script|style)/gi, '<\\/');
  // Style attributes: the filled part of the slider in block ownership is one.
  const policy = [
    "default-src 'none'", `style-src 'nonce-${nonce}'`, "style-src-attr 'unsafe-inline'", `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <style nonce="${nonce}">${text(`${name}.css`)}</style>
</head>
<body>
  <div id="root" data-container="${container}"></div>
  <script nonce="${nonce}">${text(`${name}.js`)}</script>
</body>
</html>`;
}
