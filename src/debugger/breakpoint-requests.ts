// Rules 4 and 9: where to stop.
import type { Adapter } from './adapter';
import type { Answer, RequestTable } from './answer';
import { filters, type Filter } from './capabilities';
import type { Fields } from './fields';
import { RequestError } from './request-error';
import { clientFile } from './sources';

export function breakpointRequests(adapter: Adapter): RequestTable {
  const setBreakpoints = (args: Fields): Answer => {
    const { coordinates } = adapter;
    const wanted = args.has('breakpoints')
      ? args.objects('breakpoints').map((breakpoint) => breakpoint.integer('line'))
      : args.integers('lines');
    const file = clientFile(args.object('source'));
    const set = adapter.breakpoints.setLines(file, wanted.map((line) => coordinates.fromLine(line)));
    adapter.findBreakpoints();
    return { body: { breakpoints: set.map((breakpoint) => adapter.lineBreakpointForClient(breakpoint)) } };
  };

  const setFunctionBreakpoints = (args: Fields): Answer => {
    const set = adapter.breakpoints.setFunctions(args.objects('breakpoints').map((breakpoint) => breakpoint.text('name').trim()));
    adapter.findBreakpoints();
    return { body: { breakpoints: set.map(({ id, verified, message }) => ({ id, verified, ...(message !== undefined && { message }) })) } };
  };

  const setExceptionBreakpoints = (args: Fields): Answer => {
    const named = [...args.texts('filters'), ...args.objects('filterOptions').map((option) => option.text('filterId'))];
    adapter.breakpoints.filters = new Set(named.map(readFilter));
    return { body: { breakpoints: named.map(() => ({ verified: true })) } };
  };

  const breakpointLocations = (args: Fields): Answer => {
    const { coordinates, debuggee: { places }, sources } = adapter;
    const source = sources.fromClient(clientFile(args.object('source')), places.sources);
    const first = coordinates.fromLine(args.integer('line'));
    const last = args.has('endLine') ? coordinates.fromLine(args.integer('endLine')) : first;
    const found = source === undefined ? [] : places.inLines(source, first, last);
    return { body: { breakpoints: found.map(({ span }) => coordinates.range(span)) } };
  };

  return {
    setBreakpoints: { needs: 'client', answer: setBreakpoints },
    setFunctionBreakpoints: { needs: 'client', answer: setFunctionBreakpoints },
    setExceptionBreakpoints: { needs: 'client', answer: setExceptionBreakpoints },
    breakpointLocations: { needs: 'program', answer: breakpointLocations },
  };
}

function readFilter(name: string): Filter {
  const found = filters.find(({ filter }) => filter === name);
  if (found) return found.filter;
  throw new RequestError(`There is no exception filter \`${name}\`; there are: ${filters.map(({ filter }) => filter).join(', ')}`);
}
