import { count } from '../drawing/drawing';
import { barAt, laneAt } from '../drawing/hit';
import { chooseFinding } from '../drawing/chosen-finding';
import { describeHit, describeMark, describeWait } from '../drawing/words';
import type { Timeline, TimelineRange, Wait } from '../messages/timeline';
import type { FromTimeline } from '../messages/timeline-view';
import type { Chart } from './chart';
import type { Finder } from './finder';
import type { Focus } from './host';
import type { Action } from './keys';
import { changesOf, nextInLane, previousInLane, waitAt, wokenBy } from './navigation';
import type { Questions } from './questions';
import { zoom } from './viewport';

const ZOOM = 1.3;
const PAN = 0.12;
/** Around an event of which somebody asks what is true there. */
const AROUND = 200;

/** What keys and clicks do: they move what is looked at, the focus, and time. */
export class Steering {
  focus: Focus | undefined;
  private asked = 0;
  private wanted: number | undefined;
  private isMoving = false;

  constructor(
    private readonly chart: Chart, private readonly questions: Questions, private readonly finder: Finder,
    private readonly post: (message: FromTimeline) => void,
    /** Says something of the focus. */
    private readonly say: (text: string) => void,
  ) {}

  /** Whether the action is one of the picture's own. */
  perform(action: Action): boolean {
    const { chart } = this;
    if (!chart.timeline || !chart.viewport) return false;
    switch (action) {
      case 'zoomIn': chart.zoom(1 / ZOOM, this.inSight()); break;
      case 'zoomOut': chart.zoom(ZOOM, this.inSight()); break;
      case 'left': chart.pan(-PAN); break;
      case 'right': chart.pan(PAN); break;
      case 'up': this.moveRow(-1); break;
      case 'down': this.moveRow(1); break;
      case 'previous': void this.moveEvent(-1); break;
      case 'next': void this.moveEvent(1); break;
      case 'first': this.focusOn({ ...this.current(), event: 0 }); break;
      case 'last': this.focusOn({ ...this.current(), event: Math.max(0, chart.timeline.length - 1) }); break;
      case 'go': this.go(this.current().event + 1); break;
      case 'step': if (this.current().kind === 'lane') this.post({ kind: 'step', lane: this.current().index }); break;
      case 'waker': void this.showWaker(); break;
      case 'woken': void this.showWoken(); break;
      case 'position': this.focusOn({ ...this.current(), event: Math.max(0, chart.timeline.position - 1) }); break;
      case 'race': this.showRace(); break;
      case 'everything': chart.look(chart.limits); break;
      case 'nextFound': this.showFound(1); break;
      case 'previousFound': this.showFound(-1); break;
      case 'find': case 'legend': case 'escape': return false;
    }
    return true;
  }

  /** Moves time; VS Code says so at the stop that follows. */
  go(position: number): void {
    const { length = 0 } = this.chart.timeline ?? {};
    this.post({ kind: 'goto', position: Math.max(0, Math.min(length, position)) });
  }

  /** While the line of the position is dragged one movement is under way at a time; the newest follows at the stop. */
  scrub(position: number): void {
    this.wanted = position;
    if (this.isMoving || position === this.chart.timeline?.position) return;
    this.isMoving = true;
    this.go(position);
  }

  endScrub(): void {
    if (!this.isMoving) this.stopped();
  }

  /** The debugger has come to rest, where the line of the position is to be, or on the way there. */
  stopped(): void {
    this.isMoving = false;
    const { wanted, chart } = this;
    this.wanted = undefined;
    if (wanted !== undefined && wanted !== chart.timeline?.position) this.scrub(wanted);
    else {
      chart.dragged = undefined;
      chart.draw();
    }
  }

  /** `first`: what is to be said before what is there. */
  focusOn(focus: Focus, wake = this.chart.selection.wake, first?: string): void {
    const { chart } = this;
    this.focus = focus;
    const { wake: _, ...rest } = chart.selection;
    chart.selection = { ...rest, focus, ...(wake && { wake }) };
    const row = this.rowOf(focus);
    if (row) chart.revealRow(row);
    chart.reveal(focus.event);
    void this.describe(focus, first);
  }

  showFound(direction: 1 | -1): void {
    const event = this.finder.next(this.focus?.event ?? -1, direction);
    if (event !== undefined) void this.focusEvent(event);
  }

  /** The lane of an event is known to the debugger only, if the event is far away. */
  async focusEvent(event: number): Promise<void> {
    const range = await this.around(event, 1);
    const lane = range?.marks.find((mark) => mark.event === event)?.lane;
    if (lane !== undefined && lane >= 0) this.focusOn({ kind: 'lane', index: lane, event });
  }

  /** In sight or not. */
  rowOf({ kind, index }: Focus) {
    const layout = this.chart.layout();
    return (kind === 'lane' ? layout?.lanes : layout?.bars)?.find((row) => row.index === index);
  }

  /** Where keys begin: at the latest event. */
  private current(): Focus {
    const { position, lanes } = this.chart.timeline!;
    const event = Math.max(0, position - 1);
    const { range } = this.chart.source;
    return this.focus ?? { kind: 'lane', index: range?.marks.find((mark) => mark.event === event)?.lane ?? Math.max(0, lanes.findIndex(({ events }) => events > 0)), event };
  }

  /** What the keyboard zooms around: the focus, or else the position, if it is seen. */
  private inSight(): number | undefined {
    const { from, to } = this.chart.viewport!;
    const at = this.focus ? this.focus.event + 0.5 : this.chart.timeline!.position;
    return at >= from && at <= to ? at : undefined;
  }

