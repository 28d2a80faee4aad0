// `contributes` of package.json, put together from its parts. `npm run generate` writes it.
import { colours } from './colours';
import { commands, type CommandContribution } from './commands';
import { debuggers } from './debuggers';
import { menus } from './menus';
import { settings } from './settings';
import { problemMatchers, taskDefinitions } from './tasks';
import { views, viewsContainers, viewsWelcome } from './views';
import { walkthroughs } from './walkthroughs';

const CATEGORY = 'DAX';

/** What Ctrl+Alt+D begins. */
const CHORD = { key: 'ctrl+alt+d', mac: 'ctrl+cmd+d' };

const named = Object.entries<CommandContribution>(commands).map(([name, command]) => ({ id: `daxscn.${name}`, ...command }));

const languages = [['daxscn', 'DAX Scenario'], ['daxk', 'DAX Model Kernel']] as const;

export const contributes = {
  languages: languages.map(([id, alias]) => ({ id, aliases: [alias], extensions: [`.${id}`], configuration: './language-configuration.json' })),
  grammars: languages.map(([id]) => ({ language: id, scopeName: `source.${id}`, path: `./syntaxes/${id}.tmLanguage.json` })),
  breakpoints: languages.map(([id]) => ({ language: id })),
  debuggers,
  commands: named.map(({ id, title, icon, enablement }) => ({ command: id, title, category: CATEGORY, icon: `$(${icon})`, ...(enablement !== undefined && { enablement }) })),
  menus: {
    ...menus,
    commandPalette: named.flatMap(({ id, palette }) => (palette === undefined ? [] : [{ command: id, when: palette }])),
  },
  keybindings: named.flatMap(({ id, chord, enablement, palette }) => (chord === undefined ? [] : [
    { command: id, key: `${CHORD.key} ${chord}`, mac: `${CHORD.mac} ${chord}`, when: enablement ?? palette },
  ])),
  viewsContainers,
  views,
  viewsWelcome,
  walkthroughs,
  configuration: {
    title: 'DAX Race Debugger',
    properties: Object.fromEntries(Object.entries(settings).map(([name, setting], order) => [`daxscn.${name}`, { ...setting, order }])),
  },
  colors: colours,
  taskDefinitions,
  problemMatchers,
};
