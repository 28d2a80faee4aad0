// The colours of pictures: those that the extension contributes, and VS Code's own of its default themes for the rest.
import { contributes } from '../../../package.json';
import type { Paint } from '../../view/drawing/scene';

export type PictureTheme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

/** `editor.background`, `foreground`, `descriptionForeground` and so on of Dark Modern, Light Modern and the high-contrast themes. */
const OWN: Readonly<Record<PictureTheme, Readonly<Record<string, string>>>> = {
  dark: { paper: '#1f1f1f', foreground: '#cccccc', quiet: '#9d9d9d', line: '#4b4b4b', accent: '#e2c08d', warning: '#cca700', focus: '#0078d4' },
  light: { paper: '#ffffff', foreground: '#3b3b3b', quiet: '#616161', line: '#c8c8c8', accent: '#895503', warning: '#bf8803', focus: '#005fb8' },
  highContrast: { paper: '#000000', foreground: '#ffffff', quiet: '#ffffff', line: '#6fc3df', accent: '#e2c08d', warning: '#ffd370', focus: '#f38518' },
  highContrastLight: { paper: '#ffffff', foreground: '#292929', quiet: '#292929', line: '#0f4a85', accent: '#895503', warning: '#895503', focus: '#006bbd' },
};

export function pictureTheme(theme: PictureTheme): (paint: Paint) => string {
  const contributed = new Map(contributes.colors.map(({ id, defaults }) => [id, defaults[theme]]));
  return (paint) => OWN[theme][paint] ?? contributed.get(`daxscn.${paint}`) ?? '#808080';
}
