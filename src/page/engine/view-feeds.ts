// What the two pictures are told, and what they ask for: in VS Code the extension does that.
import { threadId } from '../../debugger/protocol/threads';
import type { FromTimeline, ToTimeline } from '../../view/messages/timeline-view';
import type { FromView, History, ToView } from '../../view/messages/ownership';
import type { Found, TimelineRange } from '../../view/messages/timeline';
import type { Host as OwnershipHost } from '../../view/ownership/host';
import type { Host as TimelineHost, Saved as TimelineSaved } from '../../view/timeline/host';
import type { Saved as OwnershipSaved } from '../../view/ownership/host';
import { copy } from './copy';
import type { PageSession, PageState } from './page-session';

/** A window that keeps what a view saves for as long as the page is open. */
function windowFor<Message, Saved>(postMessage: (message: Message) => void): { postMessage(message: Message): void; getState(): Saved | undefined; setState(state: Saved): void; messages: EventTarget } {
  let saved: Saved | undefined;
  return { postMessage, getState: () => saved, setState: (state) => { saved = state; }, messages: new EventTarget() };
}

export function ownershipHost(session: PageSession): OwnershipHost {
  const host = windowFor<FromView, OwnershipSaved>((message) => void perform(message));
  const send = (message: ToView): void => void host.messages.dispatchEvent(new MessageEvent('message', { data: message }));
  let drawn: PageState['selected'];
  const draw = (): void => {
    const { selected, rest } = session.state;
    if (!selected || selected === drawn) return;
    drawn = selected;
    send({ kind: 'snapshot', snapshot: selected.snapshot, ...(rest?.stop !== undefined && { stop: rest.stop }) });
  };
  session.onDidChange(draw);
  const perform = async (message: FromView): Promise<void> => {
    switch (message.kind) {
      case 'ready': drawn = undefined; draw(); break;
      case 'goto': await session.ask('daxscn/goto', { position: message.position }); break;
      case 'who': {
        const history = await session.ask<History>('daxscn/who', { expression: message.expression });
        if (history) send({ kind: 'history', history });
        break;
      }
      case 'breakOnChange':
        await session.ask('daxscn/breakOnChange', { expression: message.expression, enabled: message.enabled });
        await session.renew();
    }
  };
  return host;
}

export function timelineHost(session: PageSession): TimelineHost {
  const host = windowFor<FromTimeline, TimelineSaved>((message) => void perform(message));
  const send = (message: ToTimeline): void => void host.messages.dispatchEvent(new MessageEvent('message', { data: message }));
  let drawn: PageState['rest'];
  const draw = (): void => {
    const { rest } = session.state;
    if (!rest || rest === drawn) return;
    drawn = rest;
    const { timeline, stop, event } = rest;
    send({ kind: 'timeline', timeline, ...(stop !== undefined && { stop }), ...(event && { event }) });
  };
  session.onDidChange(draw);
  const perform = async (message: FromTimeline): Promise<void> => {
    switch (message.kind) {
      case 'ready': drawn = undefined; draw(); break;
      case 'goto': await session.ask('daxscn/goto', { position: message.position }); break;
      case 'step': await session.ask('stepIn', { threadId: threadId(message.lane) }); break;
      case 'switchTo': await session.ask('daxscn/switchTo', { fork: message.fork }); break;
      case 'range': case 'find': case 'copySvg': case 'copyText': case 'savePng': send(await answer(message)); break;
    }
  };
  const answer = async (question: Extract<FromTimeline, { id: number }>): Promise<ToTimeline> => {
    const { id } = question;
    try {
      switch (question.kind) {
        case 'range': return { kind: 'range', id, range: await session.request<TimelineRange>('daxscn/timelineRange', question.query) };
        case 'find': return { kind: 'found', id, found: await session.request<Found>('daxscn/find', { text: question.text, from: question.from }) };
        default: return { kind: 'copied', id, said: await copy(question, session) };
      }
    } catch {
      // It has moved on; the next stop brings a new timeline.
      return { kind: 'unanswered', id };
    }
  };
  return host;
}
