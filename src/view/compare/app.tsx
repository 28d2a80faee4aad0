import { useEffect, useState } from 'preact/hooks';
import type { Comparison, ToCompare } from '../messages/compare';
import { EmptyCompare } from './empty';
import type { Host, Standing } from './host';
import { Sides } from './sides';

export function App({ host }: { host: Host }) {
  /** Undefined until the extension has said what there is. */
  const [comparison, setComparison] = useState<Comparison | null>();
  const [standing, setStanding] = useState<Standing>();
  const [reason, setReason] = useState<string>();

  useEffect(() => {
    const receive = ({ data }: MessageEvent<ToCompare>) => {
      switch (data.kind) {
        case 'comparison': setComparison(data.comparison); break;
        case 'at': setStanding({ side: data.side, position: data.position }); break;
        case 'away': setStanding(undefined); break;
        case 'none':
          setComparison(null);
          setReason(data.reason);
      }
    };
    window.addEventListener('message', receive);
    host.postMessage({ kind: 'ready' });
    return () => window.removeEventListener('message', receive);
  }, [host]);

  if (comparison === undefined) return null;
  if (comparison === null) return <EmptyCompare reason={reason} onAsk={(message) => host.postMessage(message)} />;
  const { scenario, left, right } = comparison;
  const id = JSON.stringify([scenario, ...[left, right].map(({ title, kernel, overlays, schedule }) => [title, kernel, overlays, schedule])]);
  return <Sides key={id} id={id} host={host} comparison={comparison} standing={standing} />;
}
