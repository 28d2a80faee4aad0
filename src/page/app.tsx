import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { KNOWN_VERSIONS } from '../language/versions';
import { Headline } from '../view/common/headline';
import { Goto } from '../view/common/jump';
import { App as Ownership } from '../view/ownership/app';
import { App as Timeline } from '../view/timeline/app';
import type { PageDocument } from './document';
import { move } from './engine/movements';
import type { PageSession } from './engine/page-session';
import { ownershipHost, timelineHost } from './engine/view-feeds';
import { CheckResult } from './parts/check-result';
import { Console } from './parts/console';
import { Controls } from './parts/controls';
import { Forks } from './parts/forks';
import { Frames } from './parts/frames';
import { Help } from './parts/help';
import { actionOf, type Action } from './parts/keys';
import { Pane } from './parts/pane';
import { SourcePart } from './parts/source-part';
import { Threads } from './parts/threads';
import { ownershipDifferences, timelineDifferences } from './parts/view-differences';

interface Props { session: PageSession; contents: Pick<PageDocument, 'release' | 'notices' | 'sheets'>; save: () => Promise<void> }

export function App({ session, contents: { release, notices, sheets }, save }: Props) {
  const [state, setState] = useState(session.state);
  const [shownFrame, showFrame] = useState<number>();
  const [isEditing, setEditing] = useState(false);
  const [hasHelp, setHelp] = useState(false);
  const hosts = useMemo(() => ({ ownership: ownershipHost(session), timeline: timelineHost(session) }), [session]);
  const { rest, selected, failure, kernel } = state;
  useLayoutEffect(() => session.onDidChange(() => setState(session.state)), [session]);
  // What was looked at belongs to a stop.
  useEffect(() => showFrame(undefined), [selected]);
  useEffect(() => { if (rest) document.title = `${rest.timeline.scenario} (${kernel})`; }, [rest, kernel]);

  const perform = (action: Action): void => {
    switch (action) {
      case 'check': void session.check(kernel); break;
      case 'edit': setEditing(true); break;
      case 'save': void save(); break;
      case 'help': setHelp(true); break;
      case 'escape': setEditing(false); break;
      default: void move(session, action);
    }
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || hasHelp || isTyping(event)) return;
      const action = actionOf(event);
      if (action) perform(action);
      else if (/^[1-9]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) void session.ask('stepIn', { threadId: Number(event.key) });
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  });

  const snapshot = selected?.snapshot;
  return (
    <Goto.Provider value={(position) => void session.ask('daxscn/goto', { position })}>
      <main class="page">
        <div class="bar">
          <h1>{rest?.timeline.scenario ?? session.exhibit.program}</h1>
          <label class="kernel-choice"><span>Linux</span>
            <select value={kernel} title="On which kernel: it is checked at once" onChange={({ currentTarget }) => void session.check(currentTarget.value)}>
              {KNOWN_VERSIONS.map((version) => <option key={version} value={version}>{version}</option>)}
            </select>
          </label>
          {rest && <Controls position={rest.position} length={rest.length} perform={perform} />}
          <button class="primary" title="Search every interleaving, here and now (K)" onClick={() => perform('check')}>Check again</button>
          <button title="Save this page as it is now: scenario, kernel and events (S)" onClick={() => perform('save')}>Save</button>
          <button class="help" title="Keys, and what this page is (?)" aria-label="Keys, and what this page is" onClick={() => perform('help')}>?</button>
        </div>
        <CheckResult session={session} state={state} />
        {failure !== undefined && <pre class="failure" role="alert">{failure}</pre>}
        {snapshot?.headline !== undefined ? <Headline text={snapshot.headline} explanation={snapshot.explanation} /> : rest?.text !== undefined && <p class="said" role="status">{rest.text}</p>}
        {rest && (
          <>
            <div class="columns">
              <div class="left">
                <Threads session={session} rest={rest} selected={selected?.threadId} />
                <Forks session={session} rest={rest} />
                {selected && <Frames frames={selected.frames} shown={shownFrame ?? 0} onShow={showFrame} />}
                <Console session={session} selected={selected} />
              </div>
              <SourcePart session={session} rest={rest} frame={selected?.frames[shownFrame ?? 0]} isEditing={isEditing} setEditing={setEditing} />
              <Pane name="ownership" sheets={[sheets.ownership, ownershipDifferences]}><Ownership host={hosts.ownership} /></Pane>
            </div>
            <Pane name="timeline" sheets={[sheets.timeline, timelineDifferences]}><Timeline host={hosts.timeline} /></Pane>
          </>
        )}
        <p class="foot">daxscn {release}: this file executes the scenario on a model of Linux, by itself and offline. <button class="link" onClick={() => perform('help')}>Keys and licences</button></p>
        {hasHelp && <Help release={release} notices={notices} onClose={() => setHelp(false)} />}
      </main>
    </Goto.Provider>
  );
}

/** Where keys write or choose something. */
function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  return target instanceof HTMLElement && target.matches('textarea, select, input');
}
