// What checking has found, whoever asked for it: a cell for each scenario on each version. Pure: files and processes are the callers'.
// Invariants: a cell tells what the latest run that had it said; messages of earlier runs about it are dropped. A result whose inputs
// are not what they were is told with what has changed since.
import type { CheckedResult, CheckError, CheckMessage } from '../../explorer/check-messages';
import { KNOWN_VERSIONS } from '../../language/versions';
import type { CellDetail, CellName, CellState, ResultCell, ResultRow, Results, RunProgress } from '../../view/messages/results';
import { boundText, isFault } from '../../explorer/verdict-words';
import { resultDetail, type Neighbour } from './results-detail';

/** What results depend on, by anything that names it (a URI): what it was, and what a change of it is called. */
export type Inputs = ReadonlyMap<string, { readonly hash: string; readonly change: string }>;

export interface CheckedScenario {
  /** The URI. */
  readonly program: string;
  /** What the process calls it. */
  readonly file: string;
  readonly inputs: Inputs;
}

/** `versions`: those to be checked; undefined where the scenario says it. */
export interface RunRequest {
  readonly title: string;
  readonly scenarios: readonly CheckedScenario[];
  readonly versions?: readonly string[];
}

/** `problem`: what the process said if it failed. */
export interface RunEnd {
  readonly isCancelled: boolean;
  readonly problem?: string;
}

/** Why there is no verdict. */
export interface Refusal {
  /** What the process calls the scenario. */
  readonly file: string;
  readonly problem: string;
  readonly errors: readonly CheckError[];
}

/** What is wrong with a scenario as it is now: verdicts that are not as expected, and why there are none. */
export interface ScenarioProblems {
  readonly program: string;
  readonly failed: readonly CheckedResult[];
  readonly refusals: readonly Refusal[];
}

interface Cell {
  readonly run: Run;
  readonly inputs: Inputs;
  state: CellState;
  /** Searches that have begun and not ended. */
  open: number;
  results: readonly CheckedResult[];
  refusal?: Refusal;
  more: CellDetail['more'];
}

interface Row {
  readonly program: string;
  title?: string;
  /** Of all versions. */
  refusal?: Refusal & { readonly inputs: Inputs };
  readonly cells: Map<string, Cell>;
}

export interface Run extends RunRequest {
  states: number;
  rate: number;
  isEnding: boolean;
}

export class ResultsStore {
  readonly #rows = new Map<string, Row>();
  readonly #runs = new Set<Run>();
  /** What inputs are now, where that is known to have changed. */
  readonly #now = new Map<string, string>();
  #note: string | undefined;

  begin(request: RunRequest): Run {
    const run: Run = { ...request, states: 0, rate: 0, isEnding: false };
    this.#runs.add(run);
    this.#note = undefined;
    for (const scenario of request.scenarios) {
      for (const [name, { hash }] of scenario.inputs) this.#now.set(name, hash);
      const row = this.#rowOf(scenario.program);
      delete row.refusal;
      for (const version of request.versions ?? []) row.cells.set(version, fresh(run, scenario.inputs));
    }
    return run;
  }

  take(run: Run, message: CheckMessage): void {
    if (message.type === 'coverage') return;
    if (message.type === 'progress') {
      run.states = message.states;
      run.rate = message.rate;
      return;
    }
    const name = message.type === 'checked' ? message.result : message;
    const scenario = run.scenarios.find(({ file }) => file === name.file);
    if (!scenario) {
      if (message.type === 'refused') this.#note = message.problem;
      return;
    }
    const row = this.#rowOf(scenario.program);
    if (name.kernel === null) {
      if (message.type !== 'refused') return;
      row.refusal = { ...refusalOf(scenario, message), inputs: scenario.inputs };
      for (const cell of row.cells.values()) if (cell.run === run) cell.state = 'none';
      return;
    }
    const cell = this.#cellFor(run, scenario, name.kernel);
    if (!cell) return;
    if (message.type === 'begun') {
      cell.state = 'running';
      cell.open++;
    } else {
      cell.open--;
      if (message.type === 'checked') {
        cell.results = [...cell.results, message.result];
        row.title = message.result.scenario;
      } else cell.refusal = refusalOf(scenario, message);
      cell.state = cell.open > 0 ? 'running' : cell.results.length > 0 ? 'done' : 'refused';
    }
  }

  /** Everything of it ends as soon as it can. */
  ending(run: Run): void {
    run.isEnding = true;
  }

