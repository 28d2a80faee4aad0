// Breadth-first search of one scenario on several kernel versions at a time (Classen and others, "Featured Transition Systems", IEEE TSE 2013): a state that several versions
// reach is stored, and what they do in it is done, once for all of them.
// Invariant: the queue has a state once for each set of versions that reach it in one way. The entries of one version, in their order, are the states in the order in
// which a search of that version alone discovers them, each with the event that discovers it there. So all that it finds is what that search finds.
import { ModelError, type Program } from '../../compiler/program';
import { unpackChoice } from '../../machine/execution/choice';
import { stuckVerdict } from '../../machine/verdict/verdict';
import { violations } from '../../machine/execution/violations';
import type { PackedProgram } from '../store/packed-program';
import { ALL } from '../store/property-memo';
import type { VersionSet } from '../store/views-by-version';
import { FamilyCounts } from './family-counts';
import { FamilyEdges } from './family-edges';
import { FamilyStates, NONE } from './family-states';
import type { Finding } from './search';

/** An edge to a state that is not later than where it comes from, by an event that can be part of a cycle. */
export interface Retreat {
  readonly state: number;
  readonly versions: VersionSet;
}

/** Expands one entry of the queue after the other. Knows nothing of bounds, time or results. */
export class FamilySearch {
  /** The versions that are searched. */
  readonly all: VersionSet;
  /** The versions that are not done, nor left to a search of their own. */
  active: VersionSet;
  /** The versions for which the model fails or has no room somewhere, or whose states are too many: each needs a search of its own. */
  apart: VersionSet = 0;
  /** By version, in the order of their bits: the first finding of each kind and property. A finding's `state` is the number of an entry. */
  readonly findings: readonly Finding[][];
  readonly retreats: Retreat[] = [];
  readonly states = new FamilyStates();
  readonly counts: FamilyCounts;
  readonly #edges: FamilyEdges;
  #expanded = 0;
  /** The state after an event. */
  #words = new Int32Array(1);

  /** `programs`: by version, in the order of the bits of the family; those that are not searched are missing. `isEnough`: whether a finding ends the search of a version. */
  constructor(
    readonly packed: PackedProgram, readonly programs: readonly (Program | undefined)[], private readonly isEnough: (version: number, finding: Finding) => boolean,
  ) {
    this.all = programs.reduce((versions, program, version) => (program ? versions | 1 << version : versions), 0);
    this.active = this.all;
    this.counts = new FamilyCounts(this.all);
    this.findings = programs.map(() => []);
    this.#edges = new FamilyEdges(packed.program.tasks.length);
    for (const [first, versions] of this.#beginnings()) {
      this.counts.tellApart(this.all, versions);
      this.#words.fill(0).set(first);
      const state = this.states.add(this.#words);
      this.#inspect(this.#enter(state, NONE, NONE, versions), state, ALL, versions);
    }
  }

  /** The first states, each with the versions that begin there. */
  #beginnings(): (readonly [Int32Array, VersionSet])[] {
    const beginnings = new Map<string, readonly [Int32Array, VersionSet]>();
    for (const version of bitsOf(this.all)) {
      this.#become(version);
      const first = this.packed.initial();
      // A state may have got more words since.
      const key = first.join().replace(/(,0)+$/, '');
      beginnings.set(key, [first, (beginnings.get(key)?.[1] ?? 0) | 1 << version]);
    }
    this.#widen();
    return [...beginnings.values()];
  }

  get isDone(): boolean {
    return this.active === 0 || this.#expanded === this.states.entries;
  }

  /** Entries that are not expanded. */
  get frontier(): number {
    return this.states.entries - this.#expanded;
  }

  get bytes(): number {
    return this.states.bytes + this.#edges.bytes + this.packed.bytes;
  }

