import { everything, layOut, type Geometry, type Layout } from '../drawing/layout';
import { hitTest, type Hit } from '../drawing/hit';
import type { Row } from '../drawing/rows';
import type { Measure } from '../drawing/scene';
import type { Selection } from '../drawing/selection';
import { timelineScene } from '../drawing/timeline-scene';
import type { RangeQuery, Timeline, TimelineRange } from '../messages/timeline';
import { fontOf, paintScene } from './paint';
import { RangeSource } from './range-source';
import { readTheme, watchTheme, type Theme } from './theme';
import { pan, reveal, within, zoom, type Viewport } from './viewport';

/**
 * The picture on its canvas. What is drawn is a function of the timeline, the last range that was answered and the part that is
 * looked at; whoever changes one of them asks for a drawing, which happens once with the next frame.
 */
export class Chart {
  timeline: Timeline | undefined;
  viewport: Viewport | undefined;
  selection: Selection = {};
  /** While the line of the position is dragged, where it is. */
  dragged: number | undefined;
  readonly source: RangeSource;
  private readonly context: CanvasRenderingContext2D;
  private readonly widths = new Map<string, number>();
  private readonly subscriptions: (() => void)[] = [];
  private theme: Theme = readTheme();
  private family = '';
  private frame: number | undefined;
  private width = 0;
  private height = 0;

  constructor(private readonly canvas: HTMLCanvasElement, private readonly scroller: HTMLElement, ask: (query: RangeQuery) => Promise<TimelineRange | undefined>, private readonly drawn: () => void) {
    this.context = canvas.getContext('2d')!;
    this.source = new RangeSource(ask, () => this.draw());
    const resized = new ResizeObserver(() => this.draw());
    resized.observe(scroller);
    const scrolled = () => this.draw();
    scroller.addEventListener('scroll', scrolled);
    this.readStyle();
    this.subscriptions.push(
      () => resized.disconnect(), () => scroller.removeEventListener('scroll', scrolled), watchTheme(() => { this.readStyle(); this.draw(); }),
    );
  }

  dispose(): void {
    if (this.frame !== undefined) cancelAnimationFrame(this.frame);
    for (const end of this.subscriptions) end();
  }

  get limits(): Viewport {
    return everything(this.timeline!);
  }

  get seesEverything(): boolean {
    const { viewport, limits } = this;
    return viewport !== undefined && viewport.from <= limits.from && viewport.to >= limits.to;
  }

  show(timeline: Timeline): void {
    const before = this.timeline;
    const sawEverything = before !== undefined && this.seesEverything;
    this.timeline = timeline;
    // Another execution is another picture; who sees all of one that grows goes on seeing all of it.
    const isAnother = before !== undefined && (before.scenario !== timeline.scenario || before.kernel !== timeline.kernel);
    if (!this.viewport || sawEverything || isAnother) this.viewport = this.limits;
    this.viewport = reveal(within(this.viewport, this.limits), this.limits, Math.max(0, timeline.position - 1));
    this.draw();
  }

  look(viewport: Viewport): void {
    this.viewport = viewport;
    this.draw();
  }

  zoom(factor: number, at?: number): void {
    if (!this.viewport) return;
    const { from, to } = this.viewport;
    this.look(zoom(this.viewport, this.limits, at ?? (from + to) / 2, factor));
  }

  pan(share: number): void {
    if (this.viewport) this.look(pan(this.viewport, this.limits, share));
  }

  reveal(event: number): void {
    if (this.viewport) this.look(reveal(this.viewport, this.limits, event));
  }

  /** Scrolls until a row is seen. */
  revealRow({ kind, top, bottom }: Row): void {
    const layout = this.layout();
    if (!layout) return;
    if (top < layout.top) this.scroller.scrollTop -= layout.top - top;
    else this.scroller.scrollTop += Math.max(0, bottom - (kind === 'lane' ? layout.floor : layout.height));
  }

  layout(): Layout | undefined {
    return this.timeline && this.viewport && layOut(this.timeline, this.geometry());
  }

  hit(x: number, y: number): Hit | undefined {
    const layout = this.layout();
    return layout && this.source.range && this.timeline && hitTest(this.timeline, this.source.range, layout, x, y);
  }

  draw(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.drawNow();
    });
  }

  private drawNow(): void {
    const { timeline, viewport, canvas, context, scroller } = this;
    const [width, height, scale] = [scroller.clientWidth, scroller.clientHeight, devicePixelRatio];
    if (!timeline || !viewport || width === 0 || height === 0) return;
    this.width = width;
    this.height = height;
    const layout = this.layout()!;
    const { range } = this.source;
    this.source.look(viewport, layout.right - layout.left, timeline.length, timeline.revision);
    // The height of everything is what can be scrolled.
    canvas.parentElement!.style.height = `${Math.max(height, layout.whole)}px`;
    const [columns, rows] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== columns || canvas.height !== rows) {
      Object.assign(canvas, { width: columns, height: rows });
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    if (!range) return;
    const shown = this.dragged === undefined ? timeline : { ...timeline, position: this.dragged };
    paintScene(context, timelineScene(shown, range, this.geometry(), this.selection), this.theme, this.family);
    this.drawn();
  }

  private geometry(): Geometry {
    const { from, to } = this.viewport!;
    return { width: this.width, height: this.height, from, to, scroll: this.scroller.scrollTop, measure: this.measure };
  }

  /** Asking the canvas takes longer than remembering. */
  private readonly measure: Measure = (text, size, bold) => {
    const key = `${size}${bold ? 'b' : ' '}${text}`;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (this.widths.size > 20_000) this.widths.clear();
      this.context.font = fontOf(size, bold, this.family);
      this.widths.set(key, width = this.context.measureText(text).width);
    }
    return width;
  };

  private readStyle(): void {
    this.theme = readTheme();
    this.widths.clear();
    this.family = getComputedStyle(document.body).fontFamily;
  }
}
