import { pathToFileURL } from 'node:url';
import type { Server } from './server.mts';

export interface Page {
  /** The folder to open. */
  folder: string;
  token?: string;
  /** Unpacked extensions to load without installing them. */
  developmentPaths?: string[];
  /** A module whose `run` is called inside the extension host. */
  testsPath?: string;
}

/** The address at which a browser finds the workbench. */
export function pageAddress(server: Server, page: Page): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${pathToFileURL(path).pathname}`;
  const payload = [
    ...(page.developmentPaths ?? []).map((path) => ['extensionDevelopmentPath', remote(path)]),
    ...(page.testsPath ? [['extensionTestsPath', remote(page.testsPath)]] : []),
  ];
  const query = new URLSearchParams({
    ...(page.token ? { tkn: page.token } : {}),
    folder: page.folder,
    ...(payload.length > 0 ? { payload: JSON.stringify(payload) } : {}),
  });
  return `http://${server.authority}/?${query}`;
}
