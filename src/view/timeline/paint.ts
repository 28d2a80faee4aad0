import { arrowhead } from '../drawing/arrowhead';
import { glyphs } from '../drawing/glyphs';
import type { Columns, Glyph, Hatch, Line, Primitive, Rect, Scene, Shape, Text } from '../drawing/scene';
import type { Picture } from '../drawing/svg';
import type { Theme } from './theme';

export type Context = CanvasRenderingContext2D;

/** Draws a scene on a canvas whose units are CSS pixels. */
export function paintScene(context: Context, scene: Scene, theme: Theme, family: string): void {
  context.clearRect(0, 0, scene.width, scene.height);
  context.save();
  context.beginPath();
  context.rect(0, scene.top, scene.width, scene.height - scene.top);
  context.clip();
  for (const primitive of scene.body) paint(context, primitive, theme, family);
  context.restore();
  for (const primitive of scene.head) paint(context, primitive, theme, family);
}

/** Draws a picture as `svgOf` writes it. */
export function paintPicture(context: Context, { width, height, parts }: Picture, theme: Theme, family: string): void {
  context.fillStyle = theme('paper');
  context.fillRect(0, 0, width, height);
  for (const { y, top, primitives } of parts) {
    context.save();
    context.translate(0, y);
    if (top !== undefined) {
      context.beginPath();
      context.rect(0, top, width, height);
      context.clip();
    }
    for (const primitive of primitives) paint(context, primitive, theme, family);
    context.restore();
  }
}

export function fontOf(size: number, bold: boolean, family: string): string {
  return `${bold ? '600 ' : ''}${size}px ${family}`;
}

function paint(context: Context, primitive: Primitive, theme: Theme, family: string): void {
  switch (primitive.kind) {
    case 'rect': paintRect(context, primitive, theme); break;
    case 'hatch': paintHatch(context, primitive, theme); break;
    case 'columns': paintColumns(context, primitive, theme); break;
    case 'line': paintLine(context, primitive, theme); break;
    case 'text': paintText(context, primitive, theme, family); break;
    case 'glyph': paintGlyph(context, primitive, theme);
  }
}

function paintRect(context: Context, { x, y, width, height, fill, alpha = 1, stroke, lineWidth = 1, dash, radius = 0 }: Rect, theme: Theme): void {
  if (radius === 0 && !stroke) {
    if (!fill) return;
    context.globalAlpha = alpha;
    context.fillStyle = theme(fill);
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
    return;
  }
  context.beginPath();
  if (radius > 0) context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
  else context.rect(x, y, width, height);
  if (fill) {
    context.globalAlpha = alpha;
    context.fillStyle = theme(fill);
    context.fill();
    context.globalAlpha = 1;
  }
  if (stroke) {
    context.strokeStyle = theme(stroke);
    context.lineWidth = lineWidth;
    if (dash) context.setLineDash([...dash]);
    context.stroke();
    if (dash) context.setLineDash([]);
  }
}

function paintHatch(context: Context, { x, y, width, height, paint: role, alpha, lean, gap, lineWidth }: Hatch, theme: Theme): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.globalAlpha = alpha;
  context.strokeStyle = theme(role);
  context.lineWidth = lineWidth;
  context.beginPath();
  // The stripes stand still on the picture, not on the rectangle, while that is cut off at an edge.
  const first = Math.floor((x - height) / gap) * gap;
  for (let start = first; start < x + width; start += gap) {
    context.moveTo(lean === 'up' ? start : start + height, y + height);
    context.lineTo(lean === 'up' ? start + height : start, y);
  }
  context.stroke();
  context.restore();
}

function paintColumns(context: Context, { paint: role, alpha, bottom, width, xs, heights }: Columns, theme: Theme): void {
  context.globalAlpha = alpha;
  context.fillStyle = theme(role);
  for (let index = 0; index < xs.length; index++) {
    const height = heights[index]!;
    context.fillRect(xs[index]!, bottom - height, width, height);
  }
  context.globalAlpha = 1;
}

function paintLine(context: Context, { points, paint: role, alpha = 1, lineWidth, dash, arrow }: Line, theme: Theme): void {
  context.globalAlpha = alpha;
  context.strokeStyle = theme(role);
  context.lineWidth = lineWidth;
  if (dash) context.setLineDash([...dash]);
  context.beginPath();
  for (let index = 0; index < points.length; index += 2) context.lineTo(points[index]!, points[index + 1]!);
  context.stroke();
  if (dash) context.setLineDash([]);
  if (arrow) {
    context.fillStyle = theme(role);
    context.beginPath();
    for (const [x, y] of arrowhead(points)) context.lineTo(x, y);
    context.fill();
  }
  context.globalAlpha = 1;
}

function paintText(context: Context, { x, y, text, width, size, bold = false, paint: role, halo }: Text, theme: Theme, family: string): void {
  if (halo) {
    context.globalAlpha = 0.94;
    context.fillStyle = theme('paper');
    context.fillRect(x - 2, y - size * 0.85, width + 4, size * 1.12);
    context.globalAlpha = 1;
  }
  context.font = fontOf(size, bold, family);
  context.fillStyle = theme(role);
  context.fillText(text, x, y);
}

const paths = new Map<Shape, Path2D>();

function paintGlyph(context: Context, { shape, x, y, size, paint: role }: Glyph, theme: Theme): void {
  let path = paths.get(shape);
  if (!path) paths.set(shape, path = new Path2D(glyphs[shape].path));
  context.save();
  context.translate(x - size / 2, y - size / 2);
  context.scale(size / 16, size / 16);
  context.strokeStyle = context.fillStyle = theme(role);
  context.lineWidth = 1.8;
  context.lineCap = context.lineJoin = 'round';
  context.stroke(path);
  if (glyphs[shape].fill) context.fill(path);
  context.restore();
}
