// Enough of VS Code's own themes to draw the view without VS Code.
import { readFileSync } from 'node:fs';

interface Contributed { id: string; defaults: Record<'dark' | 'light' | 'highContrast' | 'highContrastLight', string> }

const themes = {
  dark: { kind: 'dark', colours: {
    'foreground': '#cccccc', 'descriptionForeground': '#9d9d9d', 'errorForeground': '#f85149', 'focusBorder': '#0078d4',
    'sideBar-background': '#181818', 'editor-background': '#1f1f1f', 'icon-foreground': '#cccccc', 'badge-background': '#616161',
    'badge-foreground': '#f8f8f8', 'toolbar-hoverBackground': '#5a5d5e50', 'progressBar-background': '#0078d4',
    'gitDecoration-modifiedResourceForeground': '#e2c08d', 'inputValidation-errorBackground': '#5a1d1d',
    'editorWarning-foreground': '#cca700', 'debugIcon-breakpointForeground': '#e51400', 'button-background': '#0078d4',
    'button-foreground': '#ffffff', 'button-secondaryBackground': '#313131', 'button-secondaryForeground': '#cccccc',
    'textLink-foreground': '#4daafc', 'editorHoverWidget-background': '#202020', 'editorHoverWidget-foreground': '#cccccc', 'editorHoverWidget-border': '#454545',
    'diffEditor-insertedLineBackground': '#9bb95533', 'diffEditor-removedLineBackground': '#ff000033', 'diffEditor-diagonalFill': '#cccccc33', 'diffEditor-move-border': '#8b8b8b9c',
    'diffEditor-unchangedRegionBackground': '#181818', 'diffEditor-unchangedRegionForeground': '#cccccc', 'editor-stackFrameHighlightBackground': '#ffff0033', 'debugIcon-breakpointCurrentStackframeForeground': '#ffcc00',
  } },
  light: { kind: 'light', colours: {
    'foreground': '#3b3b3b', 'descriptionForeground': '#3b3b3b', 'errorForeground': '#f85149', 'focusBorder': '#005fb8',
    'sideBar-background': '#f8f8f8', 'editor-background': '#ffffff', 'icon-foreground': '#3b3b3b', 'badge-background': '#cccccc',
    'badge-foreground': '#3b3b3b', 'toolbar-hoverBackground': '#b8b8b850', 'progressBar-background': '#005fb8',
    'gitDecoration-modifiedResourceForeground': '#895503', 'inputValidation-errorBackground': '#f2dede',
    'editorWarning-foreground': '#bf8803', 'debugIcon-breakpointForeground': '#e51400', 'button-background': '#005fb8',
    'button-foreground': '#ffffff', 'button-secondaryBackground': '#e5e5e5', 'button-secondaryForeground': '#3b3b3b',
    'textLink-foreground': '#005fb8', 'editorHoverWidget-background': '#f8f8f8', 'editorHoverWidget-foreground': '#3b3b3b', 'editorHoverWidget-border': '#c8c8c8',
    'diffEditor-insertedLineBackground': '#9bb95533', 'diffEditor-removedLineBackground': '#ff000033', 'diffEditor-diagonalFill': '#22222233', 'diffEditor-move-border': '#8b8b8b9c',
    'diffEditor-unchangedRegionBackground': '#f8f8f8', 'diffEditor-unchangedRegionForeground': '#3b3b3b', 'editor-stackFrameHighlightBackground': '#ffff6673', 'debugIcon-breakpointCurrentStackframeForeground': '#be8700',
  } },
  'high-contrast': { kind: 'highContrast', colours: {
    'foreground': '#ffffff', 'descriptionForeground': '#ffffffb3', 'errorForeground': '#f48771', 'focusBorder': '#f38518',
    'contrastBorder': '#6fc3df', 'contrastActiveBorder': '#f38518', 'sideBar-background': '#000000', 'editor-background': '#000000',
    'icon-foreground': '#ffffff', 'badge-background': '#000000', 'badge-foreground': '#ffffff', 'progressBar-background': '#6fc3df',
    'gitDecoration-modifiedResourceForeground': '#e2c08d', 'inputValidation-errorBackground': '#000000',
    'editorWarning-foreground': '#ffd370', 'button-foreground': '#ffffff', 'button-border': '#6fc3df', 'button-secondaryForeground': '#ffffff',
    'textLink-foreground': '#21a6ff', 'editorHoverWidget-background': '#0c141f', 'editorHoverWidget-foreground': '#ffffff', 'editorHoverWidget-border': '#6fc3df',
    'diffEditor-insertedTextBorder': '#33ff2eff', 'diffEditor-removedTextBorder': '#ff008f', 'diffEditor-move-border': '#8b8b8b9c', 'diffEditor-unchangedRegionBackground': '#000000', 'diffEditor-unchangedRegionForeground': '#ffffff',
    'editor-stackFrameHighlightBackground': '#ffff0033', 'debugIcon-breakpointCurrentStackframeForeground': '#ffcc00',
  } },
  'high-contrast-light': { kind: 'highContrastLight', colours: {
    'foreground': '#292929', 'descriptionForeground': '#292929b3', 'errorForeground': '#b5200d', 'focusBorder': '#006bbd',
    'contrastBorder': '#0f4a85', 'contrastActiveBorder': '#006bbd', 'sideBar-background': '#ffffff', 'editor-background': '#ffffff',
    'icon-foreground': '#292929', 'badge-background': '#0f4a85', 'badge-foreground': '#ffffff', 'progressBar-background': '#0f4a85',
    'gitDecoration-modifiedResourceForeground': '#895503', 'inputValidation-errorBackground': '#ffffff',
    'editorWarning-foreground': '#895503', 'button-foreground': '#ffffff', 'button-background': '#0f4a85',
    'button-border': '#0f4a85', 'button-secondaryForeground': '#292929', 'button-secondaryBackground': '#ffffff', 'inputValidation-errorForeground': '#292929',
    'textLink-foreground': '#0f4a85', 'editorHoverWidget-background': '#ffffff', 'editorHoverWidget-foreground': '#292929', 'editorHoverWidget-border': '#0f4a85',
    'diffEditor-insertedTextBorder': '#374e06', 'diffEditor-removedTextBorder': '#ad0707', 'diffEditor-move-border': '#8b8b8b9c', 'diffEditor-unchangedRegionBackground': '#ffffff', 'diffEditor-unchangedRegionForeground': '#292929',
    'editor-stackFrameHighlightBackground': '#ffff6673', 'debugIcon-breakpointCurrentStackframeForeground': '#be8700',
  } },
} as const;

export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

/** The variables that VS Code would set, the colours that this extension contributes included. */
export function themeStyle(name: ThemeName): string {
  const { kind, colours } = themes[name];
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as
    { contributes?: { colors?: Contributed[] } };
  const contributed = (manifest.contributes?.colors ?? []).map(({ id, defaults }) => [id.replace('.', '-'), defaults[kind]]);
  const variables = [
    ...Object.entries(colours), ...contributed,
    ['font-family', 'system-ui, "Ubuntu", sans-serif'], ['font-size', '13px'],
  ].map(([id, value]) => `--vscode-${id}: ${value};`).join(' ');
  return `:root { ${variables} } body { background: var(--vscode-sideBar-background); color: var(--vscode-foreground);
    font: var(--vscode-font-size) var(--vscode-font-family); }`;
}
