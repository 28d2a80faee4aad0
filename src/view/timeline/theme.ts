import type { Paint } from '../drawing/scene';

/** The colour of each role, as a canvas takes it. */
export type Theme = (paint: Paint) => string;

const variables: Readonly<Record<string, readonly string[]>> = {
  foreground: ['foreground'],
  quiet: ['descriptionForeground', 'foreground'],
  line: ['contrastBorder', 'panel-border', 'descriptionForeground'],
  danger: ['daxscn-danger', 'errorForeground'],
  accent: ['gitDecoration-modifiedResourceForeground', 'focusBorder'],
  warning: ['editorWarning-foreground', 'foreground'],
  focus: ['focusBorder'],
};

/** What the user has chosen in the system, where that is to win over the theme of VS Code. */
const forced: Readonly<Record<string, string>> = { paper: 'Canvas', foreground: 'CanvasText', quiet: 'CanvasText', line: 'CanvasText', focus: 'Highlight' };

/** Reads the colours of VS Code's theme from the page once; they are read again when it changes. */
export function readTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const isForced = matchMedia('(forced-colors: active)').matches;
  const known = new Map<Paint, string>();
  const read = (names: readonly string[]) => names.map((name) => style.getPropertyValue(`--vscode-${name}`).trim()).find((value) => value !== '');
  // The page's own background: it differs between a panel, a side bar and an editor.
  const paper = getComputedStyle(document.body).getPropertyValue('--paper-colour') || getComputedStyle(document.body).backgroundColor;
  return (paint) => {
    let colour = known.get(paint);
    if (colour === undefined) {
      colour = isForced ? forced[paint] : undefined;
      colour ??= paint === 'paper' ? paper : read(variables[paint] ?? [`daxscn-${paint}`]) ?? '#808080';
      known.set(paint, colour);
    }
    return colour;
  };
}

/**
 * The same colours as `#rrggbb`, as they look on the paper: what reads an SVG outside of a browser knows neither `rgba()` nor
 * `color-mix()` nor the colours of the system.
 */
export function opaque(theme: Theme): Theme {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const known = new Map<Paint, string>();
  return (paint) => {
    let colour = known.get(paint);
    if (colour === undefined) {
      for (const layer of ['paper', paint] as const) {
        context.fillStyle = theme(layer);
        context.fillRect(0, 0, 1, 1);
      }
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
      known.set(paint, colour = `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`);
    }
    return colour;
  };
}

/** Calls back whenever the colours of the page change; the answer ends that. */
export function watchTheme(changed: () => void): () => void {
  // VS Code changes the class and the style of these two when the theme changes.
  const observer = new MutationObserver(changed);
  for (const target of [document.documentElement, document.body]) observer.observe(target, { attributeFilter: ['class', 'style'] });
  // Outside of VS Code a page has the colours that the system asks for.
  const queries = ['(forced-colors: active)', '(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
