// The statements of a body, one after the other, for all versions at a time. A statement in which they differ is lowered for each part of them, behind a branch
// on the version; they go on together once names mean the same in all of them.
// Invariant: of the graph that a family has, what one version can reach is the graph that it would have alone, but for nodes that are no locations.
import type { Stmt } from '../../language/tree';
import { CompileError } from '../compile-error';
import { grouped, isUsedAfter } from './environment';
import { Part, type Behind } from './part';
import type { TaskFrames } from './task-frames';
import { Divided, type VersionSet } from '../version-set';

type Lower = (task: TaskFrames, stmt: Stmt) => void;

/** `isWhole`: they are the whole body of a routine, so what its names mean does not matter afterwards. */
export function lowerStatements(task: TaskFrames, statements: readonly Stmt[], isWhole: boolean, lower: Lower): void {
  const { graph, shared: { selection } } = task;
  if (selection.versions.length === 1) {
    for (const stmt of statements) {
      if (!graph.reachable) break;
      lower(task, stmt);
      graph.flush();
    }
    return;
  }
  const last = statements.at(-1);
  if (!last) return;
  const arrived = sequence(task, statements, 0, lower);
  if (arrived === undefined) return;
  const groups = grouped(arrived, (variable) => !isWhole && isUsedAfter(task.frame.routine, last, variable), (slot) => task.finals.has(slot));
  if (groups.length > 1) throw new Divided(groups.map(({ members }) => versionsOf(members)));
  resume(task, groups[0]);
}

function resume(task: TaskFrames, group: ReturnType<typeof grouped<Behind>>[number] | undefined): void {
  if (!group) return;
  task.environment = group.environment;
  task.graph.addEdges(group.members.flatMap(({ edges }) => edges));
}

function versionsOf(members: readonly Behind[]): VersionSet {
  return members.reduce((found, { edges }) => edges.reduce((all, { versions }) => all | versions, found), 0);
}

/** The statements from number `from` on. Returns who comes behind them by different ways; undefined if control simply goes on. */
function sequence(task: TaskFrames, statements: readonly Stmt[], from: number, lower: Lower): Behind[] | undefined {
  const { graph } = task;
  for (let i = from; i < statements.length && graph.reachable; i++) {
    const stmt = statements[i]!;
    const arrived = divided(task, stmt, lower);
    if (arrived === undefined) continue;
    const groups = grouped(arrived, (variable) => isUsedAfter(task.frame.routine, stmt, variable), (slot) => task.finals.has(slot));
    if (groups.length > 1) return groups.flatMap((group) => (resume(task, group), sequence(task, statements, i + 1, lower) ?? behind(task)));
    resume(task, groups[0]);
  }
  return undefined;
}

/** One statement, the same way. */
function divided(task: TaskFrames, stmt: Stmt, lower: Lower): Behind[] | undefined {
  const { graph } = task;
  const undo = task.save();
  try {
    lower(task, stmt);
    graph.flush();
    return undefined;
  } catch (error) {
    if (error instanceof CompileError) error.versions ??= task.shared.selection.now;
    if (!(error instanceof Divided)) throw error;
    undo();
    const { environment } = task;
    const start = graph.takeEdges();
    const versions = start.reduce((found, edge) => found | edge.versions, 0);
    const parts = error.parts.map((part) => part & versions).filter((part) => part !== 0);
    const others = parts.reduce((rest, part) => rest & ~part, versions);
    const isLive = (variable: number): boolean => isUsedAfter(task.frame.routine, stmt, variable);
    const kept: Part[] = [];
    for (const each of others === 0 ? parts : [...parts, others]) {
      task.environment = environment;
      const nodes = graph.nodes.length;
      const part = Part.lowered(task, each, () => divided(task, stmt, lower) ?? behind(task));
      // What does the same is there once.
      if (kept.some((other) => other.takeIn(part, isLive))) graph.nodes.length = nodes;
      else kept.push(part);
    }
    graph.addEdges(start);
    graph.divide(kept);
    for (const part of kept) part.leave();
    return kept.flatMap(({ arrivals }) => arrivals);
  }
}

/** Who is here. */
function behind(task: TaskFrames): Behind[] {
  const { graph } = task;
  return graph.reachable ? [{ edges: graph.takeEdges(), environment: task.environment }] : [];
}
