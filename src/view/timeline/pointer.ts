import { RULER } from '../drawing/layout';
import type { Hit } from '../drawing/hit';
import type { Chart } from './chart';
import type { Steering } from './steering';

/** Less is a click. */
const DRAG = 4;
const WHEEL = 0.0022;
/** Pixels beside the line of the position where it can be taken. */
const HANDLE = 5;

interface Handlers {
  /** Nothing is under the pointer any more if there is no hit. */
  hover(hit: Hit | undefined, x: number, y: number): void;
  switchTo(branch: number): void;
}

/** The mouse, a pen or a finger on the canvas. The answer ends it. */
export function followPointer(canvas: HTMLCanvasElement, chart: Chart, steering: Steering, { hover, switchTo }: Handlers): () => void {
  let drag: { kind: 'pan' | 'time'; x: number; y: number; moved: boolean; lastX: number; scroll: number } | undefined;
  const scroller = canvas.closest<HTMLElement>('.scroller')!;
  const place = (event: MouseEvent): [number, number] => {
    const { left, top } = canvas.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const isHandle = (x: number, y: number): boolean => {
    const layout = chart.layout();
    return layout !== undefined && (y <= RULER || Math.abs(x - layout.x(chart.timeline!.position)) <= HANDLE) && x >= layout.left - HANDLE;
  };
  const positionAt = (x: number): number => Math.max(0, Math.min(chart.timeline!.length, Math.round(chart.layout()!.position(x))));

  function down(event: PointerEvent): void {
    if (event.button !== 0 || !chart.timeline) return;
    const [x, y] = place(event);
    canvas.setPointerCapture(event.pointerId);
    drag = { kind: isHandle(x, y) ? 'time' : 'pan', x, y, moved: false, lastX: x, scroll: scroller.scrollTop };
    if (drag.kind === 'time') scrub(x);
  }

  function move(event: PointerEvent): void {
    const [x, y] = place(event);
    if (!drag) {
      const hit = chart.hit(x, y);
      canvas.style.cursor = isHandle(x, y) ? 'ew-resize' : hit && hit.kind !== 'ruler' ? 'pointer' : 'default';
      hover(hit, x, y);
      return;
    }
    if (Math.hypot(x - drag.x, y - drag.y) > DRAG) drag.moved = true;
    if (drag.kind === 'time') scrub(x);
    else if (drag.moved) {
      const layout = chart.layout()!;
      chart.pan((drag.lastX - x) / (layout.right - layout.left));
      scroller.scrollTop = drag.scroll + drag.y - y;
      hover(undefined, x, y);
    }
    drag.lastX = x;
  }

  function scrub(x: number): void {
    const position = positionAt(x);
    if (chart.dragged === position) return;
    chart.dragged = position;
    chart.draw();
    steering.scrub(position);
  }

  function up(event: PointerEvent): void {
    const ended = drag;
    drag = undefined;
    if (!ended) return;
    if (ended.kind === 'time') steering.endScrub();
    else if (!ended.moved) click(...place(event));
  }

  function click(x: number, y: number): void {
    const hit = chart.hit(x, y);
    const layout = chart.layout();
    if (!hit || !layout) return;
    if (hit.kind === 'branch') switchTo(chart.timeline!.branches[hit.index]!.id);
    if (hit.kind !== 'lane' && hit.kind !== 'bar') return;
    const index = hit.kind === 'lane' ? hit.lane : hit.bar;
    // Beside the plot are the names: they take the focus to the row and leave time where it is.
    const isName = x < layout.left;
    const event = Math.max(0, Math.min(chart.timeline!.length - 1, isName ? chart.timeline!.position - 1 : hit.event));
    steering.focusOn({ kind: hit.kind, index, event });
    if (!isName) steering.go(event + 1);
  }

  function wheel(event: WheelEvent): void {
    const layout = chart.layout();
    if (!layout) return;
    const width = layout.right - layout.left;
    const canScroll = scroller.scrollHeight > scroller.clientHeight;
    // As in Perfetto: Ctrl (and a pinch, which comes as such) zooms, Shift pans. Without rows to scroll to, the wheel pans as well.
    if (event.ctrlKey || event.metaKey) {
      const [x] = place(event);
      chart.zoom(Math.exp(event.deltaY * WHEEL * (event.deltaMode === 1 ? 16 : 1)), layout.position(Math.max(layout.left, Math.min(layout.right, x))));
    } else if (event.shiftKey) chart.pan((event.deltaY || event.deltaX) / width);
    else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) chart.pan(event.deltaX / width);
    else if (!canScroll) chart.pan(event.deltaY / width);
    else return;
    event.preventDefault();
  }

  const leave = () => hover(undefined, 0, 0);
  canvas.addEventListener('pointerdown', down);
  canvas.addEventListener('pointermove', move);
  canvas.addEventListener('pointerup', up);
  canvas.addEventListener('pointercancel', up);
  canvas.addEventListener('pointerleave', leave);
  canvas.addEventListener('wheel', wheel, { passive: false });
  return () => {
    canvas.removeEventListener('pointerdown', down);
    canvas.removeEventListener('pointermove', move);
    canvas.removeEventListener('pointerup', up);
    canvas.removeEventListener('pointercancel', up);
    canvas.removeEventListener('pointerleave', leave);
    canvas.removeEventListener('wheel', wheel);
  };
}
