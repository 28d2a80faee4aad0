// The views that the versions of a family have of one thing: where one of them sees the same as another, but gets another answer, it goes by a view of its own,
// which later versions may share.

/** A set of the versions of a family: a bit for each. */
export type VersionSet = number;

export class ViewsByVersion {
  /** By number of the thing: its views, in the order in which they were made. */
  readonly #views = new Map<number, number[]>();

  /** Each thing with the view that a version begins with. */
  get first(): (readonly [thing: number, view: number])[] {
    return [...this.#views].map(([thing, [view]]) => [thing, view!] as const);
  }

  add(thing: number, view: number): void {
    this.#views.set(thing, [...this.#views.get(thing) ?? [], view]);
  }

  /** The view after this one; undefined if there is none yet. */
  next(thing: number, view: number): number | undefined {
    const views = this.#views.get(thing) ?? [];
    return views[views.indexOf(view) + 1];
  }
}
