import * as vscode from 'vscode';
import { debugType } from '../debug/debug-adapter';
import { toPath, toUri } from '../common/paths';
import { configuredOverlays } from '../scenario/overlays';
import { currentScenario, inFile } from '../scenario/scenario-editor';

/** F5 works without a launch.json, and what a launch.json leaves out is filled in. */
export function registerDebugConfigurations(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.debug.registerDebugConfigurationProvider(debugType, { resolveDebugConfiguration, resolveDebugConfigurationWithSubstitutedVariables }),
    vscode.debug.registerDebugConfigurationProvider(
      debugType, { provideDebugConfigurations }, vscode.DebugConfigurationProviderTriggerKind.Dynamic),
  );
}

/** What F5 does with a scenario: it stops before the first event, so that there is something to see and to choose. */
export function launchConfiguration(scenario: vscode.Uri, kernel?: string): vscode.DebugConfiguration {
  const name = scenario.path.split('/').at(-1) ?? 'scenario';
  return {
    type: debugType,
    request: 'launch',
    name: kernel ? `${name} on ${kernel}` : name,
    program: toPath(scenario),
    ...(kernel && { kernel }),
    stopOnEntry: true,
  };
}

async function resolveDebugConfiguration(
  _folder: vscode.WorkspaceFolder | undefined, configuration: vscode.DebugConfiguration,
): Promise<vscode.DebugConfiguration | undefined> {
  if (configuration.program) return configuration;
  const scenario = currentScenario();
  if (!scenario) {
    void vscode.window.showInformationMessage('Open a .daxscn file first, or say `program` in launch.json.');
    return undefined;
  }
  const saved = await inFile(scenario);
  return saved && { ...launchConfiguration(saved), ...configuration, ...(!configuration.type && { type: debugType }) };
}

/** Lays the overlays of the settings beneath those of the configuration, and keeps the panel for the blocks. */
function resolveDebugConfigurationWithSubstitutedVariables(
  _folder: vscode.WorkspaceFolder | undefined, configuration: vscode.DebugConfiguration,
): vscode.DebugConfiguration {
  return withoutConsole(withOverlays(configuration));
}

/** The panel shows the blocks; while debugging the debug console opens by itself only if the configuration or the user's settings say so. */
function withoutConsole(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration {
  const { globalValue, workspaceValue, workspaceFolderValue } = vscode.workspace.getConfiguration('debug').inspect('internalConsoleOptions') ?? {};
  const isSaid = configuration.internalConsoleOptions ?? globalValue ?? workspaceValue ?? workspaceFolderValue;
  return isSaid === undefined && !configuration.noDebug ? { ...configuration, internalConsoleOptions: 'neverOpen' } : configuration;
}

function withOverlays(configuration: vscode.DebugConfiguration): vscode.DebugConfiguration {
  const { program, overlays = [] } = configuration as { program?: unknown; overlays?: unknown };
  // What has another form is refused by the debugger, with the reason.
  if (typeof program !== 'string' || !Array.isArray(overlays)) return configuration;
  const all = [...new Set([...configuredOverlays(toUri(program)), ...overlays as readonly unknown[]])];
  return all.length > 0 ? { ...configuration, overlays: all } : configuration;
}

/** What the debugger's drop-down offers: the scenarios that are open. */
function provideDebugConfigurations(): vscode.DebugConfiguration[] {
  return vscode.workspace.textDocuments
    .filter(({ languageId }) => languageId === 'daxscn')
    .map(({ uri }) => launchConfiguration(uri));
}
