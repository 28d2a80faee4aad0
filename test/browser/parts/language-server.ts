// The language server and an editor, each at one end of a channel.
import {
  BrowserMessageReader, BrowserMessageWriter, createConnection, createProtocolConnection, type PublishDiagnosticsParams,
} from 'vscode-languageserver/browser';
import { serveLanguage } from '../../../src/language/lsp/server';
import type { Input } from './input';

export async function run({ kernel, sources, path, text }: Input): Promise<object> {
  const { port1, port2 } = new MessageChannel();
  serveLanguage((options) => createConnection(new BrowserMessageReader(port1), new BrowserMessageWriter(port1), options), {
    tree: () => kernel, sources: () => [...sources], uri: (source) => `daxk:/${source}`,
  });
  const editor = createProtocolConnection(new BrowserMessageReader(port2), new BrowserMessageWriter(port2));
  const diagnostics = new Promise<PublishDiagnosticsParams>((resolve) => {
    editor.onNotification('textDocument/publishDiagnostics', resolve);
  });
  editor.listen();
  await editor.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  await editor.sendNotification('textDocument/didOpen', { textDocument: { uri: `file:///${path}`, languageId: 'daxscn', version: 1, text } });
  const published = await diagnostics;
  editor.dispose();
  for (const port of [port1, port2]) port.close();
  return published;
}