  end(run: Run, { isCancelled, problem }: RunEnd): void {
    this.#runs.delete(run);
    const own = [...this.#rows.values()].flatMap(({ cells }) => [...cells.values()]).filter((cell) => cell.run === run);
    const left = own.filter(({ state }) => state === 'waiting' || state === 'running');
    for (const cell of left) cell.state = isCancelled ? 'cancelled' : 'none';
    const cut = own.filter(({ results }) => results.some(({ bound }) => bound === 'cancelled'));
    if (isCancelled) this.#note = cancelledText(left.length + cut.length, own.length);
    else if (problem !== undefined) this.#note ??= problem;
  }

  /** What one of the inputs is now. Returns whether that changes what is told. */
  edited(input: string, hash: string): boolean {
    if (!this.#now.has(input) || this.#now.get(input) === hash) return false;
    this.#now.set(input, hash);
    return true;
  }

  forget(programs: readonly string[]): void {
    for (const program of programs) this.#rows.delete(program);
  }

  /** Other counterexamples and outcomes are being looked for. Returns the cell's inputs, or undefined if there is nothing to look for. */
  beginMore({ program, kernel }: CellName): boolean {
    const cell = this.#rows.get(program)?.cells.get(kernel);
    if (cell?.state !== 'done' || cell.more !== 'none' || this.#before(cell) !== undefined) return false;
    cell.more = 'running';
    return true;
  }

  /** `results`: those with what was found; undefined if that came to nothing, and can be tried again. */
  endMore({ program, kernel }: CellName, results: readonly CheckedResult[] | undefined): void {
    const cell = this.#rows.get(program)?.cells.get(kernel);
    if (cell?.more !== 'running') return;
    cell.more = results ? 'done' : 'none';
    // The verdicts stay: what was cancelled meanwhile is none.
    if (results) cell.results = cell.results.map((old) => ({ ...old, ...moreOf(results.find(({ expected }) => expected === old.expected)) }));
  }

  get programs(): readonly string[] {
    return [...this.#rows.keys()];
  }

  /** What was found of a scenario on a version. `results`: none if nothing was, or if something that was read has changed since. */
  known({ program, kernel }: CellName): { readonly isRunning: boolean; readonly results: readonly CheckedResult[] } {
    const cell = this.#rows.get(program)?.cells.get(kernel);
    const isRunning = cell?.state === 'waiting' || cell?.state === 'running';
    return { isRunning, results: cell?.state === 'done' && this.#before(cell) === undefined ? cell.results : [] };
  }

  /** Nothing of a text that has changed since, and nothing of a version of which the scenario does not speak. */
  problems(): ScenarioProblems[] {
    return [...this.#rows.values()].map(({ program, refusal, cells }) => {
      const now = [...cells.values()].filter((cell) => this.#before(cell) === undefined);
      const failed = now.filter(({ state }) => state === 'done').flatMap(({ results }) => results.filter(({ pass, verdict }) => !pass && verdict !== 'unknown'));
      const ofAll = refusal && this.#before(refusal) === undefined ? [refusal] : [];
      return { program, failed, refusals: [...ofAll, ...now.flatMap((cell) => cell.refusal ?? [])] };
    });
  }

  table(): Results {
    const versions = KNOWN_VERSIONS.filter((version) => [...this.#rows.values()].some(({ cells }) => cells.has(version)));
    const run = this.#progress();
    return {
      versions, rows: [...this.#rows.values()].map((row) => this.#rowOut(row, versions)),
      ...(run && { run }), ...(!run && this.#note !== undefined && { note: this.#note }),
    };
  }

  detail({ program, kernel }: CellName): CellDetail | undefined {
    const row = this.#rows.get(program);
    if (!row) return undefined;
    const cell = row.cells.get(kernel);
    const before = cell && this.#before(cell);
    const problem = (cell?.refusal ?? row.refusal)?.problem;
    return {
      program, kernel, name: this.#nameOf(program), state: cell?.state ?? 'none', more: cell?.more ?? 'none',
      results: (cell?.results ?? []).map((result) => resultDetail(result, this.#neighbour(row, kernel, result))),
      ...(before !== undefined && { before }), ...(problem !== undefined && { problem }),
    };
  }

  #rowOf(program: string): Row {
    const row = this.#rows.get(program) ?? { program, cells: new Map<string, Cell>() };
    this.#rows.set(program, row);
    return row;
  }

  /** Undefined if a later run has the cell. */
  #cellFor(run: Run, { program, inputs }: CheckedScenario, kernel: string): Cell | undefined {
    const { cells } = this.#rowOf(program);
    const known = cells.get(kernel);
    if (known?.run === run) return known;
    if (known && this.#runs.has(known.run) && [...this.#runs].indexOf(known.run) > [...this.#runs].indexOf(run)) return undefined;
    const cell = fresh(run, inputs);
    cells.set(kernel, cell);
    return cell;
  }

  #progress(): RunProgress | undefined {
    const run = [...this.#runs].at(-1);
    if (!run) return undefined;
    const own = [...this.#rows.values()].flatMap(({ cells }) => [...cells.values()]).filter((cell) => cell.run === run);
    const done = own.filter(({ state }) => state !== 'waiting' && state !== 'running').length;
    return {
      title: run.title, done, states: run.states, rate: run.rate,
      ...(run.versions && { total: run.versions.length * run.scenarios.length }), ...(run.isEnding && { isEnding: true }),
    };
  }

  #rowOut({ program, title, refusal, cells }: Row, versions: readonly string[]): ResultRow {
    return {
      program, name: this.#nameOf(program), cells: versions.map((version) => this.#cellOut(cells.get(version))),
      ...(title !== undefined && { title }), ...(refusal && { problem: refusal.problem }),
    };
  }

  #cellOut(cell: Cell | undefined): ResultCell {
    if (!cell) return { state: 'none' };
    const main = mainOf(cell.results);
    // Whether all is as expected is known when everything of the cell is.
    if (cell.state !== 'done' || !main) return { state: cell.state };
    const { bound } = main;
    const before = this.#before(cell);
    return {
      state: 'done', verdict: main.verdict, ...(main.property !== null && { property: main.property }), ...(bound !== null && { bound: boundText(bound) }),
      ...(cell.results.some(({ pass, verdict }) => !pass && verdict !== 'unknown') && { isUnexpected: true }), ...(before !== undefined && { before }),
    };
  }

  #before({ inputs }: Pick<Cell, 'inputs'>): string | undefined {
    const changed = [...inputs].filter(([name, { hash }]) => this.#now.get(name) !== hash).map(([, { change }]) => change);
    return changed.length === 0 ? undefined : changed.join(' and ');
  }

  /** The nearest version on which the same is expected to be the other way round; of two the later one: that is the cure. */
  #neighbour(row: Row, kernel: string, result: CheckedResult): Neighbour | undefined {
    const here = KNOWN_VERSIONS.indexOf(kernel);
    const candidates = [...row.cells].filter(([version, cell]) => version !== kernel && cell.state === 'done' && this.#before(cell) === undefined).flatMap(([version, { results }]) => {
      const other = mainOf(results);
      const isOther = other && (isFault(result.verdict) ? other.verdict === 'holds' : result.verdict === 'holds' && isFault(other.verdict));
      return isOther ? [{ distance: Math.abs(KNOWN_VERSIONS.indexOf(version) - here), version, other }] : [];
    });
    const [nearest] = candidates.sort((one, two) => one.distance - two.distance || KNOWN_VERSIONS.indexOf(two.version) - KNOWN_VERSIONS.indexOf(one.version));
    return nearest && { kernel: nearest.version, ...(nearest.other.schedule !== null && { schedule: nearest.other.schedule }) };
  }

  /** The file without its ending, and with its folder if two have the same name. */
  #nameOf(program: string): string {
    const parts = (uri: string): string[] => decodeURIComponent(uri).replace(/\.daxscn$/, '').split('/');
    const name = parts(program).at(-1)!;
    const isShared = [...this.#rows.keys()].some((other) => other !== program && parts(other).at(-1) === name);
    return isShared ? parts(program).slice(-2).join('/') : name;
  }
}

function fresh(run: Run, inputs: Inputs): Cell {
  return { run, inputs, state: 'waiting', open: 0, results: [], more: 'none' };
}

/** Of all versions one that the scenario does not speak of need not have its calls: that is no error. */
function refusalOf({ file }: CheckedScenario, { problem, errors, isOptional }: Extract<CheckMessage, { type: 'refused' }>): Refusal {
  return { file, problem, errors: isOptional ? [] : errors };
}

/** What is said of all properties together, if anything is. */
function mainOf(results: readonly CheckedResult[]): CheckedResult | undefined {
  return results.find(({ expected }) => !expected.includes(' ') || expected.startsWith('violates ')) ?? results[0];
}

function moreOf(result: CheckedResult | undefined): Partial<CheckedResult> {
  if (!result) return {};
  // Without them the search that comes before met its bound.
  const { counterexamples = [], counterexamplesComplete, outcomes, outcomesComplete, neverDone } = result;
  return {
    counterexamples, counterexamplesComplete: counterexamplesComplete ?? result.bound === null,
    ...(outcomes && { outcomes, outcomesComplete: outcomesComplete ?? false, neverDone: neverDone ?? [] }),
  };
}

function cancelledText(left: number, all: number): string {
  return left === 0 ? 'cancelled when everything was checked' : `cancelled: ${left} of ${all} were not checked to the end`;
}
