// Requests that change values: never silently, each change is an edit, an event of the history.
import { suggestion } from '../../language/suggest';
import type { Session } from '../session';
import type { Answer, SomeRequests } from '../protocol/request-table';
import { evaluate } from '../values/evaluate';
import type { RequestArguments } from '../protocol/request-arguments';
import type { Item } from '../values/items';
import { RequestError } from '../protocol/request-error';
import type { FrameReference } from '../values/stack';
import { editOf, whatIf } from '../motion/edits';

/** The requests that change values. */
export function editRequests(session: Session) {
  const set = (item: Item, text: string, at?: FrameReference): Answer => {
    const { debuggee, moment } = session;
    const edit = editOf(item, text, moment, debuggee, at);
    return {
      // The stop that follows makes every reference invalid.
      body: { value: debuggee.program.format(edit.value, edit.type), type: item.type, variablesReference: 0 },
      after: () => session.move(() => whatIf(debuggee, edit, at?.task)),
    };
  };

  const setVariable = (args: RequestArguments): Answer => {
    const [reference, name] = [args.integer('variablesReference'), args.text('name', 'name')];
    const names = session.variables.list(reference).map((variable) => variable.name);
    const item = session.variables.item(reference, name);
    if (!item) throw new RequestError(`There is no variable \`${name}\` here${suggestion(name, names)}`);
    return set(item, args.text('value'));
  };

  const setExpression = (args: RequestArguments): Answer => {
    const at = args.has('frameId') ? session.frame(args.integer('frameId')) : undefined;
    const item = evaluate(args.text('expression'), session.moment, session.debuggee.expressions, at);
    return set(item, args.text('value'), at);
  };

  return {
    setVariable: { needs: 'stop', answer: setVariable },
    setExpression: { needs: 'stop', answer: setExpression },
  } satisfies SomeRequests;
}
