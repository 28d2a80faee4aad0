// The debug type: what a launch configuration may say, and the configurations that are offered.
import { attachAttributes, attributes, type Attribute } from '../../debugger/launch/configuration';
import { KNOWN_VERSIONS } from '../../language/versions';

/** What the editor of launch.json has to know beyond what the debugger checks. */
const forEditors: Readonly<Record<string, object>> = {
  program: { default: '${file}' },
  kernel: { pattern: String.raw`^v\d+\.\d+$`, patternErrorMessage: 'A kernel version looks like v4.17.', examples: KNOWN_VERSIONS },
  overlays: { items: { type: 'string' }, examples: [['${workspaceFolder}/my-patch.daxk']] },
};

const schema = (known: Readonly<Record<string, Attribute>>): object => ({
  required: Object.entries(known).filter(([, { required }]) => required).map(([name]) => name),
  properties: Object.fromEntries(Object.entries(known).map(([name, { required: _, description, ...rest }]) =>
    [name, { ...rest, markdownDescription: description, ...forEditors[name] }])),
});

/** A path in a snippet: what stands there may hold a `"`. */
const path = (text: string): string => `^"\\\${${text}"`;

const snippet = (label: string, description: string, body: object): object => ({
  label: `DAX Scenario: ${label}`, description, body: { type: 'daxscn', request: 'launch', ...body },
});

export const debuggers = [{
  type: 'daxscn',
  label: 'DAX Scenario',
  languages: ['daxscn', 'daxk'],
  configurationAttributes: { launch: schema(attributes), attach: schema(attachAttributes) },
  initialConfigurations: [
    { type: 'daxscn', request: 'launch', name: 'Debug the scenario in the editor', program: '${file}', stopOnEntry: true },
  ],
  configurationSnippets: [
    snippet('Launch', 'Debugs the scenario in the editor.', { name: '${1:Debug the scenario in the editor}', program: path('file}'), stopOnEntry: true }),
    snippet('Launch on a kernel version', 'Debugs a scenario on another kernel version than its own.', {
      name: '${1:Debug on $2}', program: path('file}'), kernel: `\${2|${KNOWN_VERSIONS.join(',')}|}`, stopOnEntry: true,
    }),
    snippet('Replay a schedule', 'Follows a schedule that the explorer or somebody else found.', { name: '${1:Replay}', program: path('file}'), schedule: '${2:a5b12a3}' }),
    snippet('Attach to a saved trace', 'Opens what daxscn run --json has written, at its end.', {
      request: 'attach', name: '${1:Look at a trace}', trace: path('workspaceFolder}/${2:trace.jsonl}'), program: path('file}'),
    }),
  ],
  strings: { unverifiedBreakpoints: 'No event of this run happens on such a line.' },
}];
