// `Program.response`: what a response property asks of a process in a state. Where it is, its call stack says; what is assumed is an expression about it.
import type { Version } from '../../language/tree';
import { admits } from '../../language/versions';
import type { Program, ResponseCheck, State, Task } from '../program';
import type { Parts } from './parts';

/** Nothing if another property is watched. */
export function responseOf({ kernel, watched }: Parts, version: Version, tasks: readonly Task[], expression: Program['expression']): { readonly response?: ResponseCheck } {
  if (watched?.kind !== 'response') return {};
  const property = kernel.invariants.find(({ name, gate }) => name === watched.name && admits(gate, version))!;
  const [assumed] = property.body.flatMap((stmt) => (stmt.kind === 'require' ? [expression(stmt.condition, [])] : []));
  const places = tasks.map(({ kind, locations }) => (
    locations.map(({ frames }) => kind === 'process' && frames.some(({ function: name }) => property.response!.includes(name)))));
  return {
    response: {
      isAwaited: (state: State, process: number) => places[process]![state[tasks[process]!.pcSlot]!]! && (assumed?.(state, [], tasks[process]!.object) ?? 1) !== 0,
    },
  };
}
