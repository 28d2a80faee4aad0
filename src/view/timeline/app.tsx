import { useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Headline } from '../common/headline';
import { Goto } from '../common/jump';
import { KernelBadge } from '../common/kernel-badge';
import { RootElement } from '../common/root-element';
import { count } from '../drawing/drawing';
import { chooseFinding } from '../drawing/chosen-finding';
import { describeHit, describeStop } from '../drawing/words';
import type { Mark, Timeline } from '../messages/timeline';
import type { ToTimeline } from '../messages/timeline-view';
import { Chart } from './chart';
import { copyAs } from './copy';
import { CopyMenu } from './copy-menu';
import { EmptyTimeline } from './empty';
import { FindBox } from './find-box';
import { Finder } from './finder';
import type { Host } from './host';
import { actionOf, type Action } from './keys';
import { Legend } from './legend';
import { followPointer } from './pointer';
import { Questions } from './questions';
import { Steering } from './steering';
import { Tip, type TipPlace } from './tip';

interface Shown { readonly timeline: Timeline; readonly stop?: string; readonly event?: Mark }

export function App({ host }: { host: Host }) {
  const [shown, setShown] = useState<Shown>();
  const [isRunning, setRunning] = useState(false);
  const questions = useMemo(() => new Questions((message) => host.postMessage(message)), [host]);

  useEffect(() => {
    const { messages = window } = host;
    const receive = (event: Event) => {
      const { data } = event as MessageEvent<ToTimeline>;
      if ('id' in data) {
        questions.answer(data);
        return;
      }
      setRunning(data.kind === 'running');
      if (data.kind === 'ended') {
        questions.end();
        // The next session is seen as a whole, whatever was looked at in this one.
        host.setState({ scenario: '', scroll: 0 });
      }
      if (data.kind !== 'running') setShown(data.kind === 'timeline' ? data : undefined);
    };
    messages.addEventListener('message', receive);
    host.postMessage({ kind: 'ready' });
    return () => messages.removeEventListener('message', receive);
  }, [host, questions]);

  if (!shown) return <EmptyTimeline onCommand={(command) => host.postMessage({ kind: 'command', command })} />;
  return <Picture host={host} questions={questions} shown={shown} isRunning={isRunning} />;
}

