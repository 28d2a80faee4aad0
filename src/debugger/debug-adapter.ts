// The debug adapter: takes requests, checks that they make sense now, answers each exactly once.
// What the answers are is in the request tables; nothing a client sends gets past `answerTo` unchecked.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { brief } from '../language/brief';
import { suggestion } from '../language/suggest';
import { Session } from './session';
import { movingRequests } from './protocol/capabilities';
import { threadId } from './protocol/threads';
import type { Answer, Need, RequestDefinition, RequestTable } from './protocol/request-table';
import { breakpointRequests } from './requests/breakpoint-requests';
import { customRequests } from './requests/custom-requests';
import { editRequests } from './requests/edit-requests';
import { RequestArguments, show } from './protocol/request-arguments';
import type { DebugHost } from './protocol/host';
import { inspectionRequests } from './requests/inspection-requests';
import { lifecycleRequests } from './requests/lifecycle-requests';
import { load, type Load } from './launch/load';
import { movementRequests } from './requests/movement-requests';
import { RequestError } from './protocol/request-error';

/** A message of the Debug Adapter Protocol that the adapter sends; `seq` counts them from 1. */
export type SentMessage = DebugProtocol.Response | DebugProtocol.Event;

type Listener = (message: SentMessage) => unknown;
type Request = DebugProtocol.Request;

/**
 * One debug session, in the shape of `vscode.DebugAdapter`: a message in, messages out. It knows nothing of streams
 * and needs nothing but a JavaScript engine and `setTimeout`.
 *
 * Invariant: each request is answered exactly once, and an answer precedes the events that it causes.
 */
export class DaxscnDebugAdapter {
  private readonly session: Session;
  private readonly requests: Readonly<Record<string, RequestDefinition>>;
  private readonly listeners = new Set<Listener>();
  private sent = 0;
  private resolveClosed: () => void = () => {};
  /** Resolves when the client has said goodbye or is gone. */
  readonly closed = new Promise<void>((resolve) => {
    this.resolveClosed = resolve;
  });

  /** `loadScenario` is for tests, which bring their own programs. */
  constructor(host: DebugHost, loadScenario: Load = load) {
    this.session = new Session({ event: (name: string, body?: object) => this.event(name, body) }, host, loadScenario);
    this.requests = {
      ...lifecycleRequests(this.session, () => this.dispose()),
      ...breakpointRequests(this.session),
      ...movementRequests(this.session),
      ...inspectionRequests(this.session),
      ...editRequests(this.session),
      ...customRequests(this.session),
    } satisfies RequestTable;
  }

  /** A `vscode.Event`: calls the listener with each message until what it returns is disposed of. */
  readonly onDidSendMessage = (listener: Listener): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };

  /** Takes a message from the client. Only requests mean something to it: it never asks anything itself. */
  handleMessage(message: DebugProtocol.ProtocolMessage): void {
    const trouble = whyNoMessage(message);
    if (trouble !== undefined) {
      this.misunderstood(trouble);
      return;
    }
    if (message.type !== 'request') return;
    const request = message as Request;
    const refuse = (error: unknown): void => this.refuse(request, error);
    const reply = (answer: Answer): void => this.reply(request, answer);
    try {
      const answer = this.answerTo(request);
      if (answer instanceof Promise) answer.then(reply, refuse);
      else reply(answer);
    } catch (error) {
      refuse(error);
    }
  }

  /** Tells the client of a message that is none, and goes on; `reason` is a phrase. */
  misunderstood(reason: string): void {
    this.session.output(`A message was not understood and is ignored: ${reason}`, 'stderr');
  }

  /** Tells the client why it can be heard no longer, in a sentence, and ends the session. */
  giveUp(reason: string): void {
    this.session.output(`${reason} The session ends.`, 'stderr');
    this.session.sendTerminated();
    this.dispose();
  }

  /** Ends this session only: the process belongs to whoever started it. */
  dispose(): void {
    this.session.end();
    this.resolveClosed();
  }

  private answerTo({ command, arguments: args }: Request): Answer | Promise<Answer> {
    if (typeof command !== 'string') throw new RequestError(`The \`command\` of a request must be a string, not ${show(command)}.`);
    const definition = Object.hasOwn(this.requests, command) ? this.requests[command] : undefined;
    if (!definition) {
      throw new RequestError(`This debugger has no request \`${brief(command)}\`${suggestion(command, Object.keys(this.requests))}`);
    }
    this.check(command, definition.needs);
    return definition.answer(new RequestArguments(args ?? undefined));
  }

  /** Requests come in any order; those that make no sense now are refused with the reason. */
  private check(command: string, needs: Need): void {
    const { phase, isLaunched } = this.session;
    if (needs === 'nothing') return;
    if (phase === 'new') throw new RequestError(`\`${command}\` came before \`initialize\`.`);
    if (phase === 'ended') throw new RequestError(`\`${command}\` came after the end of the session.`);
    if (needs === 'client') return;
    if (!isLaunched) throw new RequestError(`\`${command}\` needs a running scenario, and nothing is launched yet.`);
    if (needs === 'program' || phase === 'stopped') return;
    throw new RequestError(phase === 'running'
      ? `\`${command}\` has to wait: the scenario is running. \`pause\` stops it.`
      : `\`${command}\` came before \`configurationDone\`.`);
  }

  private reply(request: Request, { body, after }: Answer): void {
    this.respond(request, { success: true, ...(body && { body }) });
    if (after && movingRequests.includes(request.command)) {
      this.event('continued', { threadId: threadId(this.session.debuggee.stop?.task ?? 0), allThreadsContinued: true });
    }
    try {
      after?.();
    } catch (error) {
      // It has been answered; what went wrong after that is said aloud.
      this.session.output(reasonOf(error), 'stderr');
    }
  }

  private refuse(request: Request, error: unknown): void {
    const isExpected = error instanceof RequestError;
    const message = reasonOf(error);
    const details = { id: isExpected ? 1 : 2, format: message, showUser: isExpected && error.showUser };
    this.respond(request, { success: false, message, body: { error: details } });
  }

  private respond({ seq, command }: Request, outcome: Pick<DebugProtocol.Response, 'success' | 'message' | 'body'>): void {
    this.send({ seq: ++this.sent, type: 'response', request_seq: seq, command, ...outcome });
  }

  private event(event: string, body: object | undefined): void {
    this.send({ seq: ++this.sent, type: 'event', event, ...(body && { body }) });
  }

  private send(message: SentMessage): void {
    for (const listener of [...this.listeners]) {
      try {
        listener(message);
      } catch {
        // A listener that fails must not keep the session from going on, nor other listeners from hearing of it.
      }
    }
  }
}

/** Why a value is no message of the protocol, or a request that could not be answered; undefined if it is one. */
function whyNoMessage(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return `it must be an object, not ${show(value)}`;
  const { type, seq } = value as Partial<Request>;
  if (type === 'response' || type === 'event') return undefined;
  if (type !== 'request') return `its \`type\` must be \`request\`, not ${show(type)}`;
  return Number.isSafeInteger(seq) ? undefined : `the \`seq\` of a request must be a whole number, not ${show(seq)}`;
}

function reasonOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return error instanceof RequestError ? reason : `Something is wrong with the debugger itself: ${reason}`;
}
