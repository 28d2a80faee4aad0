import { useContext, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Cell, History, Snapshot, ToView } from '../messages/ownership';
import { Breakpoints } from './breakpoints';
import { Cells } from './cells';
import { EmptyOwnership } from './empty';
import { Files } from './files';
import { Header } from './header';
import { WhatWentWrong } from './headline';
import { SAVED_FORM, type Host, type Saved } from './host';
import { Goto } from '../common/jump';
import { RootElement } from '../common/root-element';
import { Locks } from './locks';
import { Story } from './story';

export function App({ host }: { host: Host }) {
  const [state, setState] = useState<Saved>(() => restored(host));
  const Root = useContext(RootElement);
  const [isRunning, setRunning] = useState(false);
  const [histories, setHistories] = useState<ReadonlyMap<string, History>>(new Map());

  useEffect(() => {
    const { messages = window } = host;
    const receive = (event: Event) => {
      const { data } = event as MessageEvent<ToView>;
      if (data.kind === 'history') {
        setHistories((before) => new Map(before).set(data.history.expression, data.history));
        return;
      }
      setRunning(data.kind === 'running');
      if (data.kind === 'running') return;
      setState(({ snapshot: _, stop: __, ...kept }) => ({
        ...kept,
        ...(data.kind === 'snapshot' && { snapshot: data.snapshot, ...(data.stop && { stop: data.stop }) }),
      }));
    };
    messages.addEventListener('message', receive);
    host.postMessage({ kind: 'ready' });
    return () => messages.removeEventListener('message', receive);
  }, [host]);

  // With the drawing, not after it: VS Code can take the page away in between.
  useLayoutEffect(() => host.setState(state), [host, state]);

  // What is open tells its past as of this stop.
  const { snapshot, open } = state;
  useEffect(() => {
    for (const { id, expression } of snapshot ? cellsOf(snapshot) : []) if (open.includes(id)) host.postMessage({ kind: 'who', expression });
  }, [host, snapshot, open]);

  if (!snapshot) return <EmptyOwnership onCommand={(command) => host.postMessage({ kind: 'command', command })} />;
  const breakOnChange = (expression: string, enabled: boolean) => host.postMessage({ kind: 'breakOnChange', expression, enabled });
  const goto = (position: number) => host.postMessage({ kind: 'goto', position });
  return (
    <Goto.Provider value={goto}>
      <Root class={isRunning ? 'running view' : 'view'} data-position={snapshot.position} aria-label="Block ownership">
        <Header snapshot={snapshot} stop={state.stop} onGoto={goto} hasLegend={state.hasLegend ?? false}
          onLegend={() => setState((before) => ({ ...before, hasLegend: !before.hasLegend }))} />
        <WhatWentWrong snapshot={snapshot} />
        <Story parts={snapshot.story ?? []} isOpen={state.isStoryOpen ?? (snapshot.headline === undefined && hasRoom())} onToggle={(isStoryOpen) => setState((before) => ({ ...before, isStoryOpen }))} />
        <Cells
          snapshot={snapshot}
          open={open}
          current={state.current}
          histories={histories}
          onBreak={breakOnChange}
          onFocus={(current) => setState((before) => ({ ...before, current }))}
          onToggle={(id) => setState((before) => ({ ...before, current: id, open: toggle(before.open, id) }))}
        />
        <div class="aside">
          <Files files={snapshot.files} />
          <Locks locks={snapshot.locks} waits={snapshot.waits} />
          <Breakpoints breakpoints={snapshot.breakpoints} onBreak={breakOnChange} />
        </div>
        <p class="unseen" aria-live="polite">{snapshot.sentence}</p>
      </Root>
    </Goto.Provider>
  );
}

/** Whether a new view has room for more than the blocks. Where something went wrong, that and its block are to be seen together. */
function hasRoom(): boolean {
  return typeof window === 'undefined' || window.innerHeight > 340;
}

function restored(host: Host): Saved {
  const saved = host.getState();
  return saved?.form === SAVED_FORM ? saved : { form: SAVED_FORM, open: [] };
}

function cellsOf({ devices, memory }: Snapshot): readonly Cell[] {
  return [...devices.flatMap(({ blocks }) => blocks), ...memory];
}

function toggle(open: readonly string[], id: string): readonly string[] {
  return open.includes(id) ? open.filter((other) => other !== id) : [...open, id];
}
