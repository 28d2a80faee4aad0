import { threadId as threadIdOf } from '../../debugger/protocol/threads';
import { unpackChoice } from '../../machine/execution/choice';
import { Icon } from '../../view/common/icon';
import type { PageSession, Rest } from '../engine/page-session';
import { Letter } from './letter';

const NO_RETURN = ' (point of no return)';

/** Every thread, with what it would do next or why it cannot, and the choice to let it. */
export function Threads({ session, rest, selected }: { session: PageSession; rest: Rest; selected: number | undefined }) {
  const { cursors, timeline: { lanes }, next } = rest;
  return (
    <section aria-label="Threads">
      <h2>Threads</h2>
      <ul class="threads">
        {cursors.map(({ threadId, name, status, text }) => (
          <li key={threadId} class={`${status}${threadId === selected ? ' selected' : ''}`}>
            <button class="thread" aria-pressed={threadId === selected} onClick={() => void session.select(threadId)}>
              <Letter lane={lanes[threadId - 1]!} />
              <span><b>{name}</b> <span class="does">{status === 'blocked' && <Icon name="wait" />}{status === 'ready' ? text : status === 'blocked' ? text : `(${status})`}</span></span>
            </button>
            <Choices session={session} rest={rest} threadId={threadId} name={name} isRecorded={next?.lane === threadId - 1} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ChoicesProps { session: PageSession; rest: Rest; threadId: number; name: string; isRecorded: boolean }

/** A button for each alternative of a thread. What is not the recorded next event begins another future. */
function Choices({ session, rest: { targets, next }, threadId, name, isRecorded }: ChoicesProps) {
  const own = targets.filter(({ id }) => threadIdOf(unpackChoice(id).task) === threadId);
  return (
    <>
      {own.map(({ id, label }, index) => {
        const isLast = label.endsWith(NO_RETURN);
        const verb = isRecorded || !next ? 'Step' : 'Fork';
        const number = own.length > 1 ? ` ${index + 1}` : '';
        const says = `${verb}: let ${name} perform “${label.replace(NO_RETURN, '').replace(`${name}: `, '')}”${verb === 'Fork' ? ' instead of what is recorded' : ''}${isLast ? '; after it no order of events goes right' : ''}`;
        return (
          <button key={id} class={isRecorded ? 'step recorded' : 'step'} title={says} aria-label={says} onClick={() => void session.ask('stepIn', { threadId, targetId: id })}>
            {isLast && <Icon name="alert" />}{verb}{number}
          </button>
        );
      })}
    </>
  );
}
