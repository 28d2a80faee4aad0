// The settings: names, types, defaults, and what docs/settings.md and the editor of settings say of them.

export type SettingScope = 'application' | 'machine' | 'window' | 'resource';

/** A setting in JSON Schema's words, as VS Code takes it. */
export interface SettingContribution {
  readonly type: 'boolean' | 'string' | 'number' | 'integer' | 'array';
  readonly default: unknown;
  readonly markdownDescription: string;
  readonly scope?: SettingScope;
  readonly items?: { readonly type: 'string' };
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
}

/** By the name behind `daxscn.`, in the order in which they are shown. */
export const settings = {
  overlays: {
    type: 'array', items: { type: 'string' }, default: [], scope: 'resource',
    markdownDescription: 'Patches of the model kernel (`.daxk`) for all scenarios of this workspace, in the order in which they apply: later ones win. A path begins at the folder of the workspace. They apply in the editor, the debugger and *Check All Interleavings*, before those of a launch configuration and those that a scenario uses.',
  },
  keepScenarioInSight: {
    type: 'boolean', default: true,
    markdownDescription: "While a scenario is debugged, lock its editor group, so that VS Code shows the kernel's source beside it and not in its place. The group is unlocked when the session ends.",
  },
  showThreadCursors: {
    type: 'boolean', default: true,
    markdownDescription: 'While a scenario rests, show in the editors where every thread is: its letter in the schedule, its name and what it waits for.',
  },
  'liveVerdicts.when': {
    type: 'string', enum: ['onType', 'onSave', 'onRequest', 'off'], default: 'onType',
    markdownDescription: 'When a scenario in an editor is searched in the background, for the verdict beside each `expect`.',
    markdownEnumDescriptions: [
      'When typing pauses, and when the scenario is opened or saved.', 'When the scenario is opened or saved.',
      'By *DAX: Update the Verdicts Beside This Scenario* alone. Verdicts that are known are shown.', 'Never. No verdicts are shown in the editor.',
    ],
  },
  'liveVerdicts.delay': {
    type: 'integer', minimum: 0, maximum: 10_000, default: 300,
    markdownDescription: 'How long typing pauses, in milliseconds, before a search begins in the background.',
  },
  'liveVerdicts.maxSeconds': {
    type: 'number', minimum: 0.1, maximum: 600, default: 2,
    markdownDescription: 'How long a search in the background may take on one kernel version, in seconds. A search that needs more says `unknown`; *Check All Interleavings* has no such bound.',
  },
  'liveVerdicts.maxMemory': {
    type: 'integer', minimum: 16, maximum: 65_536, default: 256,
    markdownDescription: 'How much memory a search in the background may take for its states, in MiB. A search that needs more says `unknown`.',
  },
  'liveVerdicts.onBattery': {
    type: 'boolean', default: false,
    markdownDescription: 'Search in the background also while this machine runs on its battery. The machine is the one that runs the extension: with *Remote - SSH*, in a container or in WSL it is that one, which as a rule has no battery or cannot tell. Linux, macOS and Windows tell; where nothing can be told, a machine counts as plugged in.',
  },
} as const satisfies Record<string, SettingContribution>;

export type SettingName = keyof typeof settings;

interface Types { boolean: boolean; string: string; number: number; integer: number; array: readonly string[] }

/** The type of a setting's value: of an enumeration one of its words. */
export type SettingValue<Name extends SettingName> =
  (typeof settings)[Name] extends { readonly enum: readonly (infer Word)[] } ? Word : Types[(typeof settings)[Name]['type']];
