import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { ToView } from '../messages/ownership';
import { Cells } from './cells';
import { Empty } from './empty';
import { Files } from './files';
import { Header } from './header';
import { WhatWentWrong } from './headline';
import { SAVED_FORM, type Host, type Saved } from './host';
import { Goto } from '../common/jump';
import { Locks } from './locks';

export function App({ host }: { host: Host }) {
  const [state, setState] = useState<Saved>(() => restored(host));
  const [isRunning, setRunning] = useState(false);

  useEffect(() => {
    const receive = ({ data }: MessageEvent<ToView>) => {
      setRunning(data.kind === 'running');
      if (data.kind === 'running') return;
      setState(({ snapshot: _, stop: __, ...kept }) => ({
        ...kept,
        ...(data.kind === 'snapshot' && { snapshot: data.snapshot, ...(data.stop && { stop: data.stop }) }),
      }));
    };
    window.addEventListener('message', receive);
    host.postMessage({ kind: 'ready' });
    return () => window.removeEventListener('message', receive);
  }, [host]);

  // With the drawing, not after it: VS Code can take the page away in between.
  useLayoutEffect(() => host.setState(state), [host, state]);

  const { snapshot } = state;
  if (!snapshot) return <Empty onCommand={(command) => host.postMessage({ kind: 'command', command })} />;
  const goto = (position: number) => host.postMessage({ kind: 'goto', position });
  return (
    <Goto.Provider value={goto}>
      <main class={isRunning ? 'running' : ''} data-position={snapshot.position}>
        <Header snapshot={snapshot} stop={state.stop} onGoto={goto} hasLegend={state.hasLegend ?? false}
          onLegend={() => setState((before) => ({ ...before, hasLegend: !before.hasLegend }))} />
        <WhatWentWrong snapshot={snapshot} />
        <Cells
          snapshot={snapshot}
          open={state.open}
          current={state.current}
          onFocus={(current) => setState((before) => ({ ...before, current }))}
          onToggle={(id) => setState((before) => ({ ...before, current: id, open: toggle(before.open, id) }))}
        />
        <div class="aside">
          <Files files={snapshot.files} />
          <Locks locks={snapshot.locks} waits={snapshot.waits} />
        </div>
        <p class="unseen" aria-live="polite">{snapshot.sentence}</p>
      </main>
    </Goto.Provider>
  );
}

function restored(host: Host): Saved {
  const saved = host.getState();
  return saved?.form === SAVED_FORM ? saved : { form: SAVED_FORM, open: [] };
}

function toggle(open: readonly string[], id: string): readonly string[] {
  return open.includes(id) ? open.filter((other) => other !== id) : [...open, id];
}
