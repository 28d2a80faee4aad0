// Verdicts in the background, under random edits: none that is not of the text as it is now is ever shown as current, and none is thrown away for an edit that
// no search reads. The oracle is a fresh check of the text.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../src/explorer/live/code-of';
import { Examiner, type Examination, type Mistaken } from '../../src/explorer/live/examination';
import { searchLive } from '../../src/explorer/live/live-search';
import { LiveVerdicts, type LiveJob, type LiveVerdict } from '../../src/explorer/live/live-verdicts';
import type { Outcome } from '../../src/explorer/live/outcome';
import { placeOf } from '../../src/explorer/live/places';
import { CheckCache, checkKernel } from '../../src/language/check';
import { formatDiagnostic } from '../../src/language/diagnostics';
import type { ScenarioTree } from '../../src/language/tree';

const KERNEL = `
object task_struct declares process() as "{name}" { own rw_semaphore lock; bool served; }
object rw_semaphore { task_struct writer; }
object block_device declares device(int blocks = 0) as "{name}" { int(0..7) value; int(0..7) seen; bool full; }

/// I-1. A device is never overfull.
invariant not_overfull { for (d in all block_device) require (d.value < 3) "{d} has {d.value}"; }

syscall void add(block_device d, int n)
{
    int now = amount(d);
    if (KERNEL >= v4.18) await (!d.full) because "full";
    "add {n} to {d}": d.value = now + n;
    note(d);
}

int amount(block_device d) { return d.value; }
void note(block_device d) until v5.4 { d.seen = d.value; }
void note(block_device d) since v5.4 { if (d.value > 1) d.full = true; }
void unused(block_device d) since v4.19 { d.seen = 7; }
`;

const checked = checkKernel([{ source: 'tiny.daxk', text: KERNEL }]);
const errors = checked.diagnostics.filter(({ severity }) => severity === 'error');
if (errors.length > 0) throw new Error(errors.map(formatDiagnostic).join('\n'));
const kernel = checked.tree;
const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const budget = { seconds: 60, memory: 256 };

/** The same numbers each time. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(state / 2 ** 32 * below);
  };
}

/** A scenario as its author thinks of it. */
interface Model {
  title: number;
  kernel: string;
  comments: readonly string[];
  first: number;
  second: number;
  assertion: number;
  expects: readonly string[];
  usesPatch: boolean;
  hasSchedule: boolean;
  mistake: string;
}

const EXPECTS = ['expect v4.17 holds', 'expect v4.17 violates not_overfull', 'expect v4.18, v5.4 holds', 'expect v4.19 violates mine', 'expect v6.1 deadlock', 'expect v4.17 holds mine'];
const COMMENTS = ['', '// why not', '/* two\n lines */', '\n\n'];

function written({ title, kernel: version, comments, first, second, assertion, expects, usesPatch, hasSchedule, mistake }: Model): string {
  return `/** A story. ${comments[0]!.length} */
scenario "title ${title}" ${comments[1]!}
kernel ${version} ${usesPatch ? 'use "patch.daxk"' : ''}
device box { } ${comments[2]!}
process a { add(box, ${first}); ${comments[3]!}
}
${hasSchedule ? 'schedule { run a until end; }' : ''}
process b { ${comments[4]!}
 add(box, ${second}); }
/// At most. ${assertion}
assert mine: box.value != ${assertion} "it is {box.value}"; ${mistake}
${expects.join(`${comments[5]!}\n`)}
`;
}

const PATCHES = [
  'int amount(block_device d) { return d.value; }',
  'int amount(block_device d) { return d.value; } // the same',
  'int amount(block_device d) { atomic because "one access" { d.seen = 1; } return d.value; }',
  'int amount(block_device d) since v5.4 { atomic because "one access" { d.seen = 1; } return d.value; }',
  'int amount(block_device d) { return d.value; } void unused(block_device d) { d.seen = 1; }',
  'int amount(block_device d) { return d.value; } void unused(block_device d) { d.seen = 2; }',
  'int amount(block_device d) {',
];

/** What a search finds with nothing kept from before. */
class Oracle {
  readonly #known = new Map<string, unknown>();

  /** `said` of the verdict on a text, or that there is none. */
  of(text: string, patch: string, { wanted }: LiveVerdict): unknown {
    const id = [text, patch, wanted.id].join('\0');
    if (!this.#known.has(id)) this.#known.set(id, this.#check(text, patch, wanted.id));
    return this.#known.get(id);
  }

  #check(text: string, patch: string, id: string): unknown {
    const examined = new Examiner(kernel, new CheckCache(), 'build', digest).examine(textOf(text, patch));
    if ('mistake' in examined) return examined;
    const wanted = examined.examination.wanted.find((each) => each.id === id);
    if (!wanted) return 'not wanted';
    return said(search(examined.tree, examined.examination, wanted)!, examined.examination);
  }
}

