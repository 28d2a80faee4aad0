import * as vscode from 'vscode';
import { setting } from '../common/contributed';
import { inWorkspace } from '../../language/overlays';
import { toPath, toUri } from '../common/paths';

/** The overlays that the settings name for a scenario, as paths or, on other file systems, URIs; in the order in which they apply. */
export function configuredOverlays(scenario: vscode.Uri): string[] {
  const folder = vscode.workspace.getWorkspaceFolder(scenario) ?? vscode.workspace.workspaceFolders?.[0];
  // Whatever stands in the file of settings.
  const overlays: unknown = setting('overlays', scenario);
  if (!folder || !Array.isArray(overlays)) return [];
  return overlays.filter((path) => typeof path === 'string' && path !== '').map((path) => toPath(toUri(inWorkspace(folder.uri.toString(), path as string))));
}
