// Requests that say where to stop: rules 4, 8 and 9.
import { brief } from '../../language/brief';
import { list } from '../../language/suggest';
import { isNothing, NOTHING } from '../../machine/execution/field-values';
import type { Session } from '../session';
import type { Answer, SomeRequests } from '../protocol/request-table';
import { dataAccesses, filters, type DataAccess, type Filter } from '../protocol/capabilities';
import { verification, type LineBreakpoint } from '../stops/breakpoint';
import type { ConditionTexts } from '../stops/breakpoint-condition';
import type { RequestArguments } from '../protocol/request-arguments';
import { evaluateAtAnyTime } from '../values/evaluate';
import type { Item } from '../values/items';
import { RequestError } from '../protocol/request-error';
import { clientFile } from '../sources/sources';

/** The requests about breakpoints. */
export function breakpointRequests(session: Session) {
  const setBreakpoints = (args: RequestArguments): Answer => {
    const { coordinates } = session;
    const wanted = args.has('breakpoints')
      ? args.objects('breakpoints').map((breakpoint) => ({ line: breakpoint.integer('line'), texts: conditionTexts(breakpoint) }))
      : args.integers('lines').map((line) => ({ line, texts: {} }));
    const file = clientFile(args.object('source'));
    const before = session.breakpoints.lineBreakpoints;
    const set = session.breakpoints.setLines(
      file, wanted.map(({ line, texts }) => ({ line: coordinates.fromLine(line), texts })), (one, other) => session.isSameFile(one, other),
    );
    session.findBreakpoints();
    const isNew = ({ id, texts }: LineBreakpoint): boolean =>
      texts.logMessage !== undefined && !before.some((old) => old.id === id && isSame(old.texts, texts));
    return {
      body: { breakpoints: set.map((breakpoint) => session.protocolBreakpoint(breakpoint)) },
      after: () => session.writePastLogs(set.filter(isNew)),
    };
  };

  const setFunctionBreakpoints = (args: RequestArguments): Answer => {
    const set = session.breakpoints.setFunctions(args.objects('breakpoints').map((breakpoint) =>
      ({ name: breakpoint.text('name', 'name').trim(), texts: conditionTexts(breakpoint) })));
    session.findBreakpoints();
    return { body: { breakpoints: set.map((breakpoint) => ({ id: breakpoint.id, ...verification(breakpoint) })) } };
  };

  const setExceptionBreakpoints = (args: RequestArguments): Answer => {
    const set = session.breakpoints.setFilters([
      ...args.names('filters').map((name) => ({ filter: readFilter(name), texts: {} })),
      ...args.objects('filterOptions').map((option) => ({ filter: readFilter(option.text('filterId', 'name')), texts: conditionTexts(option) })),
    ]);
    session.findBreakpoints();
    return { body: { breakpoints: set.map(verification) } };
  };

  const breakpointLocations = (args: RequestArguments): Answer => {
    const { coordinates, debuggee: { breakpointLocations }, sources } = session;
    const source = sources.fromClient(clientFile(args.object('source')), breakpointLocations.sources);
    const first = coordinates.fromLine(args.integer('line'));
    const last = args.has('endLine') ? coordinates.fromLine(args.integer('endLine')) : first;
    const found = source === undefined ? [] : breakpointLocations.inLines(source, first, last);
    return { body: { breakpoints: found.map(({ span }) => coordinates.range(span)) } };
  };

  /** Rule 9.3: the id by which an item can be watched; if it cannot, the description says why. */
  const dataBreakpointInfo = (args: RequestArguments): Answer => {
    const name = args.text('name');
    const item = args.has('variablesReference')
      ? session.variables.item(args.integer('variablesReference'), name)
      : evaluateAtAnyTime(name, session.moment, session.debuggee.expressions, args.has('frameId') ? session.frame(args.integer('frameId')) : undefined);
    const dataId = dataIdOf(session, item);
    if (!item || dataId === undefined) return { body: { dataId: null, description: whyUnwatched(name, item) } };
    // Nothing reads or writes what is computed; it only comes to be another.
    const accessTypes: DataAccess[] = item.watched?.slots.length === 0 ? ['write'] : Object.keys(dataAccesses) as DataAccess[];
    return { body: { dataId, description: item.expression ?? name, accessTypes, canPersist: true } };
  };

  const setDataBreakpoints = (args: RequestArguments): Answer => {
    const set = session.breakpoints.setData(args.objects('breakpoints').map((breakpoint) => ({
      dataId: breakpoint.text('dataId', 'dataId'), access: readAccess(breakpoint.textOr('accessType', 'write', 'name')), texts: conditionTexts(breakpoint),
    })));
    session.findBreakpoints();
    return { body: { breakpoints: set.map((breakpoint) => ({ id: breakpoint.id, ...verification(breakpoint) })) } };
  };

  /** Rule 9.3 for clients that cannot add to the list of data breakpoints, as extensions of VS Code: this list is the debugger's own. */
  const breakOnChange = (args: RequestArguments): Answer => {
    const expression = args.text('expression');
    const item = evaluateAtAnyTime(expression, session.moment, session.debuggee.expressions);
    const dataId = dataIdOf(session, item);
    if (dataId === undefined) throw new RequestError(whyUnwatched(expression, item));
    session.breakpoints.breakOnChange(expression, dataId, args.flag('enabled'));
    session.findBreakpoints();
    return { body: { breakpoints: session.breakpoints.ownBreakpoints.map((breakpoint) => ({ expression: breakpoint.expression, ...verification(breakpoint) })) } };
  };

  return {
    'daxscn/breakOnChange': { needs: 'stop', answer: breakOnChange },
    dataBreakpointInfo: { needs: 'stop', answer: dataBreakpointInfo },
    setDataBreakpoints: { needs: 'client', answer: setDataBreakpoints },
    setBreakpoints: { needs: 'client', answer: setBreakpoints },
    setFunctionBreakpoints: { needs: 'client', answer: setFunctionBreakpoints },
    setExceptionBreakpoints: { needs: 'client', answer: setExceptionBreakpoints },
    breakpointLocations: { needs: 'program', answer: breakpointLocations },
  } satisfies SomeRequests;
}

