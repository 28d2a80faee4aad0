import type { Measure, Paint, Primitive } from './scene';
import { fit } from './text-width';

/** Where a label may stand: it begins (`start`), ends or is centred at `x`, stands on `y` and is at most `room` wide. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly room: number;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export interface Label {
  /** What it says, the longest form first; the empty one stands for what comes with it alone. */
  readonly forms: readonly string[];
  /** Where, the best spot first. */
  readonly spots: readonly Spot[];
  /** Greater is placed first. What then has no room is left out. */
  readonly importance: number;
  readonly paint: Paint;
  readonly size: number;
  readonly bold?: boolean;
  readonly halo?: boolean;
  /** It may be cut off with `…`, to no less than so many characters. */
  readonly cutTo?: number;
  /** Kept free at both sides. */
  readonly pad?: number;
  /** How wide what comes before the text is. */
  readonly lead?: number;
  /** What is blocked and yet no obstacle: the label is inside of it. */
  readonly inside?: Box;
  /** What comes with the text, once it is known where that is: the box begins before the room for it. */
  readonly withIt?: (box: Box) => readonly Primitive[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 2;
/** Between the text and what comes before it. */
const LEAD = 3;
/** Of a character, by the size of the font: an `i` in a narrow one. */
const NARROWEST = 0.18;

/** Collects what wants to be said, and then places as much of it as has room, so that no label covers another one. */
export class Labels {
  private readonly wanted: Label[] = [];
  /** Boxes that are taken, by the band of `BAND` pixels that they touch. */
  private readonly taken = new Map<number, Box[]>();

  /** `width`: of the picture, which no label leaves. */
  constructor(private readonly measure: Measure, private readonly width: number) {}

  add(label: Label): void {
    this.wanted.push(label);
  }

  /** Keeps labels away from something that must be seen. */
  block(box: Box): void {
    for (const band of bands(box)) {
      const boxes = this.taken.get(band);
      if (boxes) boxes.push(box);
      else this.taken.set(band, [box]);
    }
  }

  place(): Primitive[] {
    const drawn: Primitive[] = [];
    // Lines that lead to a label run behind all of them.
    const lines: Primitive[] = [];
    for (const label of this.wanted.sort((a, b) => b.importance - a.importance)) {
      const found = this.find(label);
      if (!found) continue;
      const { text, box, y } = found;
      const { size, bold, paint, halo, pad = 0, lead = 0 } = label;
      this.block(padded(box, pad));
      for (const part of label.withIt?.(box) ?? []) (part.kind === 'line' ? lines : drawn).push(part);
      if (text === '') continue;
      const start = lead > 0 ? lead + LEAD : 0;
      drawn.push({ kind: 'text', x: box.x + start, y, text, width: box.width - start, size, paint, ...(bold && { bold }), ...(halo && { halo }) });
    }
    return [...lines, ...drawn];
  }

  private find(label: Label): { text: string; box: Box; y: number } | undefined {
    const { forms, spots, size, bold = false, cutTo, pad = 0, lead = 0 } = label;
    const width = (text: string) => this.measure(text, size, bold);
    const last = forms.findLast((form) => form !== '');
    const cut = cutTo === undefined || last === undefined ? [] : [last];
    const whole = forms.filter((form) => form !== '');
    const tried = [...whole, ...cut, ...forms.length > whole.length ? [''] : []];
    for (const [index, form] of tried.entries()) {
      const isCut = index >= whole.length && form !== '';
      for (const spot of isCut ? [...spots].sort((a, b) => b.room - a.room) : spots) {
        const before = lead === 0 || form === '' ? lead : lead + LEAD;
        // To measure a text takes long, and most of those that do not fit are not nearly that short.
        const characters = isCut ? cutTo! : form.length;
        if (characters * size * NARROWEST + before > spot.room) continue;
        const text = isCut ? fit(form, spot.room - before, width, cutTo) : form;
        if (text === undefined || width(text) + before > spot.room) continue;
        const box = boxOf(spot, width(text) + before, size);
        if (!this.isTaken(padded(box, pad), label.inside)) return { text, box, y: spot.y };
      }
    }
    return undefined;
  }

  private isTaken(box: Box, inside: Box | undefined): boolean {
    return box.x < 0 || box.x + box.width > this.width || bands(box).some((band) => this.taken.get(band)?.some((other) => other !== inside && touches(box, other)));
  }
}

const BAND = 16;

function bands({ y, height }: Box): number[] {
  const first = Math.floor(y / BAND);
  return Array.from({ length: Math.floor((y + height) / BAND) - first + 1 }, (_, index) => first + index);
}

function padded(box: Box, pad: number): Box {
  return pad === 0 ? box : { ...box, x: box.x - pad, width: box.width + 2 * pad };
}

function boxOf({ x, y, anchor = 'start' }: Spot, width: number, size: number): Box {
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { x: left, y: y - size * 0.8, width, height: size };
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width + GAP && b.x < a.x + a.width + GAP && a.y < b.y + b.height && b.y < a.y + a.height;
}