  private moveRow(direction: 1 | -1): void {
    const layout = this.chart.layout();
    if (!layout) return;
    const rows = [...layout.lanes, ...layout.bars];
    const { kind, index, event } = this.current();
    const at = rows.findIndex((row) => row.kind === kind && row.index === index);
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + (this.focus ? direction : 0)))];
    if (next) this.focusOn({ kind: next.kind, index: next.index, event });
  }

  private async moveEvent(direction: 1 | -1): Promise<void> {
    const from = this.current();
    const { timeline } = this.chart;
    const { range: ask } = this.questions;
    const asked = ++this.asked;
    let event: number | undefined;
    if (from.kind === 'bar') {
      const range = this.chart.source.range;
      const changes = range ? changesOf(range, from.index, timeline!.length) : [];
      event = direction > 0 ? changes.find((each) => each > from.event) : changes.findLast((each) => each < from.event);
    } else {
      event = direction > 0 ? await nextInLane(ask, timeline!, from.index, from.event) : await previousInLane(ask, from.index, from.event);
    }
    if (asked !== this.asked) return;
    if (event === undefined) this.say(direction > 0 ? 'There is nothing after it' : 'There is nothing before it');
    else this.focusOn({ ...from, event });
  }

  private async showWaker(): Promise<void> {
    const { index: lane, kind, event } = this.current();
    const range = await this.around(event);
    const wait = range && kind === 'lane' ? waitAt(range, lane, event) : undefined;
    if (!wait) {
      this.say('Nothing has blocked this thread here');
      return;
    }
    if (!wait.isOpen && wait.wokenBy !== undefined) {
      const waker = (await this.around(wait.wokenBy, 1))?.marks.find((mark) => mark.event === wait.wokenBy)?.lane;
      if (waker !== undefined) this.connect({ lane: waker, event: wait.wokenBy }, { lane, event: wait.to }, { lane: waker, event: wait.wokenBy });
      return;
    }
    await this.showMissing(lane, wait);
  }

  /** Nothing has ended the wait: who could have, and what that thread did last. */
  private async showMissing(lane: number, wait: Wait): Promise<void> {
    const { findings, length } = this.chart.timeline!;
    const missing = findings.find((finding) => finding.missing?.kind === 'wake' && finding.missing.lane === lane)?.missing;
    const holder = missing?.other ?? wait.holders[0];
    if (holder === undefined) {
      this.say(describeWait(this.chart.timeline!, wait));
      return;
    }
    const event = missing?.otherEvent ?? await previousInLane(this.questions.range, holder, length) ?? wait.from;
    this.connect({ lane: holder, event }, { lane, event: wait.from }, { lane: holder, event }, missing?.label ?? describeWait(this.chart.timeline!, wait));
  }

  private async showWoken(): Promise<void> {
    const { index: lane, kind, event } = this.current();
    const range = await this.around(event);
    const waits = range && kind === 'lane' ? wokenBy(range, event) : [];
    const wait = waits[0];
    if (!wait) {
      this.say('This event has woken nobody');
      return;
    }
    const next = await nextInLane(this.questions.range, this.chart.timeline!, wait.lane, event) ?? wait.to - 1;
    this.connect({ lane, event }, { lane: wait.lane, event: wait.to }, { lane: wait.lane, event: next });
  }

  private connect(from: { lane: number; event: number }, to: { lane: number; event: number }, goal: { lane: number; event: number }, first?: string): void {
    this.focusOn({ kind: 'lane', index: goal.lane, event: goal.event }, { from, to }, first);
  }

  private showRace(): void {
    const { timeline, viewport, limits } = this.chart;
    const finding = timeline!.findings[chooseFinding(timeline!.findings, timeline!.position) ?? -1];
    if (!finding) {
      this.say('Nothing has gone wrong');
      return;
    }
    const from = finding.race ? Math.min(finding.race.first.event, finding.race.second.event) : finding.event;
    const to = Math.max(from + 1, finding.event + 1);
    const middle = (from + to) / 2;
    const factor = (to - from) * 1.5 / (viewport!.to - viewport!.from);
    const centred = { from: middle - (viewport!.to - viewport!.from) / 2, to: middle + (viewport!.to - viewport!.from) / 2 };
    this.chart.look(zoom(centred, limits, middle, factor));
    this.say(finding.headline);
  }

  private async describe(focus: Focus, first?: string): Promise<void> {
    const asked = ++this.asked;
    const { timeline } = this.chart;
    const range = await this.around(focus.event);
    if (!range || !timeline || asked !== this.asked) return;
    const said = describeFocus(timeline, range, focus);
    this.say(first === undefined ? said : `${first}. ${said}`);
  }

  /** What is true around an event, event by event: from what is drawn if that is fine enough. */
  private async around(event: number, reach = AROUND): Promise<TimelineRange | undefined> {
    const { range } = this.chart.source;
    const { length } = this.chart.timeline!;
    const [from, to] = [Math.max(0, event - reach), Math.min(length, event + reach)];
    if (range && range.step === 1 && range.unread === 0 && range.from <= from && range.to >= to) return range;
    return this.questions.range({ from, to: Math.max(from + 1, to), columns: 2 * reach + 2 });
  }
}

function describeFocus(timeline: Timeline, range: TimelineRange, { kind, index, event }: Focus): string {
  if (kind === 'bar') return describeHit(timeline, { kind: 'bar', bar: index, event, facts: barAt(range, index, event) });
  const hit = laneAt(range, index, event);
  if (hit.kind === 'lane' && hit.mark?.event === event) return describeMark(timeline, hit.mark);
  if (hit.kind === 'lane' && hit.wait) return describeWait(timeline, hit.wait);
  return `${timeline.lanes[index]?.name ?? ''}, at event ${count(event + 1)}`;
}
