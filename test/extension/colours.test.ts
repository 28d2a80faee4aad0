// The colours that the extension contributes can be told apart and read, in every kind of theme.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The background of the editor in VS Code's own themes. */
const backgrounds = { dark: '#1f1f1f', light: '#ffffff', highContrast: '#000000', highContrastLight: '#ffffff' };
type Kind = keyof typeof backgrounds;

const { contributes } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as
  { contributes: { colors: { id: string; defaults: Record<Kind, string> }[] } };
const marks = contributes.colors.filter(({ id }) => !id.endsWith('Line'));

/** Red, green and blue as light, from 0 to 1. */
function light(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
}

/** As WCAG defines it. */
function contrast(one: string, other: string): number {
  const [dark, bright] = [one, other].map((hex) => {
    const [red, green, blue] = light(hex) as [number, number, number];
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }).sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

/** In Oklab, where equal distances look equally different: 0.02 can just be seen. */
function difference(one: string, other: string): number {
  const [a, b] = [one, other].map((hex) => {
    const [red, green, blue] = light(hex) as [number, number, number];
    const l = Math.cbrt(0.4122 * red + 0.5363 * green + 0.0514 * blue);
    const m = Math.cbrt(0.2119 * red + 0.6807 * green + 0.1074 * blue);
    const s = Math.cbrt(0.0883 * red + 0.2817 * green + 0.63 * blue);
    return [0.2105 * l + 0.7936 * m - 0.0041 * s, 1.978 * l - 2.4286 * m + 0.4506 * s, 0.0259 * l + 0.7828 * m - 0.8087 * s];
  }) as [number[], number[]];
  return Math.hypot(...a.map((value, index) => value - b[index]!));
}

describe.each(Object.entries(backgrounds) as [Kind, string][])('%s', (kind, background) => {
  test.each(marks.filter(({ id }) => id.includes('thread')))('$id can be read on the editor, and the editor on it', ({ defaults }) => {
    expect(contrast(defaults[kind], background)).toBeGreaterThanOrEqual(kind.startsWith('high') ? 5.5 : 4.5);
  });

  test('no two marks look alike', () => {
    const alike = marks.flatMap((one, index) => marks.slice(index + 1)
      .filter((other) => difference(one.defaults[kind], other.defaults[kind]) < 0.07).map((other) => `${one.id} ${other.id}`));
    expect(alike).toEqual([]);
  });
});
