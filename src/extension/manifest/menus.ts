// Which menu has which commands, in which group of it.
import type { CommandId, CommandName } from './commands';
import { when } from './conditions';

export interface MenuItem {
  readonly command: CommandId;
  /** Without it, always. */
  readonly when?: string;
  readonly group: string;
}

const item = (name: CommandName, group: string, condition: string): MenuItem => ({ command: `daxscn.${name}`, when: condition, group });

/** By VS Code's name of the menu. The palette is said with the commands. */
export const menus: Readonly<Record<string, readonly MenuItem[]>> = {
  'editor/title/run': [
    item('debug', '1_run@1', when.scenarioInFront),
    item('debugOnKernel', '1_run@2', when.scenarioInFront),
    item('compareWithKernel', '2_compare@1', when.scenarioInFront),
    item('compareWithPassing', '2_compare@2', when.scenarioInFront),
    item('compareWithOverlay', '2_compare@3', when.scenarioInFront),
    item('compareWithSaved', '2_compare@4', when.scenarioInFront),
    item('compareRecording', '2_compare@6', when.scenarioInFront),
    item('compare', '2_compare@9', when.scenarioInFront),
    item('check', '1_run@3', when.scenarioInFront),
    item('checkAllKernels', '1_run@4', when.scenarioInFront),
    item('showStory', '3_read@1', 'resourceLangId == daxscn'),
    item('hunt', '1_run@5', 'resourceLangId == daxk && resourceScheme == file'),
  ],
  'editor/context': [
    item('debug', '1_daxscn@1', 'resourceLangId == daxscn'),
    item('debugOnKernel', '1_daxscn@2', 'resourceLangId == daxscn'),
    item('check', '1_daxscn@3', 'resourceLangId == daxscn'),
    item('compare', '1_daxscn@4', 'resourceLangId == daxscn'),
  ],
  'file/newFile': [{ command: 'daxscn.newScenario', group: 'file' }],
  'explorer/context': [
    item('debug', 'daxscn@1', 'resourceExtname == .daxscn'),
    item('debugOnKernel', 'daxscn@2', 'resourceExtname == .daxscn'),
    item('check', 'daxscn@3', 'resourceExtname == .daxscn'),
    item('checkAllKernels', 'daxscn@4', 'resourceExtname == .daxscn || explorerResourceIsFolder && daxscn.isRelevant'),
  ],
  'view/title': [
    item('openWalkthrough', 'navigation@0', when.inView('gallery')),
    item('newScenario', 'navigation@1', when.inView('gallery')),
    item('groupGallery', 'navigation@2', when.inView('gallery')),
    item('checkFolder', 'navigation@1', when.inView('results')),
    item('openResults', 'navigation@2', when.inView('results')),
    item('hunt', '1_hunt@1', when.inView('results')),
    item('compare', 'navigation@1', when.inView('compare')),
    item('openCompare', 'navigation@2', when.inView('compare')),
    item('compare', '2_compare@9', when.debuggingIn('timeline')),
    item('compareWithKernel', '2_compare@1', when.debuggingIn('timeline')),
    item('compareWithPassing', '2_compare@2', when.debuggingIn('timeline')),
    item('compareWithOverlay', '2_compare@3', when.debuggingIn('timeline')),
    item('compareWithFork', '2_compare@5', when.debuggingIn('timeline')),
    item('openTimeline', 'navigation@1', when.inView('timeline')),
    item('openOwnership', 'navigation@2', when.inView('ownership')),
    item('copySchedule', 'navigation@1', when.debuggingIn('ownership')),
    item('copyLink', '1_share@1', 'view =~ /^daxscn\\.(ownership|timeline)$/ && inDebugMode && debugType == daxscn'),
  ],
  'view/item/context': [
    item('debug', 'inline@1', when.inGallery('scenario')),
    item('compareBrokenAndFixed', 'inline@2', when.inGallery('fixed')),
    item('showStory', 'inline@3', when.inGallery('scenario')),
    item('debug', '1_run@1', when.inGallery('scenario')),
    item('debugOnKernel', '1_run@2', when.inGallery('scenario')),
    item('check', '1_run@3', when.inGallery('scenario')),
    item('compareBrokenAndFixed', '2_compare@1', when.inGallery('fixed')),
    item('compareWithPassing', '2_compare@2', when.inGallery('scenario')),
    item('showStory', '3_read@1', when.inGallery('scenario')),
    item('openCommit', '3_read@2', when.inGallery('commit')),
    item('openCopy', '4_copy@1', when.inGallery('scenario')),
  ],
  'debug/toolBar': [
    item('backInThread', 'navigation@200', when.debugging),
    item('nextRetry', 'navigation@201', when.debugging),
    item('violation', 'navigation@202', when.debugging),
    item('switchFork', 'navigation@203', when.debugging),
    item('undoJump', 'navigation@204', when.debugging),
    item('compare', 'navigation@209', when.debugging),
    item('copySchedule', 'navigation@210', when.debugging),
  ],
  'debug/callstack/context': [
    item('backInThread', 'daxscn@1', when.onThreadOrFrame),
    item('backOut', 'daxscn@2', when.onThreadOrFrame),
    item('untilBlocked', 'daxscn@3', when.onThreadOrFrame),
    item('stepThread', 'daxscn@4', when.onThreadOrFrame),
  ],
  'debug/variables/context': [
    item('previousTouch', 'daxscn@1', when.debugging),
    item('nextTouch', 'daxscn@2', when.debugging),
  ],
};
