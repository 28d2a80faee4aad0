// From hello to goodbye.
import { formatSchedule } from '../../machine/schedule/schedule';
import type { Adapter } from '../session';
import type { Answer, SomeRequests } from '../protocol/request-table';
import { capabilities } from '../protocol/capabilities';
import { consoleStyle } from '../console/style';
import { Coordinates } from '../sources/coordinates';
import type { Fields } from '../protocol/request-arguments';
import { readAttach, readLaunch, type LaunchConfiguration } from '../launch/configuration';
import type { Before } from '../launch/load';
import { RequestError } from '../protocol/request-error';
import { readTrace } from '../launch/recorded-trace';

export function lifecycleRequests(adapter: Adapter, close: () => void) {
  let isLaunching = false;

  const initialize = (args: Fields): Answer => {
    if (adapter.phase !== 'new') throw new RequestError('This session is already initialized.');
    if (args.textOr('pathFormat', 'path') !== 'path') throw new RequestError('Paths are understood, and URIs where a path is expected; `pathFormat` must be "path".');
    const first = (name: string): 0 | 1 => (args.raw()[name] === false ? 0 : 1);
    adapter.coordinates = new Coordinates(first('linesStartAt1'), first('columnsStartAt1'));
    adapter.wantsProgress = args.flag('supportsProgressReporting');
    adapter.style = consoleStyle(args.flag('supportsANSIStyling'));
    adapter.phase = 'initialized';
    return { body: capabilities };
  };

  /** Nothing is launched yet, and nothing else is being launched meanwhile. */
  const begin = async (start: () => Promise<void>): Promise<Answer> => {
    if (adapter.isLaunched || isLaunching) throw new RequestError('A scenario is already launched in this session; `restart` starts it anew.');
    isLaunching = true;
    try {
      await start();
    } finally {
      isLaunching = false;
    }
    if (adapter.phase === 'ended') throw new RequestError('The session has ended.');
    adapter.phase = 'configuring';
    // Only now can breakpoints be checked against the program.
    return { after: () => adapter.tellInitialized() };
  };

  const launch = (args: Fields): Promise<Answer> => {
    const configuration = readLaunch(args);
    return begin(() => adapter.launch(configuration));
  };

  /** A saved trace is what is attached to: it has happened already. */
  const attach = (args: Fields): Promise<Answer> => {
    const { trace: path, configuration } = readAttach(args);
    return begin(async () => {
      const { schedule, texts } = readTrace(path, await adapter.read(path));
      await adapter.launch(configuration, { schedule, position: texts.length, texts });
    });
  };

  const restart = async (args: Fields): Promise<Answer> => {
    const configuration = args.has('arguments') ? readLaunch(args.object('arguments')) : adapter.configuration;
    await adapter.launch(configuration, whereItWas(configuration));
    return { after: () => adapter.begin() };
  };

  /** The same place again, unless the configuration now says something else about where to begin. */
  const whereItWas = (configuration: LaunchConfiguration): Before | undefined => {
    const { configuration: old, debuggee: { execution }, phase } = adapter;
    const isSame = (['program', 'schedule', 'position', 'noDebug'] as const).every((name) => configuration[name] === old[name]);
    return isSame && phase !== 'configuring' ? { schedule: formatSchedule(execution.choices), position: execution.position } : undefined;
  };

  const configurationDone = (): Answer => {
    if (adapter.phase !== 'configuring') throw new RequestError('The configuration is already done.');
    return { after: () => adapter.begin() };
  };

  const terminate = (): Answer => {
    adapter.end();
    return { after: () => adapter.tellTerminated() };
  };

  const cancel = (args: Fields): Answer => {
    const progress = args.textOr('progressId', undefined);
    return { after: () => adapter.cancel(progress) };
  };

  return {
    initialize: { needs: 'nothing', answer: initialize },
    launch: { needs: 'client', answer: launch },
    attach: { needs: 'client', answer: attach },
    configurationDone: { needs: 'program', answer: configurationDone },
    restart: { needs: 'program', answer: restart },
    terminate: { needs: 'nothing', answer: terminate },
    disconnect: { needs: 'nothing', answer: () => ({ after: close }) },
    /** Every answer is given at once, so there is never one to take back; a long movement can be paused. */
    cancel: { needs: 'nothing', answer: cancel },
  } satisfies SomeRequests;
}
