// Requests that begin and end a session.
import { scheduleOf } from '../../machine/schedule/schedule';
import type { Session } from '../session';
import type { Answer, SomeRequests } from '../protocol/request-table';
import { capabilities } from '../protocol/capabilities';
import { consoleStyle } from '../console/style';
import { Coordinates } from '../sources/coordinates';
import type { RequestArguments } from '../protocol/request-arguments';
import { readAttach, readLaunch, type LaunchConfiguration } from '../launch/configuration';
import type { PreviousRun } from '../launch/load';
import { RequestError } from '../protocol/request-error';
import { readTrace } from '../launch/recorded-trace';

/** The requests of a session's life cycle; `close` ends the session for good. */
export function lifecycleRequests(session: Session, close: () => void) {
  let isLaunching = false;

  const initialize = (args: RequestArguments): Answer => {
    if (session.phase !== 'new') throw new RequestError('This session is already initialized.');
    if (args.textOr('pathFormat', 'path', 'name') !== 'path') throw new RequestError('Paths are understood, and URIs where a path is expected; `pathFormat` must be "path".');
    const first = (name: string): 0 | 1 => (args.raw()[name] === false ? 0 : 1);
    session.coordinates = new Coordinates(first('linesStartAt1'), first('columnsStartAt1'));
    session.wantsProgress = args.flag('supportsProgressReporting');
    session.style = consoleStyle(args.flag('supportsANSIStyling'));
    session.phase = 'initialized';
    return { body: capabilities };
  };

  /** Launches with `start`. Throws a RequestError if something is launched already or being launched. */
  const begin = async (start: () => Promise<void>): Promise<Answer> => {
    if (session.isLaunched || isLaunching) throw new RequestError('A scenario is already launched in this session; `restart` starts it anew.');
    isLaunching = true;
    try {
      await start();
    } finally {
      isLaunching = false;
    }
    if (session.phase === 'ended') throw new RequestError('The session has ended.');
    session.phase = 'configuring';
    // The client sends its breakpoints now that they can be checked against the program.
    return { after: () => session.sendInitialized() };
  };

  const launch = (args: RequestArguments): Promise<Answer> => {
    const configuration = readLaunch(args);
    return begin(() => session.launch(configuration));
  };

  /** Attaching is to a saved trace: its events have happened already. */
  const attach = (args: RequestArguments): Promise<Answer> => {
    const { trace: path, configuration } = readAttach(args);
    return begin(async () => {
      const { schedule, texts } = readTrace(path, await session.read(path));
      await session.launch(configuration, { schedule, position: texts.length, texts });
    });
  };

  const restart = async (args: RequestArguments): Promise<Answer> => {
    const configuration = args.has('arguments') ? readLaunch(args.object('arguments')) : session.configuration;
    await session.launch(configuration, args.flag('anew') ? undefined : previousRun(configuration));
    return { after: () => session.begin() };
  };

  /** The run up to the restart, to be repeated unless the configuration now says where else to begin. */
  const previousRun = (configuration: LaunchConfiguration): PreviousRun | undefined => {
    const { configuration: old, debuggee: { execution }, phase } = session;
    const isSame = session.isSameFile(configuration.program, old.program) && (['schedule', 'position', 'noDebug'] as const).every((name) => configuration[name] === old[name]);
    return isSame && phase !== 'configuring' ? { schedule: scheduleOf(execution), position: execution.position } : undefined;
  };

  const configurationDone = (): Answer => {
    if (session.phase !== 'configuring') throw new RequestError('The configuration is already done.');
    return { after: () => session.begin() };
  };

  const terminate = (): Answer => {
    session.end();
    return { after: () => session.sendTerminated() };
  };

  const cancel = (args: RequestArguments): Answer => {
    const progress = args.textOr('progressId', undefined, 'name');
    return { after: () => session.cancel(progress) };
  };

  return {
    initialize: { needs: 'nothing', answer: initialize },
    launch: { needs: 'client', answer: launch },
    attach: { needs: 'client', answer: attach },
    configurationDone: { needs: 'program', answer: configurationDone },
    restart: { needs: 'program', answer: restart },
    terminate: { needs: 'nothing', answer: terminate },
    disconnect: { needs: 'nothing', answer: () => ({ after: close }) },
    /** No request is pending for long, so there is none to cancel; a long movement is paused. */
    cancel: { needs: 'nothing', answer: cancel },
  } satisfies SomeRequests;
}