function textOf(text: string, patch: string): Parameters<Examiner['examine']>[0] {
  return { source: 'test.daxscn', text, surroundings: { used: new Map([['patch.daxk', { source: 'patch.daxk', text: patch }]]) } };
}

function search(tree: ScenarioTree, examination: Examination, wanted: LiveVerdict['wanted']): Outcome | undefined {
  const searching = searchLive({ kernel, tree, examination, wanted, budget, now: () => 0, isCancelled: () => false });
  for (;;) {
    const { done, value } = searching.next();
    if (done) return value;
  }
}

/** All that is told, with the places in this text. */
function said(outcome: Outcome, { places }: Examination): unknown {
  if ('problem' in outcome) return outcome.problem;
  const { accesses, ...rest } = outcome;
  return { ...rest, accesses: accesses.map(({ statement, kernel: where, ...access }) => ({ ...access, statement: statement && placeOf(statement, places), kernel: placeOf(where, places) })) };
}

/** An editor with two scenarios and an overlay, and a worker that answers when it likes. */
class Simulation {
  readonly verdicts = new LiveVerdicts(budget);
  readonly oracle = new Oracle();
  readonly examiner = new Examiner(kernel, new CheckCache(), 'build', digest);
  readonly texts = new Map<string, string>();
  readonly models = new Map<string, Model>();
  patch = PATCHES[0]!;
  /** What the worker has examined last of each. */
  readonly trees = new Map<string, { tree: ScenarioTree; examination: Examination }>();
  asked: { name: string; revision: number; text: string; patch: string }[] = [];
  /** Searches that the worker has been told of, answered or not. */
  searching: { job: LiveJob; outcome: Outcome | undefined; isCancelled: boolean }[] = [];
  readonly #undo: { name: string; model: Model }[] = [];
  readonly #judged = new WeakMap<Outcome, Set<string>>();
  counts = { current: 0, old: 0, cancelled: 0, late: 0 };

  constructor(readonly pick: (below: number) => number) {
    for (const name of ['one', 'two']) this.#open(name);
  }

