// A picture as SVG: a document of its own, with no font, script or style sheet from elsewhere.
import { arrowhead } from './arrowhead';
import { glyphs } from './glyphs';
import type { Columns, Glyph, Hatch, Line, Paint, Primitive, Rect, Text } from './scene';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** For those who do not see it: what it is, and what it shows. */
  readonly title: string;
  readonly description: string;
  /** From back to front. What is in a part scrolls or has been moved: it is shifted by `y`, and cut off above `top`, in its own coordinates. */
  readonly parts: readonly { readonly y: number; readonly top?: number; readonly primitives: readonly Primitive[] }[];
}

/** The fonts of systems, as wide as `approximateWidth` says or less. */
const FONTS = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, 'Liberation Sans', sans-serif";

/** The text of the document. `theme`: the colour of each role. */
export function svgOf({ width, height, title, description, parts }: Picture, theme: (paint: Paint) => string): string {
  const painter = new Painter(theme);
  const body = parts.flatMap(({ y, top, primitives }) => {
    const clip = top === undefined ? '' : painter.clip(width, height, top);
    return [`<g${y === 0 ? '' : ` transform="translate(0 ${num(y)})"`}${clip}>`, ...primitives.flatMap((primitive) => painter.paint(primitive)), '</g>'];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${num(width)}" height="${num(height)}" viewBox="0 0 ${num(width)} ${num(height)}" role="img" aria-labelledby="title description" font-family="${FONTS}">`,
    `<title id="title">${escape(title)}</title>`,
    `<desc id="description">${escape(description)}</desc>`,
    ...painter.definitions.length > 0 ? ['<defs>', ...painter.definitions, '</defs>'] : [],
    `<rect width="100%" height="100%" fill="${theme('paper')}"/>`,
    ...body,
    '</svg>',
    '',
  ].join('\n');
}

class Painter {
  readonly definitions: string[] = [];
  /** By what they look like: the names of patterns. */
  private readonly patterns = new Map<string, string>();

  constructor(private readonly theme: (paint: Paint) => string) {}

  paint(primitive: Primitive): string[] {
    switch (primitive.kind) {
      case 'rect': return [this.rect(primitive)];
      case 'hatch': return [this.hatch(primitive)];
      case 'columns': return [this.columns(primitive)];
      case 'line': return this.line(primitive);
      case 'text': return this.text(primitive);
      case 'glyph': return [this.glyph(primitive)];
    }
  }

  /** The attribute that cuts off what is above `top`. */
  clip(width: number, height: number, top: number): string {
    const name = `below${this.definitions.length}`;
    this.definitions.push(`<clipPath id="${name}"><rect y="${num(top)}" width="${num(width)}" height="${num(height)}"/></clipPath>`);
    return ` clip-path="url(#${name})"`;
  }

  private rect({ x, y, width, height, fill, alpha = 1, stroke, lineWidth = 1, dash, radius = 0 }: Rect): string {
    const corner = Math.min(radius, width / 2, height / 2);
    return element('rect', {
      x, y, width, height, ...(corner > 0 && { rx: corner }), fill: fill ? this.theme(fill) : 'none', ...(fill && alpha < 1 && { 'fill-opacity': alpha }),
      ...(stroke && { stroke: this.theme(stroke), ...(lineWidth !== 1 && { 'stroke-width': lineWidth }), ...(dash && { 'stroke-dasharray': dash.join(' ') }) }),
    });
  }

  private hatch({ x, y, width, height, paint, alpha, lean, gap, lineWidth }: Hatch): string {
    const key = [paint, lean, gap, lineWidth].join();
    let name = this.patterns.get(key);
    if (name === undefined) {
      this.patterns.set(key, name = `hatch${this.patterns.size}`);
      // A stripe, and the corners of its neighbours.
      const stripes = [-gap, 0, gap].map((start) => (lean === 'up' ? `M${start} ${gap}L${start + gap} 0` : `M${start} 0L${start + gap} ${gap}`)).join('');
      this.definitions.push(`<pattern id="${name}" width="${gap}" height="${gap}" patternUnits="userSpaceOnUse">`
        + `<path d="${stripes}" stroke="${this.theme(paint)}" stroke-width="${lineWidth}" stroke-linecap="square"/></pattern>`);
    }
    return element('rect', { x, y, width, height, fill: `url(#${name})`, ...(alpha < 1 && { opacity: alpha }) });
  }

  private columns({ paint, alpha, bottom, width, xs, heights }: Columns): string {
    const d = xs.map((x, index) => `M${num(x)} ${num(bottom)}v${num(-heights[index]!)}h${num(width)}v${num(heights[index]!)}z`).join('');
    return element('path', { d, fill: this.theme(paint), ...(alpha < 1 && { 'fill-opacity': alpha }) });
  }

  private line({ points, paint, alpha = 1, lineWidth, dash, arrow }: Line): string[] {
    const colour = this.theme(paint);
    const opacity = alpha < 1 ? { opacity: alpha } : {};
    const line = element('polyline', {
      points: points.map(num).join(' '), fill: 'none', stroke: colour, 'stroke-width': lineWidth, ...(dash && { 'stroke-dasharray': dash.join(' ') }), ...opacity,
    });
    return arrow ? [line, element('polygon', { points: arrowhead(points).flat().map(num).join(' '), fill: colour, ...opacity })] : [line];
  }

  private text({ x, y, text, width, size, bold, paint, halo }: Text): string[] {
    const behind = halo ? [element('rect', { x: x - 2, y: y - size * 0.85, width: width + 4, height: size * 1.12, fill: this.theme('paper'), opacity: 0.88 })] : [];
    const attributes = attributesOf({ x, y, 'font-size': size, ...(bold && { 'font-weight': 600 }), fill: this.theme(paint) });
    return [...behind, `<text${attributes}>${escape(text)}</text>`];
  }

  private glyph({ shape, x, y, size, paint }: Glyph): string {
    const { path, fill } = glyphs[shape];
    const colour = this.theme(paint);
    return element('path', {
      d: path, transform: `translate(${num(x - size / 2)} ${num(y - size / 2)}) scale(${num(size / 16)})`,
      fill: fill ? colour : 'none', stroke: colour, 'stroke-width': 1.8, 'stroke-linecap': 'round', 'stroke-linejoin': 'round',
    });
  }
}

type Attributes = Readonly<Record<string, string | number>>;

function element(name: string, attributes: Attributes): string {
  return `<${name}${attributesOf(attributes)}/>`;
}

function attributesOf(attributes: Attributes): string {
  return Object.entries(attributes).map(([name, value]) => ` ${name}="${typeof value === 'number' ? num(value) : escape(value)}"`).join('');
}

function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escape(text: string): string {
  // Some characters are none of XML, whatever they are written as.
  return text.replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
