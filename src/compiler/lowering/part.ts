// What becomes of a statement in some of the versions that are being lowered, apart from the others, and taking in what another part of them does alike.
import type { Node } from '../ir';
import { grouped, type Arrival } from './environment';
import { keyOf } from './code-key';
import { correspondence, type Region } from './equal-code';
import type { OpenEdge } from './graph';
import type { Return, TaskFrames } from './task-frames';
import type { VersionSet } from '../version-set';

/** Some versions behind a statement. */
export interface Behind extends Arrival {
  readonly edges: readonly OpenEdge[];
}

export class Part {
  private constructor(
    private readonly task: TaskFrames,
    readonly entry: Node,
    public versions: VersionSet,
    public arrivals: readonly Behind[],
    private returns: readonly Return[],
    /** In the order of `TaskFrames.leaving`. */
    private leaving: readonly (readonly OpenEdge[])[],
  ) {}

  /** What `lower` makes, from a node on that nothing leads to. Edges that leave it wait until `leave`. */
  static lowered(task: TaskFrames, versions: VersionSet, lower: () => readonly Behind[]): Part {
    const { frame: { returns }, graph } = task;
    const before = [returns.length, ...task.leaving.map(([, edges]) => edges.length)];
    const entry = graph.begin(versions);
    const arrivals = lower();
    return new Part(task, entry, versions, arrivals, returns.splice(before[0]!), task.leaving.map(([, edges], i) => edges.splice(before[i + 1]!)));
  }

  private get region(): Region {
    const { task: { leaving } } = this;
    const exits = new Map<OpenEdge, string>();
    for (const { edges } of this.arrivals) for (const edge of edges) exits.set(edge, 'on');
    for (const { end, value } of this.returns) exits.set(end, `return ${keyOf(value)}`);
    this.leaving.forEach((edges, i) => { for (const edge of edges) exits.set(edge, leaving[i]![0]); });
    return { entry: this.entry, exits };
  }

  /** Whether the other one does the same: then this one does it for both. `isLive`: whether a variable matters behind it. */
  takeIn(other: Part, isLive: (variable: number) => boolean): boolean {
    const { finals } = this.task;
    const isOneWay = grouped([...this.arrivals, ...other.arrivals], isLive, (slot) => finals.has(slot)).length <= 1;
    if (!isOneWay || (this.arrivals.length > 0) !== (other.arrivals.length > 0)) return false;
    const found = correspondence(this.region, other.region);
    if (!found) return false;
    const widened = (edge: OpenEdge): OpenEdge => ({ ...edge, versions: [...found.exits.get(edge) ?? []].reduce((versions, each) => versions | each.versions, edge.versions) });
    this.arrivals = this.arrivals.map(({ edges, environment }) => ({ environment, edges: edges.map(widened) }));
    this.returns = this.returns.map((each) => ({ ...each, end: widened(each.end) }));
    this.leaving = this.leaving.map((edges) => edges.map(widened));
    for (const [mine, { location, variants = [] }] of found.locations) {
      const own = variants.reduce((rest, { versions }) => rest & ~versions, other.versions);
      (mine.variants ??= []).push({ versions: own, location: location! }, ...variants);
    }
    this.versions |= other.versions;
    return true;
  }

  leave(): void {
    this.task.frame.returns.push(...this.returns);
    this.task.leaving.forEach(([, edges], i) => edges.push(...this.leaving[i]!));
  }
}
