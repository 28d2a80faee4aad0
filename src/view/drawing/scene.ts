// The form of a picture: a short list of primitives, from back to front, that a canvas, an SVG or a test can read.
// Invariants: no colour but by its role in the theme; nothing lies outside of `width` × `height` but what scrolls under the
// head; coordinates are CSS pixels.

/** What a colour is for. A theme says which colour that is. */
export type Paint =
  | 'paper' | 'foreground' | 'quiet' | 'line' | 'danger' | 'accent' | 'warning' | 'focus'
  | `file${number}` | `thread${number}`;

export type Primitive = Rect | Hatch | Columns | Line | Text | Glyph;

export interface Rect {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill?: Paint;
  /** Of the fill, 0 … 1. */
  readonly alpha?: number;
  readonly stroke?: Paint;
  readonly lineWidth?: number;
  /** Lengths of strokes and gaps. */
  readonly dash?: readonly number[];
  readonly radius?: number;
}

/** Stripes that lean to the right (`up`) or to the left (`down`) inside a rectangle. */
export interface Hatch {
  readonly kind: 'hatch';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly paint: Paint;
  readonly alpha: number;
  readonly lean: 'up' | 'down';
  /** From one stripe to the next. */
  readonly gap: number;
  readonly lineWidth: number;
}

/** Many bars of one width that stand on a line: one primitive for all events of a lane that are too close to be told apart. */
export interface Columns {
  readonly kind: 'columns';
  readonly paint: Paint;
  readonly alpha: number;
  /** Where they stand. */
  readonly bottom: number;
  readonly width: number;
  readonly xs: readonly number[];
  readonly heights: readonly number[];
}

export interface Line {
  readonly kind: 'line';
  /** x, y, x, y … */
  readonly points: readonly number[];
  readonly paint: Paint;
  readonly alpha?: number;
  readonly lineWidth: number;
  readonly dash?: readonly number[];
  /** An arrowhead at the end. */
  readonly arrow?: boolean;
}

/** A line of text that begins at `x` and stands on `y`. */
export interface Text {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** As it was measured. */
  readonly width: number;
  readonly size: number;
  readonly bold?: boolean;
  readonly paint: Paint;
  /** Something else may be drawn behind it: it has a background of paper. */
  readonly halo?: boolean;
}

/** A symbol around a point. Its outlines are in `glyphs.ts`. */
export interface Glyph {
  readonly kind: 'glyph';
  readonly shape: Shape;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly paint: Paint;
}

export type Shape = 'flag' | 'retry' | 'pin' | 'map' | 'wait' | 'alert' | 'edit' | 'in' | 'out';

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** What scrolls: it is drawn first, and only below `top`. */
  readonly body: readonly Primitive[];
  readonly top: number;
  /** What stays in sight. */
  readonly head: readonly Primitive[];
}

/** How wide a text is, in pixels. A browser measures it, others take `approximateWidth`. */
export type Measure = (text: string, size: number, bold: boolean) => number;
