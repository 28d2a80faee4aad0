// A debug session, message by message, to where the invariant breaks.
import type { DebugProtocol } from '@vscode/debugprotocol';
import { DaxscnDebugAdapter } from '../../../src/debugger/debug-adapter';
import { PassingSearch } from '../../../src/explorer/passing/passing-search';
import type { Input } from './input';

export async function run({ kernel, version, path, text, schedule }: Input & { readonly schedule: string }): Promise<object> {
  const adapter = new DaxscnDebugAdapter({
    readFile: () => text, kernelTree: () => kernel, passingSearch: (program) => new PassingSearch(program), kernelSourcePath: (source) => `daxk:/${source}`,
  });
  const sent: (DebugProtocol.Response | DebugProtocol.Event)[] = [];
  let heard = (): void => {};
  adapter.onDidSendMessage((message) => {
    sent.push(message);
    heard();
  });
  const event = async (name: string): Promise<DebugProtocol.Event> => {
    for (;;) {
      const found = sent.find((message) => 'event' in message && message.event === name);
      if (found) return found as DebugProtocol.Event;
      await new Promise<void>((resolve) => { heard = resolve; });
    }
  };
  let seq = 0;
  const request = (command: string, args: object = {}): void =>
    adapter.handleMessage({ seq: ++seq, type: 'request', command, arguments: args } as DebugProtocol.Request);

  request('initialize');
  request('launch', { program: path, kernel: version, schedule });
  await event('initialized');
  request('setExceptionBreakpoints', { filters: ['invariant_violated'] });
  request('configurationDone');
  const { body } = await event('stopped');
  request('exceptionInfo', { threadId: body.threadId });
  return sent.at(-1)!.body;
}
