import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Alarm, ToView } from '../messages/ownership';
import { Cells } from './cells';
import { Empty } from './empty';
import { Files } from './files';
import { Header } from './header';
import type { Host, Saved } from './host';
import { Icon } from './icon';
import { Locks } from './locks';

export function App({ host }: { host: Host }) {
  const [state, setState] = useState<Saved>(() => host.getState() ?? { open: [] });
  const [isRunning, setRunning] = useState(false);

  useEffect(() => {
    const receive = ({ data }: MessageEvent<ToView>) => {
      setRunning(data.kind === 'running');
      if (data.kind === 'running') return;
      setState(({ open, current }) => ({
        open,
        ...(current !== undefined && { current }),
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
  return (
    <main class={isRunning ? 'running' : ''} data-position={snapshot.position}>
      <Header snapshot={snapshot} stop={state.stop} onGoto={(position) => host.postMessage({ kind: 'goto', position })} />
      <Alarms alarms={snapshot.alarms} />
      <Cells
        snapshot={snapshot}
        open={state.open}
        current={state.current}
        onFocus={(current) => setState((before) => ({ ...before, current }))}
        onToggle={(id) => setState((before) => ({ ...before, current: id, open: toggle(before.open, id) }))}
      />
      <Files files={snapshot.files} />
      <Locks locks={snapshot.locks} waits={snapshot.waits} />
      <p class="unseen" aria-live="polite">{snapshot.sentence}</p>
    </main>
  );
}

function Alarms({ alarms }: { alarms: readonly Alarm[] }) {
  if (alarms.length === 0) return null;
  return (
    <ul class="alarms" aria-label="Alarms">
      {alarms.map(({ text }) => <li key={text}><Icon name="alert" /><span>{text}</span></li>)}
    </ul>
  );
}

function toggle(open: readonly string[], id: string): readonly string[] {
  return open.includes(id) ? open.filter((other) => other !== id) : [...open, id];
}
