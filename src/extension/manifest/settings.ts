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
} as const satisfies Record<string, SettingContribution>;

export type SettingName = keyof typeof settings;

interface Types { boolean: boolean; string: string; number: number; integer: number; array: readonly string[] }

/** The type of a setting's value: of an enumeration one of its words. */
export type SettingValue<Name extends SettingName> =
  (typeof settings)[Name] extends { readonly enum: readonly (infer Word)[] } ? Word : Types[(typeof settings)[Name]['type']];
