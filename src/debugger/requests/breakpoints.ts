// Rules 4 and 9: where to stop.
import { list } from '../../language/suggest';
import type { Adapter } from '../session';
import type { Answer, SomeRequests } from '../protocol/request-table';
import { dataAccesses, filters, type DataAccess, type Filter } from '../protocol/capabilities';
import type { LineBreakpoint } from '../stops/breakpoints';
import type { DemandTexts } from '../stops/breakpoint-condition';
import type { Fields } from '../protocol/request-arguments';
import { evaluateAtAnyTime } from '../values/evaluate';
import type { Item } from '../values/items';
import { RequestError } from '../protocol/request-error';
import { clientFile } from '../sources/sources';

export function breakpointRequests(adapter: Adapter) {
  const setBreakpoints = (args: Fields): Answer => {
    const { coordinates } = adapter;
    const wanted = args.has('breakpoints')
      ? args.objects('breakpoints').map((breakpoint) => ({ line: breakpoint.integer('line'), texts: demandTexts(breakpoint) }))
      : args.integers('lines').map((line) => ({ line, texts: {} }));
    const file = clientFile(args.object('source'));
    const before = adapter.breakpoints.lineBreakpoints;
    const set = adapter.breakpoints.setLines(file, wanted.map(({ line, texts }) => ({ line: coordinates.fromLine(line), texts })));
    adapter.findBreakpoints();
    const isNew = ({ id, texts }: LineBreakpoint): boolean =>
      texts.logMessage !== undefined && !before.some((old) => old.id === id && isSame(old.texts, texts));
    return {
      body: { breakpoints: set.map((breakpoint) => adapter.lineBreakpointForClient(breakpoint)) },
      after: () => adapter.tellPastLogs(set.filter(isNew)),
    };
  };

  const setFunctionBreakpoints = (args: Fields): Answer => {
    const set = adapter.breakpoints.setFunctions(args.objects('breakpoints').map((breakpoint) =>
      ({ name: breakpoint.text('name').trim(), texts: demandTexts(breakpoint) })));
    adapter.findBreakpoints();
    return { body: { breakpoints: set.map(({ id, verified, message }) => ({ id, verified, ...(message !== undefined && { message }) })) } };
  };

  const setExceptionBreakpoints = (args: Fields): Answer => {
    const set = adapter.breakpoints.setFilters([
      ...args.texts('filters').map((name) => ({ filter: readFilter(name), texts: {} })),
      ...args.objects('filterOptions').map((option) => ({ filter: readFilter(option.text('filterId')), texts: demandTexts(option) })),
    ]);
    adapter.findBreakpoints();
    return { body: { breakpoints: set.map(({ message }) => ({ verified: message === undefined, ...(message !== undefined && { message }) })) } };
  };

  const breakpointLocations = (args: Fields): Answer => {
    const { coordinates, debuggee: { places }, sources } = adapter;
    const source = sources.fromClient(clientFile(args.object('source')), places.sources);
    const first = coordinates.fromLine(args.integer('line'));
    const last = args.has('endLine') ? coordinates.fromLine(args.integer('endLine')) : first;
    const found = source === undefined ? [] : places.inLines(source, first, last);
    return { body: { breakpoints: found.map(({ span }) => coordinates.range(span)) } };
  };

  /** Rule 9: what can be watched; why something cannot be is told with the reason. */
  const dataBreakpointInfo = (args: Fields): Answer => {
    const name = args.text('name');
    const item = args.has('variablesReference')
      ? adapter.variables.item(args.integer('variablesReference'), name)
      : evaluateAtAnyTime(name, adapter.moment, adapter.debuggee.expressions, args.has('frameId') ? adapter.frame(args.integer('frameId')) : undefined);
    const paths = (item?.slots ?? []).map((slot) => adapter.debuggee.program.slots[slot]!.path);
    if (!item || paths.length === 0) return { body: { dataId: null, description: whyUnwatched(name, item) } };
    return { body: { dataId: paths.join('\n'), description: item.expression ?? name, accessTypes: Object.keys(dataAccesses), canPersist: true } };
  };

  const setDataBreakpoints = (args: Fields): Answer => {
    const set = adapter.breakpoints.setData(args.objects('breakpoints').map((breakpoint) => ({
      dataId: breakpoint.text('dataId'), access: readAccess(breakpoint.textOr('accessType', 'write')), texts: demandTexts(breakpoint),
    })));
    adapter.findBreakpoints();
    return { body: { breakpoints: set.map(({ id, message }) => ({ id, verified: message === undefined, ...(message !== undefined && { message }) })) } };
  };

  return {
    dataBreakpointInfo: { needs: 'stop', answer: dataBreakpointInfo },
    setDataBreakpoints: { needs: 'client', answer: setDataBreakpoints },
    setBreakpoints: { needs: 'client', answer: setBreakpoints },
    setFunctionBreakpoints: { needs: 'client', answer: setFunctionBreakpoints },
    setExceptionBreakpoints: { needs: 'client', answer: setExceptionBreakpoints },
    breakpointLocations: { needs: 'program', answer: breakpointLocations },
  } satisfies SomeRequests;
}

function whyUnwatched(name: string, item: Item | undefined): string {
  const isElement = ({ name: part }: Item): boolean => part.startsWith('[');
  const inside = item?.slots ? item.children?.() ?? [] : [];
  const parts = inside.flatMap((part) => (part.slots ? [part] : part.children?.().filter(isElement) ?? []))
    .flatMap(({ slots = [], expression }) => (slots.length > 0 && expression !== undefined ? [expression] : []));
  if (parts.length === 0) return `\`${name}\` is no field of an object that can change.`;
  return `\`${name}\` has no field of its own that can change; watch one of its parts: ${list(parts)}.`;
}

function readFilter(name: string): Filter {
  const found = filters.find(({ filter }) => filter === name);
  if (found) return found.filter;
  throw new RequestError(`There is no exception filter \`${name}\`; there are: ${filters.map(({ filter }) => filter).join(', ')}`);
}

const demandNames = ['condition', 'hitCondition', 'logMessage', 'mode'] as const satisfies (keyof DemandTexts)[];
function readAccess(name: string): DataAccess {
  if (Object.hasOwn(dataAccesses, name)) return name as DataAccess;
  const known = Object.entries(dataAccesses).map(([type, { doc }]) => `\`${type}\` (${doc})`);
  throw new RequestError(`There is no access type \`${name}\`; there are: ${known.join('; ')}`);
}

function demandTexts(args: Fields): DemandTexts {
  return Object.fromEntries(demandNames.flatMap((name) => {
    const text = args.textOr(name, '');
    return text.trim() === '' ? [] : [[name, text]];
  }));
}

function isSame(one: DemandTexts, other: DemandTexts): boolean {
  return demandNames.every((name) => one[name] === other[name]);
}
