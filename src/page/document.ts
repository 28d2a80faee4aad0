// What an exported page has inside: the program that draws it, and what that runs on. Plain JSON, which `daxscn export --to html` writes.

export interface PageDocument {
  /** Of daxscn. */
  readonly release: string;
  /** The script of the page, and by view its style sheet. */
  readonly script: string;
  readonly sheets: { readonly ownership: string; readonly timeline: string };
  /** The licences of what the script has from others. */
  readonly notices: string;
  /** The checked model kernel, as it is packaged. */
  readonly kernel: string;
  /** The texts of its sources, by name: `fs/dax.daxk`. */
  readonly sources: Readonly<Record<string, string>>;
  readonly exhibit: Exhibit;
}

/** What a page shows: an execution of a scenario, and what is needed to run it anew. */
export interface Exhibit {
  /** The path of the scenario, without the folder in which it was. */
  readonly program: string;
  /** By path the texts of the scenario and of all overlays. */
  readonly files: Readonly<Record<string, string>>;
  /** The overlays that were given from outside, in the order in which they apply. */
  readonly overlays: readonly string[];
  /** `v4.17`. */
  readonly kernel: string;
  readonly schedule: string;
}