  /** Tells where a task can go from a state by events that can be part of a cycle, in one of these versions or in several. */
  rounds(state: number, task: number, versions: VersionSet, visit: (target: number) => void): void {
    const edges = this.#edges;
    const { packed: { transitions } } = this;
    for (let rest = versions; rest !== 0; ) {
      const known = edges.event(state, task);
      const isKnown = known >= 0 && (transitions.alike(known) & rest) !== 0;
      const event = isKnown ? known : this.#eventOf(rest, task, state);
      // The model fails: it did not when the state was expanded.
      if (event === undefined) return;
      rest &= ~transitions.alike(event);
      const begin = transitions.begin(event);
      for (let effect = begin; effect < transitions.end(event); effect++) {
        if (transitions.choice(effect) < 0 || !this.#canRepeat(effect, state)) continue;
        visit(isKnown ? edges.target(edges.targets(state, task) + effect - begin) : this.states.find(this.#after(effect, state)));
      }
    }
  }

  /** Leaves versions to searches of their own. */
  leaveOut(versions: VersionSet): void {
    this.active &= ~versions;
    this.apart |= versions;
  }

  /** Takes the next entry of the queue and discovers its successors. */
  expand(): void {
    const { states } = this;
    const entry = this.#expanded++;
    const versions = states.versionsOf(entry) & this.active;
    if (versions === 0) return;
    const state = states.stateOf(entry);
    states.expand(state, versions);
    const into = states.choiceInto(entry);
    // As in a search of one version: the task that moved last goes first.
    const first = into === NONE ? 0 : unpackChoice(into).task;
    const count = this.packed.program.tasks.length;
    let moved = 0;
    for (let turn = 0, task = first; turn < count; turn++, task = task + 1 < count ? task + 1 : 0) moved |= this.#move(entry, state, task, versions);
    const ended = versions & ~moved & this.active;
    if (ended !== 0) this.#judgeEnd(entry, state, ended);
  }

  /** The event of a task. Returns the versions in which it is enabled. */
  #move(entry: number, state: number, task: number, versions: VersionSet): VersionSet {
    const edges = this.#edges;
    const { packed: { transitions } } = this;
    let moved = 0;
    for (let rest = versions & this.active; rest !== 0; rest &= this.active) {
      const known = edges.event(state, task);
      const isKnown = known >= 0 && (transitions.alike(known) & rest) !== 0;
      const event = isKnown ? known : this.#eventOf(rest, task, state);
      if (event === undefined) continue;
      const alike = transitions.alike(event) & rest;
      this.counts.tellApart(rest, alike);
      if (transitions.end(event) > transitions.begin(event)) moved |= alike;
      this.#follow(entry, state, task, event, alike, isKnown);
      rest &= ~alike;
    }
    return moved;
  }

  /** The number of the event for one of these versions; undefined if the model fails. */
  #eventOf(versions: VersionSet, task: number, state: number): number | undefined {
    const { states, packed: { transitions } } = this;
    const known = transitions.findFor(versions, task, states.words(state), states.offset(state));
    return known >= 0 ? known : this.#ask(versions, () => {
      const { forgotten } = transitions;
      const event = transitions.learn(task, states.words(state), states.offset(state), states.width);
      if (transitions.forgotten > forgotten) this.#edges.forget();
      this.#widen();
      return event;
    });
  }

  #become(version: number): void {
    const program = this.programs[version]!;
    if (this.packed.program !== program) this.packed.become(program);
  }

  /** Asks the lowest of these versions. If the model fails, that one is left out. */
  #ask<T>(versions: VersionSet, question: () => T): T | undefined {
    const version = lowest(versions);
    this.#become(version);
    try {
      return question();
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      this.leaveOut(1 << version);
      return undefined;
    }
  }

  /** The successors by an event. `isKnown`: what its effects lead to is noted. */
  #follow(entry: number, state: number, task: number, event: number, versions: VersionSet, isKnown: boolean): void {
    const edges = this.#edges;
    const { packed: { transitions } } = this;
    const begin = transitions.begin(event);
    const end = transitions.end(event);
    const targets = isKnown ? edges.targets(state, task) : edges.end;
    for (let effect = begin; effect < end; effect++) {
      const going = versions & this.active;
      if (going === 0) return;
      if (transitions.choice(effect) < 0) return this.leaveOut(going);
      if (!isKnown) edges.push(this.states.add(this.#after(effect, state)));
      this.#reach(edges.target(targets + effect - begin), entry, effect, going);
    }
    if (!isKnown && edges.event(state, task) < 0) edges.note(state, task, event, targets);
  }

  /** The state after an effect, until the next is asked for. */
  #after(effect: number, state: number): Int32Array {
    const { states, packed: { transitions } } = this;
    const words = this.#words;
    transitions.apply(effect, states.words(state), states.offset(state), words, 0, words.length);
    return words;
  }

  /** Versions come to a state by an effect. */
  #reach(state: number, parent: number, effect: number, versions: VersionSet): void {
    const { states, packed: { transitions } } = this;
    this.counts.countTransition(versions);
    const back = versions & states.expanded(state);
    if (back !== 0 && this.#canRepeat(effect, states.stateOf(parent))) this.retreats.push({ state, versions: back });
    const fresh = versions & ~states.reached(state);
    if (fresh === 0) return;
    const entry = this.#enter(state, parent, transitions.choice(effect), fresh);
    const affected = transitions.affected(effect);
    if (affected !== 0) this.#inspect(entry, state, affected, fresh);
  }

  #canRepeat(effect: number, state: number): boolean {
    return this.packed.transitions.canRepeat(effect, this.states.words(state), this.states.offset(state));
  }

  #enter(state: number, parent: number, choice: number, versions: VersionSet): number {
    this.counts.countState(versions);
    return this.states.enter(state, parent, choice, versions);
  }

  /** What held in the parent is looked at only if it may have changed. */
  #inspect(entry: number, state: number, affected: number, versions: VersionSet): void {
    const { states, packed: { propertyMemo } } = this;
    for (let rest = versions; rest !== 0; rest &= this.active) {
      const isViolated = this.#ask(rest, () => propertyMemo.isViolated(affected, states.words(state), states.offset(state), states.width));
      if (isViolated === undefined) continue;
      const alike = propertyMemo.alike & rest;
      this.counts.tellApart(rest, alike);
      rest &= ~alike;
      if (isViolated) this.#judge(entry, state, alike, (program, values) => violations(program, values).map(({ property }) => ({ verdict: 'violates', property, state: entry })));
    }
  }

  #judgeEnd(entry: number, state: number, versions: VersionSet): void {
    this.#judge(entry, state, versions, (program, values) => {
      const stuck = stuckVerdict(program, values);
      return stuck ? [{ verdict: stuck.verdict, state: entry }] : [];
    });
  }

  /** Notes what is found in a state. */
  #judge(entry: number, state: number, versions: VersionSet, findingsOf: (program: Program, values: Int32Array) => readonly Finding[]): void {
    const { states, packed } = this;
    for (let rest = versions; rest !== 0; rest &= this.active) {
      let alike = rest;
      const found = this.#ask(rest, () => {
        let findings: readonly Finding[] = [];
        alike &= packed.program.questions!.during(() => { findings = findingsOf(packed.program, packed.coder.read(states.words(state), states.offset(state), states.width)); });
        return findings;
      });
      if (!found) continue;
      this.counts.tellApart(rest, alike);
      rest &= ~alike;
      for (const finding of found) for (const version of bitsOf(alike & this.active)) this.#find(version, finding);
    }
  }

  #find(version: number, finding: Finding): void {
    const findings = this.findings[version]!;
    const isKnown = findings.some(({ verdict, property }) => verdict === finding.verdict && property === finding.property);
    if (!isKnown) findings.push(finding);
    if (this.isEnough(version, finding)) this.active &= ~(1 << version);
  }

  #widen(): void {
    const { words } = this.packed.packing;
    if (this.#words.length < words) this.#words = new Int32Array(words);
    this.states.widen(words);
  }
}

/** The number of the lowest bit. */
function lowest(versions: VersionSet): number {
  return 31 - Math.clz32(versions & -versions);
}

/** The numbers of the bits. */
export function bitsOf(versions: VersionSet): number[] {
  const bits: number[] = [];
  for (let rest = versions; rest !== 0; rest &= rest - 1) bits.push(lowest(rest));
  return bits;
}
