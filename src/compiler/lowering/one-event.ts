// The statements of code that is one event, or nobody's, for all versions at a time. A statement in which they differ is lowered for each part of them, behind a
// test of the version; they go on together once names mean the same in all of them.
// Invariant: what one version executes is what it would execute alone.
import type { Stmt } from '../../language/tree';
import type { Op } from '../ir';
import { grouped, isUsedAfter, type Arrival, type Environment } from './environment';
import type { Selection } from './selection';
import { keyOf } from './code-key';
import { BOOL } from './fold';
import type { Scope } from './values';
import { Divided, type VersionSet } from '../version-set';

/** The lowering of code that is one event (`AtomicLowering`). */
export interface EventLowering {
  readonly shared: { readonly selection: Selection };
  collect(emit: () => void): Op[];
  emit(op: Op): void;
  environment(scope: Scope): Environment;
  resume(scope: Scope, environment: Environment): void;
  save(scope: Scope): () => void;
}

/** Some versions behind a statement. */
interface Behind extends Arrival {
  readonly versions: VersionSet;
}

type Lower = (stmt: Stmt) => void;

const NEVER = (): boolean => false;

/** `isWhole`: they are the whole body of a routine, so what its names mean does not matter afterwards. */
export function lowerOneEvent(lowering: EventLowering, body: readonly Stmt[], scope: Scope, isWhole: boolean, lower: Lower): void {
  const { selection } = lowering.shared;
  const last = body.at(-1);
  if (selection.versions.length === 1 || !last) return body.forEach(lower);
  const arrived = sequence(lowering, body, 0, scope, lower);
  const groups = grouped(arrived, (variable) => !isWhole && isUsed(scope, last, variable), NEVER);
  if (groups.length > 1) throw new Divided(groups.map(({ members }) => versionsOf(members)));
  lowering.resume(scope, groups[0]!.environment);
}

function versionsOf(members: readonly Behind[]): VersionSet {
  return members.reduce((found, { versions }) => found | versions, 0);
}

function isUsed({ routine }: Scope, stmt: Stmt, variable: number): boolean {
  return !routine || isUsedAfter(routine, stmt, variable);
}

function sequence(lowering: EventLowering, body: readonly Stmt[], from: number, scope: Scope, lower: Lower): Behind[] {
  const { selection } = lowering.shared;
  for (let i = from; i < body.length; i++) {
    const stmt = body[i]!;
    const arrived = divided(lowering, stmt, scope, lower);
    const groups = grouped(arrived, (variable) => isUsed(scope, stmt, variable), NEVER);
    if (groups.length === 1) {
      if (arrived.length > 1) lowering.resume(scope, groups[0]!.environment);
      continue;
    }
    return groups.flatMap(({ environment, members }) => {
      const versions = versionsOf(members);
      let behind: Behind[] = [];
      const then = lowering.collect(() => selection.within(versions, () => {
        lowering.resume(scope, environment);
        behind = sequence(lowering, body, i + 1, scope, lower);
      }));
      emitFor(lowering, versions, then);
      return behind;
    });
  }
  return [{ versions: selection.now, environment: lowering.environment(scope) }];
}

/** One statement, the same way. */
function divided(lowering: EventLowering, stmt: Stmt, scope: Scope, lower: Lower): Behind[] {
  const { selection } = lowering.shared;
  const undo = lowering.save(scope);
  try {
    lower(stmt);
    return [{ versions: selection.now, environment: lowering.environment(scope) }];
  } catch (error) {
    if (!(error instanceof Divided)) throw error;
    undo();
    const environment = lowering.environment(scope);
    const kept: { versions: VersionSet; readonly ops: readonly Op[]; readonly behind: Behind[]; readonly key: string }[] = [];
    for (const versions of error.parts) {
      let behind: Behind[] = [];
      const ops = lowering.collect(() => selection.within(versions, () => {
        lowering.resume(scope, environment);
        behind = divided(lowering, stmt, scope, lower);
      }));
      const key = keyOf(ops);
      // What does the same is there once.
      const same = kept.find((other) => other.key === key);
      if (same) {
        same.versions |= versions;
        same.behind.push(...behind);
      } else kept.push({ versions, ops, behind, key });
    }
    for (const { versions, ops } of kept) emitFor(lowering, versions, ops);
    return kept.flatMap(({ behind }) => behind);
  }
}

function emitFor(lowering: EventLowering, versions: VersionSet, then: readonly Op[]): void {
  if (versions === lowering.shared.selection.now) then.forEach((op) => lowering.emit(op));
  else if (then.length > 0) lowering.emit({ kind: 'if', condition: { kind: 'versions', versions, type: BOOL }, then, else: [] });
}
