// Rules 4 and 9: where to stop.
import type { Adapter } from './adapter';
import type { Answer, SomeRequests } from './answer';
import { filters, type Filter } from './capabilities';
import type { LineBreakpoint } from './breakpoints';
import type { DemandTexts } from './demand';
import type { Fields } from './fields';
import { evaluate } from './evaluate';
import { RequestError } from './request-error';
import { clientFile } from './sources';

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

  /** Rule 9: what changes can be watched; that nothing else is watched is told with the reason. */
  const dataBreakpointInfo = (args: Fields): Answer => {
    const name = args.text('name');
    const item = args.has('variablesReference')
      ? adapter.variables.item(args.integer('variablesReference'), name)
      : evaluate(name, adapter.moment, adapter.debuggee.expressions, args.has('frameId') ? adapter.frame(args.integer('frameId')) : undefined);
    const paths = (item?.slots ?? []).map((slot) => adapter.debuggee.program.slots[slot]!.path);
    if (!item || paths.length === 0) {
      return { body: { dataId: null, description: `\`${name}\` is no field of an object that can change.` } };
    }
    return { body: { dataId: paths.join('\n'), description: item.expression ?? name, accessTypes: ['write'], canPersist: true } };
  };

  const setDataBreakpoints = (args: Fields): Answer => {
    const set = adapter.breakpoints.setData(args.objects('breakpoints').map((breakpoint) => {
      const access = breakpoint.textOr('accessType', 'write');
      if (access !== 'write') throw new RequestError(`Only changes can be watched ("accessType": "write"), not \`${access}\`.`);
      return { dataId: breakpoint.text('dataId'), texts: demandTexts(breakpoint) };
    }));
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

function readFilter(name: string): Filter {
  const found = filters.find(({ filter }) => filter === name);
  if (found) return found.filter;
  throw new RequestError(`There is no exception filter \`${name}\`; there are: ${filters.map(({ filter }) => filter).join(', ')}`);
}

const demandNames = ['condition', 'hitCondition', 'logMessage', 'mode'] as const satisfies (keyof DemandTexts)[];

function demandTexts(args: Fields): DemandTexts {
  return Object.fromEntries(demandNames.flatMap((name) => {
    const text = args.textOr(name, '');
    return text.trim() === '' ? [] : [[name, text]];
  }));
}

function isSame(one: DemandTexts, other: DemandTexts): boolean {
  return demandNames.every((name) => one[name] === other[name]);
}
