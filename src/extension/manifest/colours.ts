// The colours that a theme or a user can change. test/extension/colours.test.ts shows that they can be told apart and read.

export interface Defaults {
  readonly dark: string;
  readonly light: string;
  readonly highContrast: string;
  readonly highContrastLight: string;
}

export interface ColourContribution {
  readonly id: `daxscn.${string}`;
  readonly description: string;
  readonly defaults: Defaults;
}

type Four = readonly [dark: string, light: string, highContrast: string, highContrastLight: string];

/** The first file of the scenario has the first, the one after the last the first again. */
const files: readonly Four[] = [
  ['#4ea6ea', '#0f69b0', '#6cc0ff', '#0a4f8a'],
  ['#eba23f', '#a85e00', '#ffb74d', '#7f4600'],
  ['#55c28c', '#187a4a', '#6ee7a8', '#0d5c35'],
  ['#bd93e8', '#7c43b3', '#d3b0ff', '#5a2a8a'],
  ['#ee82a9', '#b12e61', '#ff9cc2', '#8c1d49'],
  ['#4bc3cb', '#0b7880', '#66eaf2', '#045a60'],
  ['#d6ca4c', '#7a7000', '#fff066', '#5a5200'],
  ['#b9a08a', '#75604a', '#e0c7ae', '#54412f'],
];

/** As the files, of the threads of a session. */
const threads: readonly Four[] = [
  ['#df59d7', '#7b0977', '#f073f9', '#af25a9'],
  ['#6ae54c', '#185a03', '#51cd2f', '#227702'],
  ['#8080fc', '#320e9d', '#979cfe', '#594fd7'],
  ['#16f2cb', '#115c55', '#01b597', '#107460'],
  ['#a8e1fd', '#07405a', '#80a9b9', '#0b374d'],
  ['#8a9527', '#3c3d10', '#a6a847', '#202801'],
  ['#fcbcd4', '#582740', '#c699ad', '#845b6e'],
  ['#8e8eb0', '#584d78', '#e6dafe', '#1d0638'],
];

/** How much a thread's colour tints the line that it is at, as the last two digits. Where contrast is high, lines have no tints. */
const TINT: Four = ['17', '10', '00', '00'];

export const THREAD_COLOURS = threads.length;

export const colours: readonly ColourContribution[] = [
  ...files.map((four, index) => colour(`file${index + 1}`, `Colour of the scenario's file number ${index + 1} in the block ownership view.`, four)),
  ...threads.map((four, index) => colour(`thread${index + 1}`, `Colour of the thread number ${index + 1} of a debug session, in the editor.`, four)),
  ...threads.map((four, index) => colour(`thread${index + 1}Line`, `Background of the line that the thread number ${index + 1} is at, in the editor.`, tinted(four))),
  colour('danger', 'A block that a device uses for a file that does not own it, in the block ownership view.', ['#ff5f56', '#d3231b', '#ff7a70', '#b5200d']),
];

function colour(name: string, description: string, [dark, light, highContrast, highContrastLight]: Four): ColourContribution {
  return { id: `daxscn.${name}`, description, defaults: { dark, light, highContrast, highContrastLight } };
}

function tinted([dark, light, highContrast, highContrastLight]: Four): Four {
  return [dark + TINT[0], light + TINT[1], highContrast + TINT[2], highContrastLight + TINT[3]];
}
