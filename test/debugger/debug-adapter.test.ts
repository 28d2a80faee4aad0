// The adapter as an editor that runs it in its own process has it: the shape of `vscode.DebugAdapter`.
import { describe, expect, test } from 'vitest';
import { DaxscnDebugAdapter, type SentMessage } from '../../src/debugger/debug-adapter';
import { fixtureHost, fixturePath } from './support/kernel';

let seq = 0;
const request = (command: string, args: object = {}): { seq: number; type: string } =>
  ({ seq: ++seq, type: 'request', command, arguments: args } as { seq: number; type: string });

/** Everything that is sent until an event of this name. */
function until(adapter: DaxscnDebugAdapter, event: string): Promise<SentMessage[]> {
  return new Promise((resolve) => {
    const sent: SentMessage[] = [];
    const listening = adapter.onDidSendMessage((message) => {
      sent.push(message);
      if (!('event' in message) || message.event !== event) return;
      listening.dispose();
      resolve(sent);
    });
  });
}

describe('the debug adapter', () => {
  test('numbers what it sends from 1, answers each request once, and answers before what the answer causes', async () => {
    const adapter = new DaxscnDebugAdapter(fixtureHost());
    const requests = [
      request('initialize'), request('launch', { program: fixturePath('truncate.daxscn'), stopOnEntry: true }), request('nonsense'),
      request('configurationDone'), request('stepIn', { threadId: 1 }),
    ];
    const sent: SentMessage[] = [];
    adapter.onDidSendMessage((message) => { sent.push(message); });
    for (const [index, event] of ['initialized', undefined, 'stopped', 'stopped'].entries()) {
      const happened = event && until(adapter, event);
      for (const message of index === 0 ? requests.slice(0, 2) : [requests[index + 1]!]) adapter.handleMessage(message);
      await happened;
    }
    expect(sent.map((message) => message.seq)).toEqual(sent.map((_, index) => index + 1));
    expect(sent.flatMap((message) => ('request_seq' in message ? [message.request_seq] : []))).toEqual(requests.map((message) => message.seq));
    expect(sent.map((message) => ('event' in message ? message.event : `${message.command}: ${message.success}`)).filter((text) => text !== 'output')).toEqual([
      'initialize: true', 'launch: true', 'initialized', 'nonsense: false', 'configurationDone: true', 'stopped', 'stepIn: true', 'stopped',
    ]);
  });

  test.each([
    ['daxscn/goto', { position: 0 }], ['daxscn/move', { movement: 'nextRetry' }], ['evaluate', { expression: 'goto 0', context: 'repl' }],
    ['stepIn', { threadId: 1 }],
  ])('what %s moves is told by `continued`, unless the protocol says so of the request', async (command, args) => {
    const adapter = new DaxscnDebugAdapter(fixtureHost());
    adapter.handleMessage(request('initialize'));
    const initialized = until(adapter, 'initialized');
    adapter.handleMessage(request('launch', { program: fixturePath('truncate.daxscn'), stopOnEntry: true }));
    await initialized;
    const stopped = until(adapter, 'stopped');
    adapter.handleMessage(request('configurationDone'));
    await stopped;
    const moved = until(adapter, 'stopped');
    adapter.handleMessage(request(command, args));
    const events = (await moved).flatMap((message) => ('event' in message && message.event !== 'output' ? [message.event] : []));
    expect(events).toEqual(command.startsWith('daxscn/') || command === 'evaluate' ? ['continued', 'stopped'] : ['stopped']);
  });

  test('a listener that fails keeps nobody else from hearing, and one that is gone hears nothing', () => {
    const adapter = new DaxscnDebugAdapter(fixtureHost());
    const heard: string[] = [];
    adapter.onDidSendMessage(() => { throw new Error('not this one'); });
    const gone = adapter.onDidSendMessage(() => heard.push('gone'));
    adapter.onDidSendMessage(({ type }) => heard.push(type));
    gone.dispose();
    adapter.handleMessage(request('initialize'));
    expect(heard).toEqual(['response']);
  });

  test('responses and events are ignored, since it never asks; what is no message is told', () => {
    const adapter = new DaxscnDebugAdapter(fixtureHost());
    const sent: SentMessage[] = [];
    adapter.onDidSendMessage((message) => { sent.push(message); });
    for (const type of ['response', 'event']) adapter.handleMessage({ seq: 1, type });
    expect(sent).toEqual([]);
    adapter.handleMessage({ seq: 1, type: 'no such type' });
    expect(sent).toMatchObject([{ event: 'output', body: { output: expect.stringContaining('its `type` must be `request`, not "no such type"') } }]);
  });

  test('disposing of it closes it', async () => {
    const adapter = new DaxscnDebugAdapter(fixtureHost());
    adapter.dispose();
    await adapter.closed;
    const answers: SentMessage[] = [];
    adapter.onDidSendMessage((message) => { answers.push(message); });
    adapter.handleMessage(request('threads'));
    expect(answers).toMatchObject([{ success: false, message: expect.stringContaining('after the end') }]);
  });
});
