// The commands: names, titles, where the palette offers them, keys.
import { when } from './conditions';

export interface CommandContribution {
  readonly title: string;
  /** A product icon. */
  readonly icon: string;
  /** Where the palette offers it; without it, everywhere. */
  readonly palette?: string;
  /** Where it does something; elsewhere menus show it disabled. */
  readonly enablement?: string;
  /** The key after Ctrl+Alt+D (Ctrl+Cmd+D on macOS), which works where the command does. */
  readonly chord?: string;
}

/** By the name behind `daxscn.`. */
export const commands = {
  debug: { title: 'Debug Scenario', icon: 'debug-alt', palette: when.hasScenario },
  debugOnKernel: { title: 'Debug Scenario on Kernel Version…', icon: 'versions', palette: when.hasScenario },
  check: { title: 'Check All Interleavings of This Scenario', icon: 'checklist', palette: when.hasScenario },
  updateVerdicts: { title: 'Update the Verdicts Beside This Scenario', icon: 'refresh', palette: when.hasScenario },
  compare: { title: 'Compare the Execution with…', icon: 'compare-changes', palette: when.hasScenario, chord: 'c' },
  compareWithKernel: { title: 'Debug on Another Kernel and Compare…', icon: 'versions', palette: when.hasScenario },
  compareWithPassing: { title: 'Compare with the Nearest Passing Run', icon: 'pass', palette: when.hasScenario },
  compareWithOverlay: { title: 'Compare with an Overlay…', icon: 'layers', palette: when.hasScenario },
  compareWithSaved: { title: 'Compare with the Execution Before the Edit', icon: 'history', palette: when.hasScenario },
  compareWithFork: { title: 'Compare with Another Future…', icon: 'repo-forked', palette: when.debugging },
  compareRecording: { title: 'Compare with a Recording…', icon: 'record', palette: when.hasScenario },
  openCompare: { title: 'Open What Was Compared in an Editor', icon: 'link-external', palette: when.hasComparison },
  checkAllKernels: { title: 'Check on All Kernel Versions', icon: 'run-all' },
  checkFolder: { title: 'Check a Folder or the Museum on All Kernel Versions…', icon: 'run-all' },
  hunt: { title: 'Hunt…', icon: 'search' },
  showHunt: { title: 'Show What the Hunt Has Found', icon: 'search', palette: when.isHunting },
  stopHunt: { title: 'Stop Hunting', icon: 'debug-stop', palette: when.isHunting },
  openResults: { title: 'Open Verdicts in an Editor', icon: 'link-external' },
  copySchedule: { title: 'Copy Schedule', icon: 'copy', palette: when.debugging },
  copyLink: { title: 'Copy Link to This Position', icon: 'link', palette: when.hasScenario },
  openLink: { title: 'Open a Link to a Position…', icon: 'link-external' },
  newScenario: { title: 'New Scenario…', icon: 'new-file' },
  pickKernel: { title: 'Change the Kernel Version…', icon: 'versions', palette: when.hasScenario },
  openExample: { title: 'Open an Example…', icon: 'library' },
  openWalkthrough: { title: 'Open the Walkthrough', icon: 'mortar-board' },
  debugFirstRace: { title: 'Debug the First Race', icon: 'debug-alt' },
  showStory: { title: 'Show the Story', icon: 'book', palette: when.hasScenario },
  compareBrokenAndFixed: { title: 'Compare Broken and Fixed', icon: 'diff', palette: when.hasScenario },
  openCommit: { title: "Open the Commit's Page", icon: 'git-commit', palette: when.hasScenario },
  openCopy: { title: 'Open a Copy', icon: 'files', palette: when.hasScenario },
  groupGallery: { title: 'Group By…', icon: 'list-tree', palette: 'false' },
  openOwnership: { title: 'Open Block Ownership Beside the Editor', icon: 'link-external' },
  openTimeline: { title: 'Open the Timeline in an Editor', icon: 'link-external' },
  backInThread: { title: 'Step Back in This Thread', icon: 'arrow-up', palette: when.debugging, enablement: when.stopped, chord: 'b' },
  backOut: { title: 'Step Back Out of This Call', icon: 'arrow-circle-up', palette: when.debugging, enablement: when.stopped, chord: 'o' },
  untilBlocked: { title: 'Run This Thread Until It Is Blocked', icon: 'debug-step-over', palette: when.debugging, enablement: when.stopped, chord: 'w' },
  previousTouch: { title: 'Previous Event That Touches This…', icon: 'arrow-left', palette: when.debugging, enablement: when.stopped, chord: 'p' },
  nextTouch: { title: 'Next Event That Touches This…', icon: 'arrow-right', palette: when.debugging, enablement: when.stopped, chord: 'n' },
  nextRetry: { title: 'Run Until the Next Layout Retry', icon: 'sync', palette: when.debugging, enablement: when.stopped, chord: 'r' },
  violation: { title: 'Go to the Violation', icon: 'flame', palette: when.debugging, enablement: when.stopped, chord: 'v' },
  lastChance: { title: 'Go to the Last Chance', icon: 'shield', palette: when.debugging, enablement: when.stopped, chord: 'l' },
  switchFork: { title: 'Switch to Another Future…', icon: 'repo-forked', palette: when.debugging, enablement: when.stopped, chord: 'f' },
  gotoPosition: { title: 'Go to a Position…', icon: 'symbol-number', palette: when.debugging, enablement: when.stopped, chord: 'g' },
  undoJump: { title: 'Undo Jump', icon: 'arrow-small-left', palette: when.debugging, enablement: when.stopped, chord: 'z' },
  redoJump: { title: 'Redo Jump', icon: 'arrow-small-right', palette: when.debugging, enablement: when.stopped, chord: 'y' },
  stepThread: { title: 'Let This Thread Perform the Next Event', icon: 'debug-step-into', palette: when.debugging, enablement: when.stopped, chord: 'e' },
} as const satisfies Record<string, CommandContribution>;

export type CommandName = keyof typeof commands;
export type CommandId = `daxscn.${CommandName}`;
