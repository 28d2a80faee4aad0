// Requests that inspect the state and change nothing.
import { brief } from '../../language/brief';
import { missingWaitText } from '../console/missing-wait';
import type { Session } from '../session';
import type { Answer, SomeRequests } from '../protocol/request-table';
import { clipboardText } from '../values/clipboard';
import { answerCommand, completeArgument, consoleCommands } from '../console/commands';
import { complete } from '../expressions/completions';
import { elements, evaluate } from '../values/evaluate';
import type { RequestArguments } from '../protocol/request-arguments';
import { RequestError } from '../protocol/request-error';
import { listScopes } from '../values/scopes';
import { clientFile } from '../sources/sources';
import { listFrames, type FrameReference } from '../values/stack';
import { listThreads, taskOf } from '../protocol/threads';

/** The requests that inspect the state. */
export function inspectionRequests(session: Session) {
  const frameIn = (args: RequestArguments): FrameReference => session.frame(args.integer('frameId'));

  const stackTrace = (args: RequestArguments): Answer => {
    const { program, execution, stop } = session.debuggee;
    const task = taskOf(args.integer('threadId'), program);
    const frames = listFrames(execution, stop, task, session.sources, session.coordinates);
    const start = args.integerOr('startFrame', 0);
    const levels = args.integerOr('levels', 0);
    return { body: { stackFrames: frames.slice(start, levels > 0 ? start + levels : undefined), totalFrames: frames.length } };
  };

  const scopes = (args: RequestArguments): Answer => {
    const listed = listScopes(session.moment, frameIn(args)).map(({ name, hint, children }) => ({
      name, variablesReference: session.variables.reference(children), expensive: false, ...(hint && { presentationHint: hint }),
    }));
    return { body: { scopes: listed } };
  };

  const variables = (args: RequestArguments): Answer => {
    const [start, count] = [args.integerOr('start', 0), args.integerOr('count', 0)];
    // No variable has indexed children in the protocol's sense; a client that asks for them gets none.
    const wanted = args.textOr('filter', 'named', 'name') === 'indexed' ? [] : session.variables.list(args.integer('variablesReference'), start, count);
    return { body: { variables: wanted } };
  };

  const evaluateExpression = (args: RequestArguments): Answer => {
    const at = args.has('frameId') ? frameIn(args) : undefined;
    const context = args.textOr('context', '', 'name');
    const answered = context === 'repl' ? answerCommand(session, args.text('expression'), at) : undefined;
    if (answered) {
      const { text, children, after } = answered;
      // A client shows what can be opened on one line, so an answer of several lines is text only.
      return { body: { result: text, variablesReference: text.includes('\n') ? 0 : session.variables.reference(children) }, ...(after && { after }) };
    }
    const item = evaluate(args.text('expression'), session.moment, session.debuggee.expressions, at);
    if (context === 'clipboard') return { body: { result: clipboardText(item, session.debuggee.program), variablesReference: 0 } };
    const { value, ...variable } = session.variables.toClient(item);
    return { body: { ...variable, result: value } };
  };

  const completions = (args: RequestArguments): Answer => {
    const { program, execution, kernel, expressions } = session.debuggee;
    const at = args.has('frameId') ? frameIn(args) : undefined;
    const line = args.text('text').split('\n')[args.has('line') ? session.coordinates.fromLine(args.integer('line')) : 0] ?? '';
    const before = line.slice(0, session.coordinates.fromColumn(args.integer('column')));
    const context = {
      program, state: execution.state, kernel, expressions, locals: at?.frame.variables ?? [],
      elements: (text: string) => elements(text, session.moment, at),
    };
    const targets = completeArgument(before, context)?.map((target) => ({ ...target, start: session.coordinates.column(target.start!) }));
    if (targets) return { body: { targets } };
    const commands = /^\w*$/.test(before) ? Object.entries(consoleCommands).filter(([name]) => name.startsWith(before)) : [];
    return { body: { targets: [...commands.map(([label, { doc }]) => ({ label, type: 'keyword', detail: doc })), ...complete(before, context)] } };
  };

  const exceptionInfo = (args: RequestArguments): Answer => {
    taskOf(args.integer('threadId'), session.debuggee.program);
    const { sources, coordinates, debuggee: { stop, execution } } = session;
    if (!stop?.exception) throw new RequestError('It did not stop on an exception filter.');
    const { id, title = stop.description, explanation, missingWait } = stop.exception;
    return {
      body: {
        exceptionId: title, description: missingWait?.sentence ?? explanation, breakMode: 'always',
        // Clients show the description, and the rest behind or below it.
        details: { typeName: id, message: explanation, ...(missingWait && { stackTrace: missingWaitText({ execution, sources, coordinates }, stop.exception) }) },
      },
    };
  };

  const source = (args: RequestArguments): Answer => {
    const { sources, debuggee: { breakpointLocations } } = session;
    const file = args.has('source') ? clientFile(args.object('source')) : `#${args.integer('sourceReference')}`;
    const found = sources.fromClient(file, breakpointLocations.sources);
    if (found === undefined) throw new RequestError(`There is no source ${brief(file)}; \`loadedSources\` lists those that there are.`);
    const content = sources.text(found);
    if (content === undefined) throw new RequestError(`The text of ${found} is not known here: it is a file, to be opened by its path.`);
    return { body: { content } };
  };

  return {
    threads: { needs: 'program', answer: () => ({ body: { threads: listThreads(session.debuggee.program, session.debuggee.execution.state) } }) },
    stackTrace: { needs: 'stop', answer: stackTrace },
    scopes: { needs: 'stop', answer: scopes },
    variables: { needs: 'stop', answer: variables },
    evaluate: { needs: 'stop', answer: evaluateExpression },
    completions: { needs: 'stop', answer: completions },
    exceptionInfo: { needs: 'stop', answer: exceptionInfo },
    source: { needs: 'program', answer: source },
    loadedSources: {
      needs: 'program',
      answer: () => ({ body: { sources: session.debuggee.breakpointLocations.sources.map((name) => session.sources.toClient(name)) } }),
    },
  } satisfies SomeRequests;
}
