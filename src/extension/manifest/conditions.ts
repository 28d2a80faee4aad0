// When what is contributed is there: the `when` clauses, and the context keys of our own that they ask.

/** What the extension tells VS Code by `setContext`. */
export const contextKeys = {
  /** A scenario is in an editor that was in front since the last other one. */
  hasScenario: 'daxscn.hasScenario',
  /** A scenario was opened or checked in this window. */
  isRelevant: 'daxscn.isRelevant',
  /** Two executions were compared. */
  hasComparison: 'daxscn.hasComparison',
  /** A hunt is going on. */
  isHunting: 'daxscn.isHunting',
  /** The first web view has answered, so that the next may load. */
  mayLoadMore: 'daxscn.mayLoadMore',
} as const;

const debugging = 'debugType == daxscn';

export const when = {
  hasScenario: contextKeys.hasScenario,
  hasComparison: contextKeys.hasComparison,
  isHunting: contextKeys.isHunting,
  /** A scenario's editor, or the model kernel's while a scenario is known. */
  scenarioInFront: `resourceLangId == daxscn || resourceLangId == daxk && ${contextKeys.hasScenario}`,
  /** Where there has been a scenario. */
  relevant: `${contextKeys.isRelevant} || ${debugging}`,
  debugging,
  stopped: `debugState == stopped && ${debugging}`,
  onThreadOrFrame: `${debugging} && callStackItemType =~ /^(thread|stackFrame)$/`,
  /** What one knows of an exhibit: `scenario`, `fixed`, `commit` (src/extension/gallery/gallery-tree.ts). */
  inGallery: (knows: string): string => `view == daxscn.gallery && viewItem =~ /\\b${knows}\\b/`,
  inView: (view: string): string => `view == daxscn.${view}`,
  debuggingIn: (view: string): string => `view == daxscn.${view} && inDebugMode && ${debugging}`,
} as const;
