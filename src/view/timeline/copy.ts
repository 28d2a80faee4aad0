// Copies what is in sight: as a picture that stands alone, with its caption and legend, or as text.
import { eventsInSight, figureOf } from '../drawing/figure';
import { svgOf, type Picture } from '../drawing/svg';
import { approximateWidth } from '../drawing/text-width';
import type { Chart } from './chart';
import { fontOf, paintPicture } from './paint';
import { NOTHING, type Questions } from './questions';
import { opaque, readTheme } from './theme';

export type Format = 'svg' | 'png' | 'text';

/** In CSS pixels: a narrow view is copied wider, with names beside their rows. */
const NARROWEST = 640;
/** Pixels a column: however many events are in sight, the picture has no more. */
const COLUMN = 2;
/** A canvas has no longer side in any browser. */
const LONGEST = 16_384;

/** Says what became of it. */
export async function copyAs(format: Format, chart: Chart, questions: Questions): Promise<string> {
  const { timeline, viewport } = chart;
  if (!timeline || !viewport) return NOTHING;
  const sight = chart.seesEverything ? undefined : viewport;
  const { from, to } = eventsInSight(timeline, viewport);
  if (format === 'text') return questions.copy({ kind: 'copyText', from, to });
  const width = Math.max(NARROWEST, chart.layout()!.geometry.width);
  const range = await questions.range({ from, to, columns: Math.ceil(width / COLUMN) });
  if (range?.revision !== timeline.revision) return NOTHING;
  // The fonts of who reads an SVG are not known.
  if (format === 'svg') return questions.copy({ kind: 'copySvg', svg: svgOf(figureOf(timeline, range, width, approximateWidth, sight), opaque(readTheme())) });
  const png = await pngOf((measure) => figureOf(timeline, range, width, measure, sight));
  if (!png) return 'Nothing was copied: the picture is too large for a PNG. SVG has no such limit';
  try {
    await navigator.clipboard.write([new ClipboardItem({ [png.type]: png })]);
    return 'Copied as PNG';
  } catch {
    // No permission, no such interface, or not in front: a file is as good.
    return questions.copy({ kind: 'savePng', png: await base64(png) });
  }
}

/** Twice as fine as CSS pixels, since pictures are pasted larger than they were; coarser where a canvas would be too large. */
async function pngOf(figure: (measure: typeof approximateWidth) => Picture): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  const family = getComputedStyle(document.body).fontFamily;
  const picture = figure((text, size, bold) => {
    context.font = fontOf(size, bold, family);
    return context.measureText(text).width;
  });
  const scale = Math.min(Math.max(2, devicePixelRatio), LONGEST / Math.max(picture.width, picture.height));
  canvas.width = Math.floor(picture.width * scale);
  canvas.height = Math.floor(picture.height * scale);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  paintPicture(context, picture, readTheme(), family);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function base64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^.*,/, ''));
    reader.onerror = () => reject(reader.error!);
    reader.readAsDataURL(blob);
  });
}
