// The verdicts that are known without anybody asking now: whoever shows one (the Test Explorer, a tree) takes it from here, and never checks for itself.
import type * as vscode from 'vscode';
import type { CheckedResult } from '../../explorer/check-messages';

/**
 * `current`: it is that of the text as it is now, with its overlays. `outdated`: something that the search has read has changed since, and no search
 * is on its way. `running`: a search of what is there now is waiting or under way.
 * Invariant: a result that is not `current` is not that of what is there now, and must not be shown as if it were.
 */
export type VerdictState = 'current' | 'outdated' | 'running';

/** What is known of one thing that a scenario expects on one kernel version. */
export interface KnownVerdict {
  readonly state: VerdictState;
  /** `v4.17`. */
  readonly version: string;
  /** As a scenario writes it: `violates dma_lands_at_home`. */
  readonly expected: string;
  /** `current`: the verdict. Else the latest one of an earlier text; absent if there is none. */
  readonly result?: CheckedResult;
  /** Why the result is old, for its label: `before the last edit`. Absent where it is current. */
  readonly before?: string;
  /** Why there is no verdict: the text is wrong, or it does not compile for the version. */
  readonly problem?: string;
  /** When the result was found, in milliseconds since 1970: of two sources the later one is taken. */
  readonly found?: number;
}

export interface VerdictSource {
  /** Of each thing that the scenario expects on that version, in the order of its text; empty where nothing is known. Does no work. */
  get(scenario: vscode.Uri, version: string): readonly KnownVerdict[];
  /** What is known of this scenario has changed, its text or an overlay included. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}
