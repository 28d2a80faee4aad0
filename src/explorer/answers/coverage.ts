// Which code the interleavings of many scenarios on many versions execute, by file: lines, branches, functions.
// Invariant: a line, branch or function counts if at least one of the explored programs has it (`routinesOf`), and its hits are
// the sum over all of them. A hit is one evaluation by the search: an event, a guard, an invariant. It evaluates them once for all
// states in which they look at the same.
import { CoverageCounters } from '../../compiler/lowering/coverage-counters';
import { routinesOf, type RoutineCode } from '../../compiler/lowering/routine-code';
import type { Program } from '../../compiler/program';
import type { KernelTree, ScenarioTree, Stmt, Version } from '../../language/tree';
import { formatGate } from '../../language/versions';
import type { Choice } from '../../machine/execution/choice';
import { expandWithin, Limits, type Bound, type Bounds, type Progress } from '../search/bounds';
import { Search } from '../search/search';

/** Lines are one-based. */
export interface FileCoverage {
  readonly source: string;
  readonly isKernel: boolean;
  readonly functions: readonly FunctionCoverage[];
  readonly lines: readonly LineCoverage[];
  readonly branches: readonly BranchCoverage[];
}

export interface FunctionCoverage {
  /** With its versions where it has some: `xfs_break_layouts since v6.15`. */
  readonly name: string;
  readonly line: number;
  /** The hits of its first statement. */
  readonly hits: number;
}

/** A line where a statement begins; the hits are those of the statement there that was executed most often. */
export interface LineCoverage {
  readonly line: number;
  readonly function: string;
  readonly hits: number;
}

export interface BranchCoverage {
  readonly line: number;
  /** Identifies the statement within the file; the branches of one statement have it in common. */
  readonly statement: string;
  /** The number of the branch within the statement. */
  readonly arm: number;
  readonly name: string;
  /** Null if the statement was never executed. */
  readonly hits: number | null;
}

/** Why a search that counts did not see everything. */
export interface Unfinished {
  readonly bound: Bound | 'model' | null;
  readonly error?: string;
}

export class Coverage {
  /** The programs to be explored have to be compiled with these (`CompileOptions.coverageCounters`). */
  readonly counters = new CoverageCounters();
  readonly #files = new Map<string, CoveredFile>();

  /** Explores all of a program that was compiled with `counters`. The result says why that ended early; undefined if it did not. */
  * explore(program: Program, bounds: Bounds = {}): Generator<Progress, Unfinished | undefined, void> {
    const search = new Search(program);
    const bound = yield* expandWithin(search, new Limits(bounds));
    if (search.failure) return { bound, error: search.failure.error.message };
    if (bound !== null) return { bound };
    return search.limits.length > 0 ? { bound: 'model' } : undefined;
  }

  /** Performs one execution of a program that was compiled with `counters`. Throws a ModelError where the model fails. */
  perform(program: Program, choices: readonly Choice[]): void {
    const state = program.initial();
    for (const { task, alternative } of choices) {
      program.enabled(state, task);
      program.step(state, task, alternative);
    }
  }

  /** The code that this scenario runs on this version is to be reached, by this scenario or another. */
  include(kernel: KernelTree, scenario: ScenarioTree, version: Version): void {
    for (const routine of routinesOf(kernel, scenario, version)) {
      let file = this.#files.get(routine.source);
      if (!file) this.#files.set(routine.source, (file = new CoveredFile(routine.source, routine.isKernel)));
      file.add(routine);
    }
  }

  /** The model kernel's files first, then the scenarios, each by name. */
  files(): FileCoverage[] {
    const order = (one: CoveredFile, other: CoveredFile): number =>
      Number(other.isKernel) - Number(one.isKernel) || one.source.localeCompare(other.source, 'en');
    return [...this.#files.values()].sort(order).map((file) => file.report(this.counters));
  }
}

/** The code of one file, merged over versions. */
class CoveredFile {
  /** By key: the instances of one process are several routines at one position of the text. */
  readonly #statements = new Map<string, { readonly function: string; readonly line: number; readonly stmts: Set<Stmt>; arms: readonly string[] }>();
  readonly #functions = new Map<string, { readonly name: string; readonly line: number; readonly first: string }>();

  constructor(readonly source: string, readonly isKernel: boolean) {}

  add({ name, gate, span, statements }: RoutineCode): void {
    for (const { stmt, arms } of statements) {
      const known = this.#statements.get(keyOf(stmt));
      if (!known) this.#statements.set(keyOf(stmt), { function: name, line: stmt.span[0] + 1, stmts: new Set([stmt]), arms });
      else {
        known.stmts.add(stmt);
        if (arms.length > 0) known.arms = arms;
      }
    }
    const [first] = statements;
    if (!first || this.#functions.has(String(span))) return;
    const fullName = [name, formatGate(gate)].join(' ').trimEnd();
    this.#functions.set(String(span), { name: fullName, line: span[0] + 1, first: keyOf(first.stmt) });
  }

  report(counters: CoverageCounters): FileCoverage {
    const lines = new Map<number, LineCoverage>();
    const branches: BranchCoverage[] = [];
    const hitsAt = (statement: string): number => sum(this.#statements.get(statement)!.stmts, (stmt) => counters.hitsOf(stmt));
    for (const [statement, { function: routine, line, stmts, arms }] of this.#statements) {
      const hits = hitsAt(statement);
      if (hits >= (lines.get(line)?.hits ?? 0)) lines.set(line, { line, function: routine, hits });
      const taken = arms.map((_, arm) => sum(stmts, (stmt) => counters.hitsOfArm(stmt, arm)));
      const isReached = hits > 0 || taken.some((times) => times > 0);
      arms.forEach((name, arm) => branches.push({ line, statement, arm, name, hits: isReached ? taken[arm]! : null }));
    }
    const functions = [...this.#functions.values()].map(({ first, ...where }): FunctionCoverage => ({ ...where, hits: hitsAt(first) }));
    return {
      source: this.source, isKernel: this.isKernel,
      functions: functions.sort(byLine), lines: [...lines.values()].sort(byLine), branches: branches.sort(byLine),
    };
  }
}

function keyOf({ kind, span }: Stmt): string {
  return `${kind} ${span.join()}`;
}

function sum<T>(things: Iterable<T>, valueOf: (thing: T) => number): number {
  let total = 0;
  for (const thing of things) total += valueOf(thing);
  return total;
}

function byLine(one: { readonly line: number }, other: { readonly line: number }): number {
  return one.line - other.line;
}
