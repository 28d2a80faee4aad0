// The views, and the containers that they are in.
import { contextKeys, when } from './conditions';

export const viewsContainers = {
  // Always there: a newcomer has no scenario yet. Whoever does not want it hides it, as any.
  activitybar: [{ id: 'daxscnGallery', title: 'DAX', icon: 'media/blocks.svg' }],
  panel: [
    { id: 'daxscn', title: 'DAX', icon: 'media/blocks.svg' },
    { id: 'daxscnResults', title: 'DAX Verdicts', icon: 'media/results.svg' },
  ],
};

/** By container. */
export const views = {
  daxscnGallery: [{ id: 'daxscn.gallery', name: 'Gallery', icon: 'media/blocks.svg' }],
  daxscn: [
    {
      type: 'webview', id: 'daxscn.ownership', name: 'Block Ownership', icon: 'media/blocks.svg',
      when: when.relevant, visibility: 'visible', initialSize: 2,
    },
    {
      type: 'webview', id: 'daxscn.timeline', name: 'Timeline', icon: 'media/timeline.svg',
      when: `${contextKeys.mayLoadMore} && (${when.relevant})`, visibility: 'visible', initialSize: 3,
    },
    {
      type: 'webview', id: 'daxscn.compare', name: 'Compare', icon: 'media/compare.svg',
      when: `${contextKeys.mayLoadMore} && ${contextKeys.hasComparison}`, visibility: 'hidden', initialSize: 3,
    },
  ],
  daxscnResults: [
    { type: 'webview', id: 'daxscn.results', name: 'Verdicts', icon: 'media/results.svg', when: when.relevant },
  ],
};

export const viewsWelcome = [{
  view: 'debug',
  contents: 'Races between DMA and file-system layout changes can be stepped through:\n[Open a DAX Example](command:daxscn.openExample)',
  when: `debugState == inactive && ${contextKeys.isRelevant}`,
}];