function Picture({ host, questions, shown, isRunning }: { host: Host; questions: Questions; shown: Shown; isRunning: boolean }) {
  const { timeline, stop, event } = shown;
  const Root = useContext(RootElement);
  const canvas = useRef<HTMLCanvasElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [parts, setParts] = useState<{ chart: Chart; steering: Steering; finder: Finder }>();
  const [announced, announce] = useState('');
  const [tip, setTip] = useState<{ text: string; at: TipPlace }>();
  const [hasLegend, setLegend] = useState(false);
  const [isFinding, setFinding] = useState(false);
  const [isCopying, setCopying] = useState(false);
  const [, redraw] = useState(0);

  useEffect(() => {
    const chart = new Chart(canvas.current!, scroller.current!, questions.range, () => save());
    const finder = new Finder(questions.find, () => {
      chart.selection = { ...chart.selection, found: finder.events };
      chart.draw();
      redraw((before) => before + 1);
    });
    const say = (text: string) => {
      announce(text);
      const { focus } = steering;
      const row = focus && steering.rowOf(focus);
      const layout = chart.layout();
      if (focus && row && layout) setTip({ text, at: { x: layout.x(focus.event + 0.5), above: row.at, below: row.at + row.height } });
    };
    const steering: Steering = new Steering(chart, questions, finder, (message) => host.postMessage(message), say);
    const saved = host.getState();
    if (saved?.scenario === timeline.scenario) {
      chart.viewport = saved.viewport;
      scroller.current!.scrollTop = saved.scroll;
    }
    // At rest, not with every frame of a movement.
    let saving: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(saving);
      saving = setTimeout(() => host.setState({
        scenario: chart.timeline!.scenario, scroll: scroller.current?.scrollTop ?? 0, ...(chart.viewport && !chart.seesEverything && { viewport: chart.viewport }), ...(steering.focus && { focus: steering.focus }),
      }), 200);
    };
    const end = followPointer(canvas.current!, chart, steering, {
      hover: (hit, x, y) => setTip(hit && hit.kind !== 'ruler' ? { text: describeHit(chart.timeline!, hit), at: { x, above: y - 6, below: y + 18 } } : undefined),
      switchTo: (fork) => host.postMessage({ kind: 'switchTo', fork }),
    });
    setParts({ chart, steering, finder });
    return () => {
      clearTimeout(saving);
      end();
      chart.dispose();
    };
  }, [host, questions]);

  useEffect(() => {
    if (!parts) return;
    const isReplaced = parts.chart.timeline?.revision !== timeline.revision;
    parts.chart.show(timeline);
    if (isReplaced && parts.finder.text !== '') void parts.finder.find(parts.finder.text);
    parts.steering.stopped();
    setTip(undefined);
    announce(describeStop(timeline, stop, event));
  }, [parts, timeline, stop, event]);

  function perform(action: Action): boolean {
    if (action === 'find') setFinding(true);
    else if (action === 'copy') setCopying((before) => !before);
    else if (action === 'legend') setLegend((before) => !before);
    else if (action === 'escape') {
      if (!isFinding && !hasLegend && !tip) return false;
      setFinding(false);
      setLegend(false);
      setTip(undefined);
    } else return parts?.steering.perform(action) ?? false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    // In the search and on buttons keys have their usual meaning, but for those that nothing else would take.
    const isPicture = event.target === canvas.current;
    const action = actionOf(event);
    if (!action || (!isPicture && action !== 'find' && action !== 'escape') || !perform(action)) return;
    event.preventDefault();
  }

  const finding = timeline.findings[chooseFinding(timeline.findings, timeline.position) ?? -1];
  const tool = (action: Action, label: string, sign: string, extra: object = {}) => (
    <button class="tool sign" title={label} aria-label={label} onClick={() => perform(action)} {...extra}>{sign}</button>
  );
  return (
    <Goto.Provider value={(position) => host.postMessage({ kind: 'goto', position })}>
      <Root class={isRunning ? 'running view' : 'view'} data-position={timeline.position} aria-label="Timeline" onKeyDown={onKeyDown}>
        <div class="head">
          <KernelBadge kernel={timeline.kernel} />
          <h1>{timeline.scenario}</h1>
          {stop && <span class="stop">{stop}</span>}
          {finding && finding.event < timeline.position && <Headline text={finding.headline} short={finding.brief} explanation={finding.explanation} />}
          <span class="tools">
            {tool('race', 'The window of the race (R)', '⧓', { disabled: timeline.findings.length === 0 })}
            {tool('everything', 'The whole execution (F)', '↔')}
            {tool('zoomOut', 'Farther (S)', '−')}
            {tool('zoomIn', 'Closer (W)', '+')}
            {tool('find', 'Find events (/)', '⌕')}
            {tool('copy', 'Copy what is in sight (C)', '⧉', { 'aria-haspopup': 'menu', 'aria-expanded': isCopying })}
            {tool('legend', 'Marks and keys (?)', '?', { 'aria-expanded': hasLegend, 'aria-controls': 'legend' })}
          </span>
        </div>
        {isFinding && parts && (
          <FindBox text={parts.finder.text} found={parts.finder.events.length} isComplete={parts.finder.isComplete} at={indexOf(parts)}
            onText={(text) => void parts.finder.find(text)} onMove={(direction) => parts.steering.showFound(direction)}
            onClose={() => { setFinding(false); canvas.current?.focus(); }} />
        )}
        <CopyMenu isOpen={isCopying} onClose={() => setCopying(false)} say={announce} copy={async (format) => (parts ? copyAs(format, parts.chart, questions) : '')} />
        {hasLegend && <Legend id="legend" />}
        <div class="scroller" ref={scroller} tabIndex={-1}>
          <div class="all">
            <canvas ref={canvas} tabIndex={0} role="application" aria-roledescription="timeline"
              aria-label={`${timeline.scenario} over time: ${count(timeline.length)} events of ${timeline.lanes.length} threads, and ${timeline.bars.length} blocks and pages`}
              aria-describedby="how" onBlur={() => setTip(undefined)} />
          </div>
          {tip && <Tip text={tip.text} at={tip.at} within={scroller.current} />}
        </div>
        <p class="unseen" id="how">Comma and period go from event to event, arrows up and down from lane to lane, Enter moves time there, question mark lists all keys.</p>
        <p class="unseen" aria-live="polite">{announced}</p>
      </Root>
    </Goto.Provider>
  );
}

function indexOf({ steering, finder }: { steering: Steering; finder: Finder }): number | undefined {
  const index = finder.events.indexOf(steering.focus?.event ?? -1);
  return index < 0 ? undefined : index;
}
