// The debug adapter on the wire: takes requests, checks that they make sense now, answers each exactly once.
// What the answers are is in the request tables; nothing a client sends gets past `dispatchRequest` unchecked.
import { DebugSession, Response } from '@vscode/debugadapter';
import type { DebugProtocol } from '@vscode/debugprotocol';
import { suggestion } from '../language/suggest';
import { Session } from './session';
import type { Answer, Need, RequestDefinition, RequestTable } from './protocol/request-table';
import { breakpointRequests } from './requests/breakpoints';
import { customRequests } from './requests/custom';
import { editRequests } from './requests/edits';
import { RequestArguments } from './protocol/request-arguments';
import type { DebugHost } from './protocol/host';
import { inspectionRequests } from './requests/inspection';
import { lifecycleRequests } from './requests/lifecycle';
import { load, type Load } from './launch/load';
import { movementRequests } from './requests/movements';
import { RequestError } from './protocol/request-error';

export class DaxscnDebugAdapter extends DebugSession {
  private readonly session: Session;
  private readonly requests: Readonly<Record<string, RequestDefinition>>;
  private resolveClosed: () => void = () => {};
  /** Resolves when the client has said goodbye or is gone. */
  readonly closed = new Promise<void>((resolve) => {
    this.resolveClosed = resolve;
  });

  constructor(host: DebugHost, loadScenario: Load = load) {
    super();
    const event = (name: string, body?: object): void => this.sendEvent({ type: 'event', seq: 0, event: name, body });
    this.session = new Session({ event }, host, loadScenario);
    this.requests = {
      ...lifecycleRequests(this.session, () => this.shutdown()),
      ...breakpointRequests(this.session),
      ...movementRequests(this.session),
      ...inspectionRequests(this.session),
      ...editRequests(this.session),
      ...customRequests(this.session),
    } satisfies RequestTable;
    // What `DebugSession` does about an error is to end the process; a text that is no message must not end anything.
    this.removeAllListeners('error');
    this.on('error', ({ body }: DebugProtocol.Event) => this.explain(String(body)));
  }

  /** Ends this session only: the process belongs to whoever started it. */
  override shutdown(): void {
    this.session.end();
    this.resolveClosed();
  }

  override dispose(): void {
    this.shutdown();
    super.dispose();
  }

  protected override dispatchRequest(request: DebugProtocol.Request): void {
    const response = new Response(request);
    const refuse = (error: unknown): void => this.refuse(response, error);
    try {
      const answer = this.answer(request);
      if (answer instanceof Promise) answer.then((late) => this.reply(response, late)).catch(refuse);
      else this.reply(response, answer);
    } catch (error) {
      refuse(error);
    }
  }

  private answer({ command, arguments: args }: DebugProtocol.Request): Answer | Promise<Answer> {
    const definition = Object.hasOwn(this.requests, command) ? this.requests[command] : undefined;
    if (!definition) {
      throw new RequestError(`This debugger has no request \`${command}\`${suggestion(String(command), Object.keys(this.requests))}`);
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

  private reply(response: DebugProtocol.Response, { body, after }: Answer): void {
    response.body = body;
    this.sendResponse(response);
    after?.();
  }

  private refuse(response: DebugProtocol.Response, error: unknown): void {
    const isExpected = error instanceof RequestError;
    const reason = error instanceof Error ? error.message : String(error);
    const message = isExpected ? reason : `Something is wrong with the debugger itself: ${reason}`;
    if (response.seq > 0) {
      // It has been answered; what went wrong after that is said aloud.
      this.session.output(message, 'stderr');
      return;
    }
    response.success = false;
    response.message = message;
    response.body = { error: { id: isExpected ? 1 : 2, format: message, showUser: isExpected && error.showUser } };
    this.sendResponse(response);
  }

  private explain(trouble: string): void {
    if (/^(in|out)Stream error/.test(trouble)) this.shutdown();
    else this.session.output(`A message was not understood and is ignored. ${trouble}`, 'stderr');
  }
}