  #open(name: string): void {
    const model = this.models.get(name) ?? { title: 0, kernel: 'v4.17', comments: ['', '', '', '', '', ''], first: 1, second: 2, assertion: 3, expects: [EXPECTS[1]!], usesPatch: name === 'one', hasSchedule: false, mistake: '' };
    this.models.set(name, model);
    this.texts.set(name, written(model));
    this.#ask(name, this.verdicts.open(name));
  }

  #ask(name: string, revision: number): void {
    this.asked.push({ name, revision, text: this.texts.get(name)!, patch: this.patch });
  }

  #change(name: string, model: Model, text = written(model)): void {
    const before = this.texts.get(name)!;
    this.models.set(name, model);
    this.texts.set(name, text);
    this.#ask(name, this.verdicts.edited(name, codeOf(before) !== codeOf(text)));
  }

  edit(): void {
    const { pick } = this;
    const name = ['one', 'two'][pick(2)]!;
    const model = this.models.get(name)!;
    if (pick(40) === 0) {
      this.verdicts.close(name);
      this.#open(name);
      return;
    }
    this.#undo.push({ name, model });
    switch (pick(12)) {
      case 0: return this.#change(name, { ...model, title: pick(3) });
      case 1: case 2: return this.#change(name, { ...model, comments: model.comments.map((comment, at) => (at === pick(6) ? COMMENTS[pick(4)]! : comment)) });
      case 3: return this.#change(name, { ...model, first: pick(3) + 1 });
      case 4: return this.#change(name, { ...model, second: pick(3) + 1 });
      case 5: return this.#change(name, { ...model, assertion: pick(4) });
      case 6: return this.#change(name, { ...model, expects: EXPECTS.filter(() => pick(3) === 0) });
      case 7: return this.#change(name, { ...model, kernel: ['v4.17', 'v4.18', 'v5.4', 'v6.1'][pick(4)]!, hasSchedule: pick(2) === 0 });
      case 8: return this.#change(name, { ...model, usesPatch: pick(2) === 0 });
      case 9: return this.#change(name, { ...model, mistake: pick(3) === 0 ? 'oops' : '' });
      case 10: {
        this.patch = PATCHES[pick(PATCHES.length)]!;
        for (const other of ['one', 'two']) if (this.models.get(other)!.usesPatch) this.#ask(other, this.verdicts.edited(other, true));
        return;
      }
      default: {
        const undone = this.#undo.splice(-1 - pick(3))[0];
        if (undone) this.#change(undone.name, undone.model);
        // And a slip of the finger, which the next edit takes back.
        else this.#change(name, model, this.texts.get(name)!.slice(pick(9)));
      }
    }
  }

  /** Examines one of the texts that it was asked about, perhaps not the oldest. */
  examine(): void {
    const [asked] = this.asked.splice(this.pick(Math.min(3, this.asked.length)), 1);
    if (!asked) return;
    const examined = this.examiner.examine(textOf(asked.text, asked.patch));
    const result: Examination | Mistaken = 'mistake' in examined ? examined : examined.examination;
    if (this.verdicts.examined(asked.name, asked.revision, result) && !('mistake' in examined)) this.trees.set(`${asked.name} ${asked.revision}`, examined);
  }

  search(): void {
    const job = this.verdicts.next();
    if (!job) return;
    this.verdicts.begin(job);
    const { tree, examination } = this.trees.get(`${job.document} ${job.revision}`)!;
    const wanted = examination.wanted.find(({ id }) => id === job.wanted.id)!;
    this.searching.push({ job, outcome: search(tree, examination, wanted), isCancelled: false });
  }

  /** One of the searches ends: late, cancelled, in any order. */
  end(): void {
    const [one] = this.searching.splice(this.pick(this.searching.length), 1);
    if (!one) return;
    if (one.isCancelled) this.counts.late++;
    this.verdicts.end(one.job, one.isCancelled && this.pick(2) === 0 ? undefined : one.outcome, 1);
  }

  cancel(): void {
    const job = this.verdicts.superseded() ?? (this.pick(10) === 0 ? this.searching.at(-1)?.job : undefined);
    if (!job) return;
    this.counts.cancelled++;
    // It goes on in the worker, and answers when nobody waits for it.
    for (const one of this.searching) if (one.job === job) one.isCancelled = true;
    this.verdicts.end(job, undefined, 1);
  }

  /** No verdict is shown as current that is not. */
  judge(): void {
    for (const name of ['one', 'two']) {
      for (const verdict of this.verdicts.verdictsOf(name)) {
        if (verdict.state !== 'current') {
          this.counts.old++;
          continue;
        }
        this.counts.current++;
        const text = this.texts.get(name)!;
        const place = [text, this.patch, verdict.wanted.id, this.verdicts.isPlaced(name)].join('\0');
        if (this.#judged.get(verdict.outcome!)?.has(place)) continue;
        this.#judged.set(verdict.outcome!, (this.#judged.get(verdict.outcome!) ?? new Set()).add(place));
        // Where things stand is told only of a text that was examined.
        const told = said(verdict.outcome!, this.verdicts.examinationOf(name)!);
        const fresh = this.oracle.of(text, this.patch, verdict);
        expect(withoutPlaces(told), text).toEqual(withoutPlaces(fresh));
        if (this.verdicts.isPlaced(name)) expect(told, text).toEqual(fresh);
      }
    }
  }

  /** Everything comes to rest. */
  settle(): void {
    while (this.asked.length > 0) this.examine();
    for (const name of ['one', 'two']) this.verdicts.allow(name);
    for (let rounds = 0; rounds < 100 && (this.searching.length > 0 || this.verdicts.next()); rounds++) {
      this.search();
      this.end();
      this.cancel();
    }
  }
}

function withoutPlaces(what: unknown): unknown {
  return JSON.parse(JSON.stringify(what, (key, value: unknown) => (['statement', 'kernel'].includes(key) ? undefined : value))) as unknown;
}

const EDITS = 10_000;
/** Milliseconds: they take a minute, and more where others want the processor, too. */
const LONG = 600_000;

describe('after random edits', () => {
  it('no verdict is shown as current that is not that of the text', () => {
    const pick = numbers(1);
    const simulation = new Simulation(pick);
    for (let edits = 0; edits < EDITS;) {
      const what = pick(10);
      if (what < 2) {
        simulation.edit();
        edits++;
      } else if (what < 5) simulation.examine();
      else if (what === 5) simulation.verdicts.allow(['one', 'two'][pick(2)]!);
      else if (what < 8) simulation.search();
      else if (what === 8) simulation.end();
      else simulation.cancel();
      simulation.judge();
    }
    // It was all there.
    expect(Object.values(simulation.counts).every((count) => count > 50), JSON.stringify(simulation.counts)).toBe(true);
  }, LONG);

  it('every verdict is current as soon as all is searched', () => {
    const simulation = new Simulation(numbers(2));
    for (let edits = 0; edits < 300; edits++) {
      simulation.edit();
      simulation.settle();
      simulation.judge();
      for (const name of ['one', 'two']) {
        const isRight = simulation.verdicts.mistakeOf(name) === undefined;
        expect([...new Set(simulation.verdicts.verdictsOf(name).map(({ state }) => state))]).toEqual(isRight ? ['current'] : simulation.verdicts.examinationOf(name) ? ['outdated'] : []);
      }
    }
  });
});

