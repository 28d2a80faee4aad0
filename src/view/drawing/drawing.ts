import type { Timeline, TimelineRange } from '../messages/timeline';
import type { Labels } from './labels';
import type { Geometry, Layout } from './layout';
import type { Paint, Primitive } from './scene';

/** A picture in the making: what the parts of it need, and where they put what they draw. */
export interface Drawing {
  readonly timeline: Timeline;
  readonly range: TimelineRange;
  readonly layout: Layout;
  readonly body: Primitive[];
  readonly head: Primitive[];
  /** Of the body and of the head. */
  readonly labels: Labels;
  readonly headLabels: Labels;
  /** In `timeline.findings`: the one whose window is shown. */
  readonly finding?: number;
}

export const threadPaint = (colour: number): Paint => `thread${colour}`;
export const filePaint = (colour: number): Paint => `file${colour}`;

export function line(points: readonly number[], paint: Paint, lineWidth = 1, more: { dash?: readonly number[]; alpha?: number; arrow?: boolean } = {}): Primitive {
  return { kind: 'line', points, paint, lineWidth, ...more };
}

/** A letter on a square (a file) or a disc (a thread), `side` wide, around a point. */
export function badge({ geometry: { measure } }: { readonly geometry: Pick<Geometry, 'measure'> }, letter: string, paint: Paint, x: number, y: number, side: number, form: 'file' | 'thread'): Primitive[] {
  const size = Math.round(side * 0.72);
  const width = measure(letter, size, true);
  return [
    { kind: 'rect', x: x - side / 2, y: y - side / 2, width: side, height: side, fill: paint, radius: form === 'file' ? 2.5 : side / 2 },
    { kind: 'text', x: x - width / 2, y: y + size * 0.36, text: letter, width, size, bold: true, paint: 'paper' },
  ];
}

/** A number with commas. `toLocaleString` takes a hundred times as long, and there are many in a picture. */
export const count = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',');
