import type { DebugProtocol } from '@vscode/debugprotocol';
import { useEffect, useState } from 'preact/hooks';
import type { PageSession, Rest } from '../engine/page-session';
import { Editor } from './editor';
import { Source } from './source';

interface Props {
  session: PageSession;
  rest: Rest;
  /** The one that is shown; none of a thread that has ended. */
  frame: DebugProtocol.StackFrame | undefined;
  isEditing: boolean;
  setEditing: (isEditing: boolean) => void;
}

/** The source where the selected thread is, and the scenario. */
export function SourcePart({ session, rest: { cursors, timeline: { lanes } }, frame, isEditing, setEditing }: Props) {
  const { host, exhibit: { program } } = session;
  const [wantsScenario, wantScenario] = useState(false);
  useEffect(() => wantScenario(false), [frame?.source?.path]);
  const at = frame?.source?.path ?? program;
  const path = wantsScenario || isEditing ? program : at;
  const { name, text } = host.source(path);
  const tab = (to: string, label: string, onClick: () => void) => <button role="tab" aria-selected={path === to} onClick={onClick}>{label}</button>;
  return (
    <section class="source" aria-label="Source">
      <div class="tabs">
        <div role="tablist" aria-label="Sources">
          {at !== program && tab(at, host.source(at).name, () => { wantScenario(false); setEditing(false); })}
          {tab(program, program, () => wantScenario(true))}
        </div>
        {path === program && !isEditing && <button class="edit" title="Edit the scenario (E)" onClick={() => setEditing(true)}>Edit</button>}
      </div>
      {isEditing
        ? <Editor path={program} text={text} onClose={() => setEditing(false)} onRun={(edited) => { host.files.set(program, edited); void session.check(session.state.kernel, { isChanged: true }); }} />
        : <Source path={path} text={text} line={path === at ? frame?.line : undefined} cursors={cursors} lanes={lanes} />}
      {name !== path && <span class="unseen">{name}</span>}
    </section>
  );
}