/** The paths of what is watched, a line each; undefined if it is no field. */
function dataIdOf({ debuggee: { program } }: Session, item: Item | undefined): string | undefined {
  const { slots, derived } = item?.watched ?? NOTHING;
  const paths = [...slots.map((slot) => program.slots[slot]!.path), ...derived.map(({ path }) => path)];
  return paths.length === 0 ? undefined : paths.join('\n');
}

function whyUnwatched(name: string, item: Item | undefined): string {
  const isElement = ({ name: part }: Item): boolean => part.startsWith('[');
  const inside = item?.watched ? item.children?.() ?? [] : [];
  const parts = inside.flatMap((part) => (part.watched ? [part] : part.children?.().filter(isElement) ?? []))
    .flatMap(({ watched = NOTHING, expression }) => (!isNothing(watched) && expression !== undefined ? [expression] : []));
  if (parts.length === 0) return `\`${brief(name)}\` is no field of an object that can change.`;
  return `\`${brief(name)}\` has no field of its own that can change; watch one of its parts: ${list(parts)}.`;
}

function readFilter(name: string): Filter {
  const found = filters.find(({ filter }) => filter === name);
  if (found) return found.filter;
  throw new RequestError(`There is no exception filter \`${name}\`; there are: ${filters.map(({ filter }) => filter).join(', ')}`);
}

const conditionNames = ['condition', 'hitCondition', 'logMessage', 'mode'] as const satisfies (keyof ConditionTexts)[];

function readAccess(name: string): DataAccess {
  if (Object.hasOwn(dataAccesses, name)) return name as DataAccess;
  const known = Object.entries(dataAccesses).map(([type, { doc }]) => `\`${type}\` (${doc})`);
  throw new RequestError(`There is no access type \`${name}\`; there are: ${known.join('; ')}`);
}

function conditionTexts(args: RequestArguments): ConditionTexts {
  return Object.fromEntries(conditionNames.flatMap((name) => {
    const text = args.textOr(name, '', name === 'mode' || name === 'hitCondition' ? 'name' : 'text');
    return text.trim() === '' ? [] : [[name, text]];
  }));
}

function isSame(one: ConditionTexts, other: ConditionTexts): boolean {
  return conditionNames.every((name) => one[name] === other[name]);
}
