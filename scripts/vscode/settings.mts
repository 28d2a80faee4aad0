import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Settings = Record<string, unknown>;

/** A VS Code that shows the workbench and nothing else: no welcome, no questions, no telemetry, no chat that takes the focus. */
const quiet: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'chat.disableAIFeatures': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
};

/** Writes the user's settings of a VS Code that starts with this `--user-data-dir`. */
export async function writeSettings(userDataDir: string, settings: Settings = {}): Promise<void> {
  await mkdir(join(userDataDir, 'User'), { recursive: true });
  await writeFile(join(userDataDir, 'User', 'settings.json'), JSON.stringify({ ...quiet, ...settings }, null, 2));
}
