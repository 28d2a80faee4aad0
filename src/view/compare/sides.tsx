// A comparison with its keys: what is folded, which cell the tab key goes to, and where the debugger stands.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Comparison } from '../messages/compare';
import { shownOf } from './folds';
import { Grid } from './grid';
import { Head } from './head';
import type { Host, Place, Saved, Standing } from './host';
import { actionOf, type Action } from './keys';
import { Legend } from './legend';
import { lineAt, linesOf } from './lines';
import { Steps } from './steps';
import { describeStop } from './words';

interface Props { id: string; host: Host; comparison: Comparison; standing: Standing | undefined }

export function Sides({ id, host, comparison, standing }: Props) {
  const [state, setState] = useState<Saved>(() => restored(host, id));
  const [hasLegend, setLegend] = useState(false);
  const [announced, announce] = useState('');
  const root = useRef<HTMLElement>(null);
  const lines = useMemo(() => linesOf(comparison), [comparison]);
  const parting = useMemo(() => {
    const index = lines.findIndex(({ row }) => row === comparison.parting);
    return index < 0 ? undefined : index;
  }, [lines, comparison]);
  const present = standing && lineAt(lines, standing.side, standing.position);
  const shown = useMemo(
    () => shownOf(lines, { parting, present, unfolded: new Set(state.unfolded), foldsAlike: state.foldsAlike }),
    [lines, parting, present, state.unfolded, state.foldsAlike],
  );
  const steps = new Steps(lines, shown, { key: lines[present ?? parting ?? 0]?.key ?? '', side: standing?.side ?? 'left' }, state.place);

  // With the drawing, not after it: VS Code can take the page away in between.
  useLayoutEffect(() => host.setState(state), [host, state]);

  /** The cell that is to be focused once it is drawn. */
  const wanted = useRef<Place | undefined>(undefined);
  useLayoutEffect(() => {
    const { current } = wanted;
    wanted.current = undefined;
    if (current) focus(root.current, current);
  });

  const hasStood = useRef(false);
  useLayoutEffect(() => root.current?.querySelector('.parting')?.scrollIntoView({ block: 'center' }), []);

  // The keys work as soon as the page has the keyboard.
  useEffect(() => {
    const { ownerDocument: page } = root.current!;
    const take = () => {
      if (page.hasFocus() && page.activeElement === page.body) root.current?.querySelector<HTMLElement>('[data-place][tabindex="0"]')?.focus({ preventScroll: true });
    };
    take();
    window.addEventListener('focus', take);
    return () => window.removeEventListener('focus', take);
  }, []);

  // Each stop is said and in sight. What the debugger does elsewhere moves the cell that the tab key goes to, unless the keyboard is here.
  useEffect(() => {
    if (!standing) return;
    const line = present === undefined ? undefined : lines[present];
    announce(describeStop(comparison, line, standing.side, standing.position));
    if (!line) return;
    if (!root.current?.ownerDocument.hasFocus()) setState((before) => ({ ...before, place: { key: line.key, side: standing.side } }));
    // At first one sees where they part.
    if (hasStood.current) reveal(root.current?.querySelector('.line.present'));
    hasStood.current = true;
  }, [comparison, lines, standing?.side, standing?.position]);

  function goTo(place: Place | undefined): boolean {
    if (!place) return false;
    wanted.current = place;
    setState((before) => ({ ...before, place, unfolded: [...new Set([...before.unfolded, ...steps.hiddenAt(place)])] }));
    return true;
  }

  function debug({ key, side }: Place): boolean {
    const fold = shown.find((each) => each.key === key);
    if (fold?.kind === 'fold') {
      const keys = lines.slice(fold.from, fold.to).map((line) => line.key);
      wanted.current = { key: keys[0]!, side };
      setState((before) => ({ ...before, place: { key: keys[0]!, side }, unfolded: [...before.unfolded, ...keys] }));
      return true;
    }
    const line = lines.find((each) => each.key === key);
    if (!line) return false;
    setState((before) => ({ ...before, place: { key, side } }));
    host.postMessage({ kind: 'debug', side, position: line.after[side] });
    return true;
  }

  function perform(action: Action): boolean {
    switch (action) {
      case 'debug': return debug(steps.place);
      case 'fold':
        wanted.current = steps.place;
        setState(({ unfolded: _, ...before }) => ({ ...before, unfolded: [], foldsAlike: !before.foldsAlike }));
        return true;
      case 'ask': host.postMessage({ kind: 'ask' }); return true;
      case 'legend': setLegend((before) => !before); return true;
      case 'escape': setLegend(false); return hasLegend;
      default: return goTo(steps.to(action));
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    const action = actionOf(event);
    // On buttons and links keys have their usual meaning.
    const isCell = (event.target as HTMLElement).matches('[data-place]');
    if (!action || (!isCell && !['legend', 'escape', 'ask'].includes(action)) || !perform(action)) return;
    event.preventDefault();
  }

  return (
    <main ref={root} onKeyDown={onKeyDown} data-sides data-side={standing?.side} data-position={standing?.position}>
      <Head comparison={comparison} standing={standing} perform={perform} foldsAlike={state.foldsAlike} hasLegend={hasLegend} differences={steps.differences.length} />
      {hasLegend && <Legend id="legend" />}
      <Grid comparison={comparison} lines={lines} shown={shown} standing={standing} present={present} place={steps.place}
        onFocus={(place) => setState((before) => (before.place?.key === place.key && before.place.side === place.side ? before : { ...before, place }))} onDebug={debug} onGoTo={goTo} />
      <p class="unseen" aria-live="polite">{announced}</p>
    </main>
  );
}

function restored(host: Host, id: string): Saved {
  const saved = host.getState();
  return saved?.of === id ? saved : { of: id, unfolded: [], foldsAlike: true };
}

/** With what is around it, if it is not in sight. */
function reveal(line: Element | null | undefined): void {
  const scroller = line?.closest('.scroller');
  if (!line || !scroller) return;
  const [at, sight] = [line.getBoundingClientRect(), scroller.getBoundingClientRect()];
  const heads = scroller.querySelector('.heads')?.getBoundingClientRect().height ?? 0;
  if (at.top < sight.top + heads || at.bottom > sight.bottom) line.scrollIntoView({ block: 'center' });
}

/** In a narrow view one cell stands for both sides: then it is that one. */
function focus(root: HTMLElement | null, { key, side }: Place): void {
  const cells = [...root?.querySelectorAll<HTMLElement>(`[data-place="${CSS.escape(key)}"]`) ?? []].filter((cell) => cell.offsetParent !== null);
  const cell = cells.find(({ dataset }) => dataset.side === side) ?? cells[0];
  cell?.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: 'nearest' });
}