describe('a verdict is kept', () => {
  const pick = numbers(3);
  const model: Model = { title: 0, kernel: 'v4.17', comments: ['', '', '', '', '', ''], first: 1, second: 2, assertion: 5, expects: [EXPECTS[1]!, EXPECTS[2]!], usesPatch: true, hasSchedule: false, mistake: '' };

  function statesAfter(change: Partial<Model>, patch = PATCHES[4]!, patchBefore = PATCHES[4]!): { readonly atOnce: string[]; readonly examined: string[] } {
    const simulation = new Simulation(pick);
    const { verdicts, examiner } = simulation;
    const text = written(model);
    const first = examiner.examine(textOf(text, patchBefore));
    if ('mistake' in first) throw new Error(first.mistake);
    verdicts.examined('three', verdicts.open('three'), first.examination);
    verdicts.allow('three');
    for (let job = verdicts.next(); job; job = verdicts.next()) {
      verdicts.begin(job);
      verdicts.end(job, search(first.tree, first.examination, job.wanted), 1);
    }
    const next = written({ ...model, ...change });
    const states = (): string[] => verdicts.verdictsOf('three').map(({ wanted, state }) => `${wanted.version} ${state}`);
    const revision = verdicts.edited('three', codeOf(text) !== codeOf(next) || patch !== patchBefore);
    const atOnce = states();
    const second = examiner.examine(textOf(next, patch));
    verdicts.examined('three', revision, 'mistake' in second ? second : second.examination);
    return { atOnce, examined: states() };
  }

  const current = ['v4.17 current', 'v4.18 current', 'v5.4 current'];

  it('at once where a comment is edited, or the story', () => {
    expect(statesAfter({ comments: ['// story', '// why not', '/* two\n lines */', '// c', '\n', '// d'] })).toEqual({ atOnce: current, examined: current });
  });

  it('as soon as the text is examined where the title is edited, another expect, the schedule, or a function of an overlay that nothing calls', () => {
    for (const change of [{ title: 7 }, { hasSchedule: true }, { expects: [...model.expects, EXPECTS[3]!] }]) {
      const { atOnce, examined } = statesAfter(change);
      expect(atOnce).toEqual(current.map((state) => state.replace('current', 'outdated')));
      expect(examined.filter((state) => state !== 'v4.19 outdated' && state !== 'v4.17 running')).toEqual(current);
    }
    expect(statesAfter({}, PATCHES[5]!).examined).toEqual(current);
  });

  it('on the versions for which an overlay changes nothing', () => {
    expect(statesAfter({}, PATCHES[3]!.replace('= 1', '= 2'), PATCHES[3]!).examined).toEqual(['v4.17 current', 'v4.18 current', 'v5.4 outdated']);
  });

  it('on no version where a process, an assert, its comment or a called function has changed', () => {
    for (const change of [{ first: 3 }, { assertion: 4 }]) expect(statesAfter(change).examined).toEqual(current.map((state) => state.replace('current', 'outdated')));
    expect(statesAfter({}, PATCHES[2]!).examined).toEqual(current.map((state) => state.replace('current', 'outdated')));
  });

  it('of versions between which nothing changes that is called: one search is enough', () => {
    const { examination } = new Examiner(kernel, new CheckCache(), 'build', digest).examine(textOf(written({ ...model, usesPatch: false, expects: ['expect v4.18, v4.19, v4.20, v5.4, v6.1 holds'] }), '')) as { examination: Examination };
    const keyOf = (version: string): string => examination.wanted.find((wanted) => wanted.version === version)!.key;
    expect(new Set(['v4.18', 'v4.19', 'v4.20'].map(keyOf)).size).toBe(1);
    expect(new Set(['v4.17', 'v4.18', 'v5.4', 'v6.1'].map(keyOf)).size).toBe(3);
  });
});

describe('the code of a text', () => {
  it('leaves out comments and white space, but not what explanations quote or the parser reads', () => {
    expect(codeOf('/** story */ scenario "a // b"\n\n// x\nkernel v4.17')).toBe('scenario "a // b" kernel v4.17');
    expect(codeOf('a/**/b')).toBe('a b');
    expect(codeOf('a // x\nb')).toBe(codeOf('a\n\n   b'));
    expect(codeOf('holds\nb')).not.toBe(codeOf('holds b'));
    expect(codeOf('holds // x\nb')).toBe(codeOf('holds\nb'));
    expect(codeOf('a /** doc */ b')).not.toBe(codeOf('a b'));
    expect(codeOf('a "unclosed // b')).not.toBe(codeOf('a "unclosed'));
    expect(codeOf('a /* unclosed b')).toBe('a');
  });
});
